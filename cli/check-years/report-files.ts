import { basename, dirname, resolve } from 'node:path'
import { loadFile } from '../../engines/source/load.ts'
import { listReportPaths } from '../../export/sources/list.ts'
import { type CarryFigures, carryFigures, type LeftOut } from '../../pipeline/years/figures.ts'
import type { Problem } from '../../schemas/problem.ts'
import { FORMAT, Report } from '../../schemas/report.ts'

/** A file with a report, of which only what its neighbours need is kept: a folder may hold thousands. `shown` is the path as the user would write it. */
export type ReportFile = {
  readonly path: string
  readonly folder: string
  readonly name: string
  readonly shown: string
  readonly figures: CarryFigures | LeftOut
}

export type ReportFiles = {
  readonly files: readonly ReportFile[]
  readonly problems: readonly { readonly shown: string; readonly problem: Problem }[]
}

/** Largest report that is opened, in bytes; a long one takes a few hundred kilobytes. */
const LARGEST = 256 * 1024 ** 2
const UNFIT: Problem = {
  code: 'file-type-unknown',
  message: 'is not a report; give a NAME.json that extract wrote',
}

/**
 * The reports that paths name, each once: files, and folders with all reports that lie in them and in their folders.
 * Files of a folder that begin like no report are passed over; what was named, or begins like one, must be one.
 */
export function readReportFiles(paths: readonly string[]): ReportFiles {
  const files = new Map<string, ReportFile>()
  const problems: { shown: string; problem: Problem }[] = []
  const take = (shown: string, named: boolean) => {
    const path = resolve(shown)
    if (files.has(path)) return
    const report = readReport(path, named)
    if (report === null) return
    if ('code' in report) problems.push({ shown, problem: report })
    else files.set(path, { path, folder: dirname(path), name: basename(path), shown, figures: carryFigures(report) })
  }
  for (const path of paths) {
    const listed = listReportPaths([path])
    const before = files.size + problems.length
    let known = false
    for (const { shown, inFolder } of listed.paths) {
      take(shown, !inFolder)
      known ||= files.has(resolve(shown))
    }
    problems.push(...listed.problems.map(({ name, problem }) => ({ shown: name, problem })))
    if (files.size + problems.length === before && !known) {
      problems.push({ shown: path, problem: { code: 'file-missing', message: 'is a folder without reports' } })
    }
  }
  return { files: [...files.values()], problems }
}

/** The report in a file that was a report before, as the file has it, members that are not ours included. */
export function readAgain({ path }: ReportFile): Report | Problem {
  return readReport(path, true) ?? UNFIT
}

/** Null for a file that does not even begin like a report, unless it was `named`. */
function readReport(path: string, named: boolean): Report | Problem | null {
  const bytes = loadFile(path, LARGEST)
  if ('code' in bytes) return bytes
  const text = new TextDecoder().decode(bytes)
  if (!named && !text.slice(0, 64).replace(/\s/g, '').startsWith(`{"format":"${FORMAT}"`)) return null
  try {
    const data: unknown = JSON.parse(text)
    return Report.safeParse(data).success ? (data as Report) : UNFIT
  } catch {
    return UNFIT
  }
}
