import type { Selectable, Transaction } from 'kysely'
import { noteInTransaction } from '../../store/audit.ts'
import { lockDocument } from '../../store/moves.ts'
import type { Store } from '../../store/open.ts'
import { correctionsIn, linesOfKey } from '../../store/review/keys.ts'
import { holdLease } from '../../store/review/lease.ts'
import { lastWords } from '../../store/review/open-items.ts'
import { refreshQueue } from '../../store/review/queue-row.ts'
import {
  type Decision,
  decisionsOf,
  dropDecisions,
  isOnRecord,
  judgeReading,
  momentAfter,
  putCorrection,
  restoreDecisions,
} from '../../store/review/words.ts'
import type { Schema, SecondReadingsTable } from '../../store/schema.ts'
import type { Stale } from '../api/review.ts'
import type { Saved } from './answer.ts'
import type { LeaseRequest } from './next.ts'
import { type Said, saysSame } from './same.ts'
import { conflictOf, stale } from './stale.ts'

type SecondReading = Selectable<SecondReadingsTable>

/** `of`: the key of the very answers to take back; `key`: the sender's own name for this order, which is done once. */
export type UndoRequest = LeaseRequest & { readonly key?: string | undefined; readonly of?: string | undefined }

/**
 * Takes back the answers that somebody gave to a document last, or those sent under a key, all that he sent together: what
 * stood before stands again, as a correction of its own, and what was an item is one again. Stale where somebody built upon
 * them meanwhile; null where there is nothing to take back.
 */
export async function undoLast(store: Store, request: UndoRequest): Promise<Saved | Stale | null> {
  const { who, document, now, leaseMs, key } = request
  let saved: { readonly result: Saved; readonly at: number } | null = null
  return store.db.transaction(async (k) => {
    const state = (await lockDocument(k, store.db.kind, document))?.state
    if (saved && (await isOnRecord(k, { document, who, at: saved.at, actions: ['undone'] }))) return saved.result
    if (state !== 'done' && state !== 'review') return null
    const before = key === undefined ? [] : await linesOfKey(k, { document, who, key, actions: ['undone'] })
    if (before.length > 0) return { corrections: correctionsIn(before), until: now + leaseMs }
    const last = await decisionsToUndo(k, request)
    if (last.length === 0) return null
    const words = await lastWords(k, document)
    const theirs = (field: string) => conflictOf(field, null, words.get(field))
    const held = await holdLease(k, document, who, now, leaseMs)
    if (held)
      return stale(
        `${held.owner} has the document now`,
        last.map(({ field }) => theirs(field)),
      )
    const readings = await readingsOf(k, document)
    const builtUpon = last.filter((decision) => isBuiltUpon(decision, readings.get(decision.field), words))
    if (builtUpon.length > 0) {
      return stale(
        'somebody else has answered since',
        builtUpon.map(({ field }) => theirs(field)),
      )
    }
    const at = await momentAfter(k, document, words.values(), now)
    const corrections: Record<string, string> = {}
    for (const decision of last) {
      const { field } = decision
      await dropDecisions(k, document, field, who)
      const { id, stands } = await takeBack(k, decision, { at, key, lastId: words.get(field)?.id ?? null })
      if (id !== null) corrections[field] = id
      await reopenReading(k, decision, readings.get(field))
      const read = decision.read_json && (JSON.parse(decision.read_json) as Said)
      if (read && stands) await judgeReading(k, document, field, Number(saysSame(read, stands)))
    }
    await refreshQueue(k, document)
    saved = { result: { corrections, until: now + leaseMs }, at }
    return saved.result
  })
}

/** One person's decisions that stand and were made together: those of a key, unless one of them is replaced; else the last. */
async function decisionsToUndo(k: Transaction<Schema>, { document, who, of }: UndoRequest): Promise<Decision[]> {
  const own = await decisionsOf(k, document, { who })
  if (of === undefined) return own.filter(({ at }) => at === own.at(-1)?.at)
  const sent = await linesOfKey(k, { document, who, key: of, actions: ['corrected', 'confirmed'] })
  const standing = own.filter(({ at }) => at === sent[0]?.at)
  return standing.length < sent.length ? [] : standing
}

function isBuiltUpon(
  { kind, field, correction, who }: Decision,
  reading: SecondReading | undefined,
  words: ReadonlyMap<string, { readonly id: string }>,
): boolean {
  if (correction !== null && words.get(field)?.id !== correction) return true
  if (!reading) return false
  if (kind === 'second') return reading.kind === 'settled' && reading.agreed === 0
  return kind !== 'third' && reading.first_reader === who && reading.second_reader !== null
}

/** Says again what stood before; gives that and the id of the subject's last correction. */
async function takeBack(
  k: Transaction<Schema>,
  decision: Decision,
  { at, key, lastId }: { at: number; key: string | undefined; lastId: string | null },
): Promise<{ readonly id: string | null; readonly stands: Said | null }> {
  const { document, field, who, correction, after_json, stood } = decision
  if (correction === null) {
    // One who only agreed with what stands has changed nothing.
    const detail = key === undefined ? {} : { correction: lastId, key }
    await noteInTransaction(k, { at, who, action: 'undone', document, field, detail })
    return { id: lastId, stands: JSON.parse(after_json) as Said }
  }
  const before = await k
    .selectFrom('corrections')
    .select('after_json')
    .where('id', '=', stood ?? '')
    .executeTakeFirst()
  const stands = before?.after_json ?? 'null'
  const word = { before_json: after_json, after_json: stands, who, why: 'undo', at }
  const id = await putCorrection(k, { document, field, ...word }, 'undone', key)
  if (stood !== null) await restoreDecisions(k, decision, stood, id)
  return { id, stands: JSON.parse(stands) as Said | null }
}

/** A field that others were to read, or had read, waits as it did before the decision. */
async function reopenReading(
  k: Transaction<Schema>,
  { document, field, kind }: Decision,
  reading: SecondReading | undefined,
): Promise<void> {
  if (!reading) return
  const where = k.updateTable('second_readings').where('document', '=', document).where('field', '=', field)
  if (kind === 'third') await where.set({ kind: 'third' }).execute()
  else if (kind === 'second') {
    await where.set({ kind: 'second', second_reader: null, second_json: null, agreed: null }).execute()
  } else if (reading.kind === 'second') {
    await k.deleteFrom('second_readings').where('document', '=', document).where('field', '=', field).execute()
  }
}

async function readingsOf(k: Transaction<Schema>, document: string): Promise<ReadonlyMap<string, SecondReading>> {
  const rows = await k.selectFrom('second_readings').selectAll().where('document', '=', document).execute()
  return new Map(rows.map((row) => [row.field, row]))
}
