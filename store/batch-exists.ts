import type { Database } from './database/database.ts'

/** Whether anything was ever handed in under this batch's name. */
export async function batchExists(db: Database, batch: string): Promise<boolean> {
  const row = await db.run((k) =>
    k.selectFrom('submissions').select('batch').where('batch', '=', batch).limit(1).executeTakeFirst(),
  )
  return row !== undefined
}
