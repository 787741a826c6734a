import type { Problem } from '../schemas/problem.ts'
import type { Store } from '../store/open.ts'
import { reportText } from '../store/report-text.ts'
import { type ReportEntry, reportsIn } from '../store/reports.ts'
import type { DocumentState } from '../store/schema.ts'

/** Which reports to hand out; what is left out does not narrow. */
export type ReportFilter = {
  readonly batch?: string | undefined
  readonly states: readonly DocumentState[]
}

/** Entries that are held in memory at a time. */
const PAGE = 500

/** The reports of a store in the order of their documents' ids, some at a time. */
export async function* reportsOf(
  { db }: Store,
  { batch, states }: ReportFilter,
): AsyncGenerator<readonly ReportEntry[]> {
  for (let after: string | undefined; ; ) {
    const page = await reportsIn(db, { batch, after, limit: PAGE })
    if (page.length === 0) return
    yield page.filter(({ state }) => states.includes(state))
    after = page.at(-1)!.document
  }
}

/** A report's bytes; null where the store has lost them. */
export async function reportBytes({ blobs }: Store, { blob }: ReportEntry): Promise<Uint8Array | null> {
  return reportText(blobs, blob)
}

/** A report whose bytes the store has lost, and what to do. */
export function lostProblem({ document }: ReportEntry): Problem {
  const message = `its report is no longer in the data folder; nianbao reassemble ${document.slice(0, 12)} makes it again`
  return { code: 'file-missing', message }
}
