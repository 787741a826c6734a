import { type CreateTableBuilder, type Kysely, type Migration, sql } from 'kysely'
import type { DatabaseKind } from './database.ts'

/** The tables of store/schema.ts, with the indices that its lists and counts take. */
export function firstTables(kind: DatabaseKind): Migration {
  // Texts compare by their bytes in both, whatever the server's language, so pages of a list meet.
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  const serial = kind === 'postgres' ? sql`bigint generated always as identity primary key` : sql`integer primary key`
  // SQLite: rows kept in the order of the key, without a second copy of it.
  const byKey = <T extends CreateTableBuilder<string, string>>(table: T) =>
    (kind === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table).execute()

  return {
    // biome-ignore lint/suspicious/noExplicitAny: a migration knows no schema, it makes one
    async up(k: Kysely<any>) {
      const table = (name: string) => k.schema.createTable(name)
      await byKey(
        table('documents')
          .addColumn('id', text, (c) => c.primaryKey().notNull())
          .addColumn('name', text, (c) => c.notNull())
          .addColumn('size', 'bigint', (c) => c.notNull())
          .addColumn('password', text)
          .addColumn('state', text, (c) => c.notNull())
          .addColumn('generation', 'integer', (c) => c.notNull())
          .addColumn('pages', 'integer')
          .addColumn('code', text)
          .addColumn('message', text)
          .addColumn('requeued', 'integer', (c) => c.notNull())
          .addColumn('organization', text)
          .addColumn('agency', text)
          .addColumn('year', 'integer')
          .addColumn('form', text)
          .addColumn('created_at', 'bigint', (c) => c.notNull())
          .addColumn('updated_at', 'bigint', (c) => c.notNull())
          .addColumn('ended_at', 'bigint'),
      )
      await byKey(
        table('submissions')
          .addColumn('batch', text, (c) => c.notNull())
          .addColumn('document', text, (c) => c.notNull())
          .addColumn('origin', text, (c) => c.notNull())
          .addColumn('name', text, (c) => c.notNull())
          .addColumn('submitted_at', 'bigint', (c) => c.notNull())
          .addPrimaryKeyConstraint('submissions_key', ['batch', 'document', 'origin']),
      )
      await byKey(
        table('openings')
          .addColumn('document', text, (c) => c.notNull())
          .addColumn('reader', text, (c) => c.notNull())
          .addColumn('pages', 'integer', (c) => c.notNull())
          .addColumn('problems_json', text, (c) => c.notNull())
          .addColumn('created_at', 'bigint', (c) => c.notNull())
          .addPrimaryKeyConstraint('openings_key', ['document', 'reader']),
      )
      await byKey(
        table('page_readings')
          .addColumn('document', text, (c) => c.notNull())
          .addColumn('page', 'integer', (c) => c.notNull())
          .addColumn('reader', text, (c) => c.notNull())
          .addColumn('blob', text, (c) => c.notNull())
          .addColumn('kind', text, (c) => c.notNull())
          .addColumn('code', text)
          .addColumn('seconds', 'double precision', (c) => c.notNull())
          .addColumn('worker', text, (c) => c.notNull())
          .addColumn('created_at', 'bigint', (c) => c.notNull())
          .addPrimaryKeyConstraint('page_readings_key', ['document', 'reader', 'page']),
      )
      await byKey(
        table('reports')
          .addColumn('document', text, (c) => c.primaryKey().notNull())
          .addColumn('blob', text, (c) => c.notNull())
          .addColumn('reader', text, (c) => c.notNull())
          .addColumn('rules', text, (c) => c.notNull())
          .addColumn('generation', 'integer', (c) => c.notNull())
          .addColumn('accepted', 'integer', (c) => c.notNull())
          .addColumn('review', 'integer', (c) => c.notNull())
          .addColumn('problems', 'integer', (c) => c.notNull())
          .addColumn('checks_failed', 'integer', (c) => c.notNull())
          .addColumn('tally_json', text, (c) => c.notNull())
          .addColumn('linked', 'integer', (c) => c.notNull())
          .addColumn('created_at', 'bigint', (c) => c.notNull()),
      )
      await byKey(
        table('review_items')
          .addColumn('document', text, (c) => c.notNull())
          .addColumn('field', text, (c) => c.notNull())
          .addColumn('page', 'integer')
          .addColumn('confidence', 'double precision', (c) => c.notNull())
          .addColumn('reasons_json', text, (c) => c.notNull())
          .addColumn('failing', 'integer', (c) => c.notNull())
          .addColumn('created_at', 'bigint', (c) => c.notNull())
          .addPrimaryKeyConstraint('review_items_key', ['document', 'field']),
      )
      await byKey(
        table('corrections')
          .addColumn('id', text, (c) => c.primaryKey().notNull())
          .addColumn('document', text, (c) => c.notNull())
          .addColumn('field', text, (c) => c.notNull())
          .addColumn('before_json', text, (c) => c.notNull())
          .addColumn('after_json', text, (c) => c.notNull())
          .addColumn('who', text, (c) => c.notNull())
          .addColumn('why', text, (c) => c.notNull())
          .addColumn('at', 'bigint', (c) => c.notNull()),
      )
      await sql`create table audit_log (
        id ${serial}, at bigint not null, who ${text} not null, action ${text} not null,
        document ${text}, field ${text}, detail_json ${text} not null)`.execute(k)
      await sql`create table attempts (
        id ${serial}, document ${text} not null, generation integer not null, page integer, stage ${text} not null,
        worker ${text} not null, code ${text} not null, message ${text} not null, at bigint not null)`.execute(k)
      await byKey(
        table('agency_aliases')
          .addColumn('alias', text, (c) => c.primaryKey().notNull())
          .addColumn('agency', text, (c) => c.notNull()),
      )

      const index = (on: string, ...columns: string[]) =>
        k.schema
          .createIndex(`${on}_by_${columns.join('_')}`)
          .on(on)
          .columns(columns)
      await index('documents', 'state', 'id').execute()
      await index('documents', 'ended_at').execute()
      await index('documents', 'name').execute()
      await index('documents', 'agency', 'year').execute()
      await index('submissions', 'document').execute()
      await index('submissions', 'name').execute()
      await index('page_readings', 'created_at').execute()
      await index('reports', 'accepted', 'review').execute()
      await index('corrections', 'document').execute()
      await index('audit_log', 'document').execute()
      await index('attempts', 'document', 'generation').execute()
      await k.schema
        .createIndex('reports_unlinked')
        .on('reports')
        .column('document')
        .where(sql<boolean>`linked = 0`)
        .execute()
    },
  }
}
