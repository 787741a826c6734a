import type { Database } from './database/database.ts'

/** Notes another password for a document that the one it came with did not open. */
export async function changePassword(db: Database, document: string, password: string): Promise<void> {
  await db.run((k) => k.updateTable('documents').set({ password }).where('id', '=', document).execute())
}
