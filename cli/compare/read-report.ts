import { loadFile } from '../../engines/source/load.ts'
import type { Problem } from '../../schemas/problem.ts'
import { Report } from '../../schemas/report.ts'

/** Largest report that is opened, in bytes; a long one takes a few hundred kilobytes. */
const LARGEST = 256 * 1024 ** 2

/** The report in a file, or why there is none. */
export function readReport(path: string): Report | Problem {
  const bytes = loadFile(path, LARGEST)
  if ('code' in bytes) return bytes
  try {
    return Report.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return { code: 'file-type-unknown', message: 'is not a report; give a NAME.json that extract wrote' }
  }
}
