import { createHash } from 'node:crypto'
import { documentsIn } from '../../store/documents.ts'
import type { Store } from '../../store/open.ts'
import { unpack } from '../../store/packed.ts'
import { findReport } from '../../store/reports.ts'
import { DOCUMENT_STATES } from '../../store/schema.ts'

/** What a run left behind that it should not have. Every list is empty after a good one. */
export type Verdict = {
  readonly documents: number
  /** Submitted, and not in the store. */
  readonly lost: readonly string[]
  /** Not in a final state with a report. */
  readonly unfinished: readonly string[]
  /** A report whose content is not what its hash says. */
  readonly torn: readonly string[]
  /** A report that differs from the undisturbed run's. */
  readonly different: readonly string[]
  /** More than one report, or one that was made twice in one generation. */
  readonly doubled: readonly string[]
}

/** Compares the store with the reports of an undisturbed run (file name → bytes), one document for each. */
export async function verify(store: Store, expected: ReadonlyMap<string, Buffer>): Promise<Verdict> {
  const documents = await documentsIn(store.db, { states: DOCUMENT_STATES, limit: 1_000_000 })
  const byName = Map.groupBy(documents, ({ name }) => name)
  const [lost, unfinished, torn, different, doubled]: string[][] = [[], [], [], [], []]
  for (const [name, bytes] of expected) {
    const [document, ...more] = byName.get(name) ?? []
    if (more.length > 0) doubled!.push(name)
    if (!document) {
      lost!.push(name)
      continue
    }
    const report = await findReport(store.db, document.id)
    if (!report || (document.state !== 'done' && document.state !== 'review')) {
      unfinished!.push(`${name}: ${document.state} ${document.code ?? ''}`)
      continue
    }
    const kept = await store.blobs.get(report.blob)
    const text = kept && unpack(kept)
    if (!kept || !text || createHash('sha256').update(kept).digest('hex') !== report.blob) torn!.push(name)
    else if (!bytes.equals(text)) different!.push(name)
    if ((await timesMade(store, document.id, document.generation)) !== 1) doubled!.push(name)
  }
  return {
    documents: documents.length,
    lost: lost!,
    unfinished: unfinished!,
    torn: torn!,
    different: different!,
    doubled: doubled!,
  }
}

/** How often a document came into a final state by a report in a generation, as the audit log has it. */
async function timesMade(store: Store, document: string, generation: number): Promise<number> {
  const rows = await store.db.run((k) =>
    k
      .selectFrom('audit_log')
      .select('detail_json')
      .where('document', '=', document)
      .where('action', '=', 'assembled')
      .execute(),
  )
  return rows.filter(({ detail_json }) => (JSON.parse(detail_json) as { generation: number }).generation === generation)
    .length
}
