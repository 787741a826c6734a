import type { Exported, OutgoingReports, Sink } from '../outgoing.ts'
import type { Row, RowShape } from './shape.ts'

/** Hands the rows of reports to `put`, a report at a time, as long as it wants more. */
export async function* eachReport(
  reports: OutgoingReports,
  shape: RowShape,
  put: (rows: readonly Row[]) => Promise<boolean>,
): AsyncGenerator<Exported> {
  for await (const one of reports) {
    const { name } = one
    if ('problem' in one) {
      yield { name, kind: 'problem', problem: one.problem }
      continue
    }
    if (!(await put(await shape.rows(one)))) return
    yield { name, kind: 'written' }
  }
}

/** Writes text as UTF-8. */
export function writeText(sink: Sink, text: string): Promise<boolean> {
  return sink.write(new TextEncoder().encode(text))
}
