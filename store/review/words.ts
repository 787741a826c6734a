import type { Selectable, Transaction } from 'kysely'
import { noteInTransaction } from '../audit.ts'
import { correctionId } from '../corrections.ts'
import type { CorrectionsTable, DecisionsTable, Schema } from '../schema.ts'

export type Decision = Selectable<DecisionsTable>

/** Puts a correction on record within a transaction, with its line in the audit log, where `key` names what it came with; gives its id. */
export async function putCorrection(
  k: Transaction<Schema>,
  correction: Omit<CorrectionsTable, 'id'>,
  action: 'corrected' | 'undone',
  key?: string,
): Promise<string> {
  const id = correctionId(correction)
  const { document, field, who, at } = correction
  await k
    .insertInto('corrections')
    .values({ id, ...correction })
    .execute()
  await noteInTransaction(k, {
    at,
    who,
    action,
    document,
    field,
    detail: { correction: id, ...(key === undefined ? {} : { key }) },
  })
  return id
}

/** Decisions on a document that stand, in the order in which they were made; of some fields only, or of one person. */
export function decisionsOf(
  k: Transaction<Schema>,
  document: string,
  { fields, who }: { readonly fields?: readonly string[]; readonly who?: string },
): Promise<Decision[]> {
  let query = k.selectFrom('decisions').selectAll().where('document', '=', document).where('undone', '=', 0)
  if (fields) query = query.where('field', 'in', fields)
  if (who !== undefined) query = query.where('who', '=', who)
  return query.orderBy('at').execute()
}

/** Says that somebody's decisions on a field no longer stand. */
export async function dropDecisions(
  k: Transaction<Schema>,
  document: string,
  field: string,
  who: string,
): Promise<void> {
  await k
    .updateTable('decisions')
    .set({ undone: 1 })
    .where('document', '=', document)
    .where('field', '=', field)
    .where('who', '=', who)
    .where('undone', '=', 0)
    .execute()
}

/**
 * After a decision was taken back: the decisions that had led to what stood before stand behind the correction that says it
 * again, and the one of the same person that it had replaced counts again.
 */
export async function restoreDecisions(
  k: Transaction<Schema>,
  { document, field, who, replaces }: Decision,
  stood: string,
  again: string,
): Promise<void> {
  const own = k.updateTable('decisions').where('document', '=', document).where('field', '=', field)
  await own.set({ correction: again }).where('correction', '=', stood).execute()
  if (replaces !== null) await own.set({ undone: 0 }).where('who', '=', who).where('at', '=', replaces).execute()
}

/** Says of a field's decisions whether its reading was right, as it is known now. */
export async function judgeReading(
  k: Transaction<Schema>,
  document: string,
  field: string,
  asRead: number | null,
): Promise<void> {
  await k
    .updateTable('decisions')
    .set({ as_read: asRead })
    .where('document', '=', document)
    .where('field', '=', field)
    .where('undone', '=', 0)
    .execute()
}

/**
 * Now, or a moment after everything that was said of a document, so that the last word is never in doubt and no two
 * answers stand at one moment.
 */
export async function momentAfter(
  k: Transaction<Schema>,
  document: string,
  words: Iterable<{ readonly at: number }>,
  now: number,
): Promise<number> {
  const { last } = await k
    .selectFrom('decisions')
    .select((e) => e.fn.max<number | null>('at').as('last'))
    .where('document', '=', document)
    .executeTakeFirstOrThrow()
  let at = Math.max(now, (last ?? 0) + 1)
  for (const word of words) at = Math.max(at, word.at + 1)
  return at
}

/** Whether somebody's work on a document at a moment is on record, called one of these in the audit log. */
export async function isOnRecord(
  k: Transaction<Schema>,
  { document, who, at, actions }: { document: string; who: string; at: number; actions: readonly string[] },
): Promise<boolean> {
  const line = await k
    .selectFrom('audit_log')
    .select('id')
    .where('document', '=', document)
    .where('at', '=', at)
    .where('who', '=', who)
    .where('action', 'in', actions)
    .executeTakeFirst()
  return line !== undefined
}
