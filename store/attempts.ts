import type { Insertable, Selectable } from 'kysely'
import type { Database } from './database/database.ts'
import type { AttemptsTable } from './schema.ts'

export type Attempt = Insertable<AttemptsTable>

/** Puts a failed attempt on record. The very same one again, to the millisecond, counts once. */
export async function addAttempt(db: Database, attempt: Attempt): Promise<void> {
  await db.transaction(async (k) => {
    const known = await k
      .selectFrom('attempts')
      .select('id')
      .where('document', '=', attempt.document)
      .where('generation', '=', attempt.generation)
      .where('page', 'is not distinct from', attempt.page ?? null)
      .where('stage', '=', attempt.stage)
      .where('worker', '=', attempt.worker)
      .where('code', '=', attempt.code)
      .where('at', '=', attempt.at)
      .executeTakeFirst()
    if (!known) await k.insertInto('attempts').values(attempt).execute()
  })
}

/** Failed attempts at a document, first things first; of one order only, where a generation is given. */
export function attemptsOf(db: Database, document: string, generation?: number): Promise<Selectable<AttemptsTable>[]> {
  return db.run((k) => {
    const all = k.selectFrom('attempts').selectAll().where('document', '=', document).orderBy('id')
    return (generation === undefined ? all : all.where('generation', '=', generation)).execute()
  })
}

/** How often one step of an order failed; with one of the codes, where they are given. */
export async function countAttempts(
  db: Database,
  document: string,
  generation: number,
  stage: string,
  page: number | null,
  codes?: readonly string[],
): Promise<number> {
  if (codes?.length === 0) return 0
  const { count } = await db.run((k) => {
    const all = k
      .selectFrom('attempts')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('document', '=', document)
      .where('generation', '=', generation)
      .where('stage', '=', stage)
      .where('page', 'is not distinct from', page)
    return (codes ? all.where('code', 'in', codes) : all).executeTakeFirstOrThrow()
  })
  return count
}
