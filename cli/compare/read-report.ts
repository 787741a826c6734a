import { loadFile } from '../../engines/source/load.ts'
import { parseReport } from '../../export/sources/parse.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { Report } from '../../schemas/report.ts'

/** Largest report that is opened, in bytes; a long one takes a few hundred kilobytes. */
const LARGEST = 256 * 1024 ** 2

/** The report in a file, or why there is none. */
export function readReport(path: string): Report | Problem {
  const bytes = loadFile(path, LARGEST)
  return 'code' in bytes ? bytes : parseReport(bytes, false)
}
