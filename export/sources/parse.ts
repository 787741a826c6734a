import type { Problem } from '../../schemas/problem.ts'
import { FORMAT, Report } from '../../schemas/report.ts'

/** What a file is told that holds no report. */
export const UNFIT: Problem = {
  code: 'file-type-unknown',
  message: 'is not a report; give a NAME.json that extract wrote',
}

/**
 * The report in UTF-8 bytes, with members that are not ours too. `asKept` asks only whether it calls itself a report,
 * since nobody is going to look into it.
 */
export function parseReport(bytes: Uint8Array, asKept: boolean): Report | Problem {
  let data: unknown
  try {
    data = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return UNFIT
  }
  const fits = asKept ? isCalledReport(data) : Report.safeParse(data).success
  return fits ? (data as Report) : UNFIT
}

function isCalledReport(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'format' in data && data.format === FORMAT
}
