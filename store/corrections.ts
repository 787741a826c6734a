import type { Transaction } from 'kysely'
import { Correction } from '../schemas/correction.ts'
import { noteInTransaction } from './audit.ts'
import { hashOf } from './blobs/hash.ts'
import type { Database } from './database/database.ts'
import type { CorrectionsTable, Schema } from './schema.ts'

/** Keeps a person's word on a field, with a line in the audit log, and returns its id: the hash of all that it says, so the same again is the same correction. */
export async function addCorrection(db: Database, correction: Omit<CorrectionsTable, 'id'>): Promise<string> {
  const { document, field, before_json, after_json, who, why, at } = correction
  const id = correctionId(correction)
  await db.transaction(async (k) => {
    const { numInsertedOrUpdatedRows } = await k
      .insertInto('corrections')
      .values({ id, document, field, before_json, after_json, who, why, at })
      .onConflict((c) => c.doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows === 1n) {
      await noteInTransaction(k, { at, who, action: 'corrected', document, field, detail: { correction: id } })
    }
  })
  return id
}

/** The hash of all that a correction says. */
export function correctionId(correction: Omit<CorrectionsTable, 'id'>): string {
  const { document, field, before_json, after_json, who, why, at } = correction
  const said = JSON.stringify([document, field, before_json, after_json, who, why, at])
  return hashOf(new TextEncoder().encode(said))
}

/** What people said about a document's fields, in the order in which they said it. */
export function correctionsOf(db: Database, document: string): Promise<CorrectionsTable[]> {
  return db.run((k) =>
    k.selectFrom('corrections').selectAll().where('document', '=', document).orderBy('at').orderBy('id').execute(),
  )
}

/** A correction as the rest of the system knows it. Throws where the row holds what no correction can say. */
export function toCorrection({ field, before_json, after_json, ...row }: CorrectionsTable): Correction {
  return Correction.parse({ ...row, subject: field, before: JSON.parse(before_json), after: JSON.parse(after_json) })
}

/** How many corrections of a document there are, taken back ones included. */
export async function countCorrections(k: Transaction<Schema>, document: string): Promise<number> {
  const { count } = await k
    .selectFrom('corrections')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('document', '=', document)
    .executeTakeFirstOrThrow()
  return Number(count)
}
