import { type Kysely, type RawBuilder, sql } from 'kysely'
import { canonical } from '../../pipeline/read/canonical.ts'
import { normalizeAgency } from '../../pipeline/years/agency.ts'
import type { Database, DatabaseKind } from '../database/database.ts'
import type { Schema } from '../schema.ts'

/** The agencies that a filter means: the one of this normalized name, or all whose names hold it. */
export type WantedAgency = { readonly name: string; readonly whole: boolean }

/** Agencies whose documents are looked up one by one; where more are meant, theirs are met soon enough among all. */
const FEW_AGENCIES = 200
/** So many documents are sorted as fast as others are passed over. */
const FEW_DOCUMENTS = 2000

/** What somebody means who writes a name, however it is written: an agency called so, else all that are called so in part. */
export async function wantedAgency(db: Database, text: string): Promise<WantedAgency> {
  const name = normalizeAgency(text)
  const known = await db.run((k) =>
    k.selectFrom('documents').select('id').where('agency', '=', name).limit(1).executeTakeFirst(),
  )
  // 政府 stands for 人民政府 in what names are compared by; who stopped in the middle of that means 政府.
  const part = (name || canonical(text)).replace(/(?<=.)人民政?$/u, '')
  return known || part === '' ? { name, whole: true } : { name: part, whole: false }
}

/** Whether an agency, by its normalized name, is meant. */
export function isWanted(agency: string | null, { name, whole }: WantedAgency): boolean {
  return agency !== null && (whole ? agency === name : agency.includes(name))
}

/** The same of a column such as `d.agency`, row by row. */
export function agencyFits(kind: DatabaseKind, column: string, { name, whole }: WantedAgency): RawBuilder<boolean> {
  const agency = sql.ref(column)
  if (whole) return sql<boolean>`${agency} = ${name}`
  return kind === 'postgres'
    ? sql<boolean>`strpos(${agency}, ${name}) > 0`
    : sql<boolean>`instr(${agency}, ${name}) > 0`
}

/** The same of rows of documents that are listed by age. Where they are few, they are found by their agencies' index. */
export async function documentsOf(
  k: Kysely<Schema>,
  kind: DatabaseKind,
  wanted: WantedAgency,
): Promise<RawBuilder<boolean>> {
  const fits = agencyFits(kind, 'documents.agency', wanted)
  if (wanted.whole) return fits
  // One look at the index for each agency, not one for each document.
  const { rows } = await sql<{ agency: string }>`
    with recursive names (agency) as (
      select min(agency) from documents
      union all
      select (select min(d.agency) from documents as d where d.agency > names.agency) from names
        where names.agency is not null)
    select agency from names where ${agencyFits(kind, 'names.agency', wanted)} limit ${FEW_AGENCIES + 1}`.execute(k)
  if (rows.length === 0) return sql<boolean>`1 = 0`
  if (rows.length > FEW_AGENCIES) return fits
  const agencies = sql`(${sql.join(rows.map(({ agency }) => agency))})`
  const { count } = await k
    .selectFrom(
      k
        .selectFrom('documents')
        .select('id')
        .where(sql<boolean>`agency in ${agencies}`)
        .limit(FEW_DOCUMENTS + 1)
        .as('few'),
    )
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count > FEW_DOCUMENTS
    ? fits
    : sql<boolean>`documents.id in (select d.id from documents as d where d.agency in ${agencies})`
}
