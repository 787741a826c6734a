import type { Database } from '../../store/database/database.ts'
import { agencyFits, type WantedAgency } from '../../store/review/agency.ts'

/** What reports may be chosen by, beside batch and state; what is left out does not narrow. */
export type Narrowing = {
  readonly agency?: WantedAgency | undefined
  readonly year?: number | undefined
  readonly form?: string | undefined
}

/** Those of some documents, at most some thousand, whose reports fit. */
export async function fitting<Entry extends { readonly document: string }>(
  db: Database,
  entries: readonly Entry[],
  { agency, year, form }: Narrowing,
): Promise<readonly Entry[]> {
  if (agency === undefined && year === undefined && form === undefined) return entries
  if (entries.length === 0) return entries
  const ids = entries.map(({ document }) => document)
  const rows = await db.run((k) => {
    let query = k.selectFrom('documents').select('id').where('id', 'in', ids)
    if (agency !== undefined) query = query.where(agencyFits(db.kind, 'agency', agency))
    if (year !== undefined) query = query.where('year', '=', year)
    if (form !== undefined) query = query.where('form', '=', form)
    return query.execute()
  })
  const wanted = new Set(rows.map(({ id }) => id))
  return entries.filter(({ document }) => wanted.has(document))
}
