import { statSync } from 'node:fs'
import type { FormatName } from '../../export/formats.ts'
import { say } from '../language.ts'

/** Formats with one file for each report, and what it ends in. */
const ONE_EACH: Partial<Record<FormatName, RegExp>> = { json: /\.json$/i, pdf: /\.pdf$/i }
/** Formats with several files for each report, and what these end in, or what holds them together elsewhere. */
const SEVERAL_EACH: Partial<Record<FormatName, RegExp>> = {
  alto: /\.xml$/i,
  hocr: /\.html?$/i,
  bag: /\.(zip|tar|t?gz)$/i,
}

/** Whether a path is meant as the file of one report, in a format that makes a file for each. A folder of that name is one. */
export function isSingle(format: FormatName, out: string | undefined): boolean {
  return isCalled(ONE_EACH[format], out)
}

/** Why a path that is called like a file cannot be written in this format; null where it can, and for folders. */
export function notAFile(format: FormatName, out: string | undefined): string | null {
  if (!isCalled(SEVERAL_EACH[format], out)) return null
  return say(
    `${format} makes several files for each report; name a folder with --out, not ${out}`,
    `${format} 为每份报告写出多个文件；请用 --out 指定文件夹，而不是 ${out}`,
  )
}

/** Why this many reports do not go into one file. */
export function tooManyForOne(total: number, out: string): string {
  return say(
    `${total} reports make a file each and do not fit into ${out}; name a folder with --out`,
    `${total} 份报告各写成一个文件，不能都写入 ${out}；请用 --out 指定文件夹`,
  )
}

function isCalled(ending: RegExp | undefined, out: string | undefined): boolean {
  if (out === undefined || !ending?.test(out)) return false
  return !(statSync(out, { throwIfNoEntry: false })?.isDirectory() ?? false)
}
