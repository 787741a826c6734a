import type { Database } from './database/database.ts'
import type { AgencyAliasesTable } from './schema.ts'

const AT_ONCE = 1000

/** Sets what other names of agencies stand for, both normalized; a name that is there already gets the new meaning. */
export async function setAliases(db: Database, aliases: readonly AgencyAliasesTable[]): Promise<void> {
  // One statement takes a name once only; the last word on it counts.
  const rows = [...new Map(aliases.map((row) => [row.alias, row])).values()]
  await db.transaction(async (k) => {
    for (let start = 0; start < rows.length; start += AT_ONCE) {
      await k
        .insertInto('agency_aliases')
        .values(rows.slice(start, start + AT_ONCE))
        .onConflict((c) => c.column('alias').doUpdateSet((e) => ({ agency: e.ref('excluded.agency') })))
        .execute()
    }
  })
}

/** All of them, by name. */
export function listAliases(db: Database): Promise<AgencyAliasesTable[]> {
  return db.run((k) => k.selectFrom('agency_aliases').selectAll().orderBy('alias').execute())
}
