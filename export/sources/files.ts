import { createHash } from 'node:crypto'
import { loadFile } from '../../engines/source/load.ts'
import type { Problem } from '../../schemas/problem.ts'
import { FORMAT, type Report } from '../../schemas/report.ts'
import type { Original, Outgoing, Unavailable } from '../outgoing.ts'
import { fileStems } from './file-stems.ts'
import { parseReport } from './parse.ts'
import type { ReportPaths } from './path-list.ts'
import type { Handing } from './store.ts'

/** Largest report that is opened, in bytes; a long one takes a few hundred kilobytes. */
const LARGEST = 256 * 1024 ** 2

/** Files may be anybody's: each is looked into, also where it is handed on as it is kept. */
export type FileHanding = Handing & {
  /** Finds the file a report was made from, and what its pages say. */
  readonly original: (report: Report) => Promise<Original | Problem>
  /** Told of every file that is passed over. */
  readonly onOther?: () => void
}

/**
 * The reports in files, in their order. Files that only lay in a folder and begin like no report are passed over. Stems
 * are the files' names; of several with one name the first by path takes it.
 */
export async function* fileReports(
  paths: ReportPaths,
  { named, original, onOther }: FileHanding,
): AsyncGenerator<Outgoing | Unavailable> {
  const stemOf = named ? fileStems(paths, hashOfFile) : null
  let index = -1
  for (const { shown, inFolder } of paths) {
    index++
    const bytes = loadFile(shown, LARGEST)
    if ('code' in bytes) yield { name: shown, problem: bytes }
    else if (!inFolder || beginsLikeReport(bytes)) {
      const report = parseReport(bytes, false)
      if ('code' in report) yield { name: shown, problem: report }
      else
        yield {
          name: report.source.name,
          stem: stemOf?.(index, shown) ?? `${index}`,
          report,
          bytes,
          original: () => original(report),
        }
    } else onOther?.()
  }
}

/** How many of the files are reports, or named as if they were. */
export function countReportFiles(paths: ReportPaths): number {
  let count = 0
  for (const { shown, inFolder } of paths) {
    const bytes = inFolder ? loadFile(shown, LARGEST) : null
    if (bytes === null || 'code' in bytes || beginsLikeReport(bytes)) count++
  }
  return count
}

function hashOfFile(path: string): string | null {
  const bytes = loadFile(path, LARGEST)
  return 'code' in bytes ? null : createHash('sha256').update(bytes).digest('hex')
}

function beginsLikeReport(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).replace(/\s/g, '')
  return start.startsWith(`{"format":"${FORMAT}"`)
}
