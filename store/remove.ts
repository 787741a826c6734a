import type { Transaction } from 'kysely'
import { namesOf, resolveAliases } from '../pipeline/years/aliases.ts'
import { noteInTransaction } from './audit.ts'
import type { Database } from './database/database.ts'
import { lockDocument, OPEN_STATES } from './moves.ts'
import type { Schema } from './schema.ts'

export type RemoveOrder = {
  readonly document: string
  /** Only as it was handed in under this batch: a document that came in others too stays. */
  readonly batch?: string | undefined
  /** Also where somebody has it, or it is being read. */
  readonly force?: boolean
  readonly who: string
  readonly at: number
}

/**
 * `removed`: nothing of it is left but lines of the audit log. `withdrawn`: it is no longer in that batch, but in others.
 * `leased`: somebody is settling its items. `unfinished`: it waits or is being read. `unknown`: there is none.
 */
export type Removal = 'removed' | 'withdrawn' | 'leased' | 'unfinished' | 'unknown'

/** What a document has rows in, besides its own and the audit log. */
const BELONGINGS = [
  ...(['submissions', 'openings', 'page_readings', 'reports', 'review_items', 'corrections', 'attempts'] as const),
  ...(['review_queue', 'queue_reasons', 'asides', 'samples', 'decisions', 'second_readings'] as const),
] as const

/**
 * Removes a document with everything that was read and said of it, in one transaction with a line in the audit log.
 * Reports of its agency's years beside it are to be compared anew. Its contents go at the next sweep.
 */
export async function removeDocument(db: Database, order: RemoveOrder): Promise<Removal> {
  const { document, batch, force = false, who, at } = order
  // Outlives a repetition: where the first commit's answer was lost, the document is gone already.
  let done: Removal | null = null
  return db.transaction(async (k) => {
    const now = await lockDocument(k, db.kind, document)
    if (!now) return done ?? 'unknown'
    const batches = await batchesOf(k, document)
    if (batch !== undefined && !batches.includes(batch)) return done ?? 'unknown'
    if (batch !== undefined && batches.length > 1) {
      await k.deleteFrom('submissions').where('document', '=', document).where('batch', '=', batch).execute()
      await noteInTransaction(k, { at, who, action: 'withdrawn', document, detail: { batch } })
      done = 'withdrawn'
      return done
    }
    if (!force && OPEN_STATES.includes(now.state)) return 'unfinished'
    if (!force && (await isLeased(k, document, at))) return 'leased'
    const about = await k
      .selectFrom('documents')
      .select(['name', 'agency', 'year'])
      .where('id', '=', document)
      .executeTakeFirstOrThrow()
    for (const table of BELONGINGS) await k.deleteFrom(table).where('document', '=', document).execute()
    await k.deleteFrom('documents').where('id', '=', document).execute()
    await unlinkNeighbours(k, about)
    const detail = { name: about.name, batches, state: now.state }
    await noteInTransaction(k, { at, who, action: 'removed', document, detail })
    done = 'removed'
    return done
  })
}

async function batchesOf(k: Transaction<Schema>, document: string): Promise<string[]> {
  const rows = await k
    .selectFrom('submissions')
    .select('batch')
    .distinct()
    .where('document', '=', document)
    .orderBy('batch')
    .execute()
  return rows.map(({ batch }) => batch)
}

async function isLeased(k: Transaction<Schema>, document: string, at: number): Promise<boolean> {
  const held = await k
    .selectFrom('review_queue')
    .select('document')
    .where('document', '=', document)
    .where('owner', 'is not', null)
    .where('until', '>', at)
    .executeTakeFirst()
  return held !== undefined
}

/** Reports that may have been compared with one that is gone are to be compared again. */
async function unlinkNeighbours(
  k: Transaction<Schema>,
  { agency, year }: { readonly agency: string | null; readonly year: number | null },
): Promise<void> {
  if (agency === null || year === null) return
  const aliases = resolveAliases(await k.selectFrom('agency_aliases').selectAll().execute())
  const names = 'fault' in aliases ? [agency] : namesOf(agency, aliases)
  const neighbours = k
    .selectFrom('documents')
    .select('id')
    .where('agency', 'in', names)
    .where('year', 'in', [year - 1, year, year + 1])
  await k.updateTable('reports').set({ linked: 0 }).where('document', 'in', neighbours).execute()
}
