import { readdirSync } from 'node:fs'
import { openProblem } from '../../engines/source/load.ts'
import type { Original } from '../../export/outgoing.ts'
import { originalsIn } from '../../export/sources/found.ts'
import type { Reread } from '../../export/sources/original.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { Report } from '../../schemas/report.ts'

/** Formats that show pages have nothing to show of a text. */
const NO_PAGES: Problem = {
  code: 'file-type-unknown',
  message: 'was made from a text dump, which has no pages to write',
}

/** Where the files lie that reports were made from: in the folders `sources`. `pages`: only reports that have pages are asked for. */
export function originals(
  sources: readonly string[],
  reread: Reread,
  pages: boolean,
): (report: Report) => Promise<Original | Problem> {
  const find = originalsIn(sources, reread)
  return async (report) => (pages && report.source.kind === 'text' ? NO_PAGES : find(report))
}

/** Why files cannot be looked for in a folder. */
export function sourcesProblem(folder: string): Problem | null {
  try {
    readdirSync(folder)
    return null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTDIR') return openProblem(error)
    return { code: 'file-unreadable', message: 'is a file; give the folder that it lies in' }
  }
}
