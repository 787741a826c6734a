import { type CreateTableBuilder, type Kysely, type Migration, sql } from 'kysely'
import type { DatabaseKind } from './database.ts'

/** The tables of people's work on reports, with the queue as it follows from reports that are there already. */
export function reviewTables(kind: DatabaseKind): Migration {
  const text = kind === 'postgres' ? sql`text collate "C"` : sql`text`
  const byKey = <T extends CreateTableBuilder<string, string>>(table: T) =>
    (kind === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table).execute()

  return {
    // biome-ignore lint/suspicious/noExplicitAny: a migration knows no schema, it makes one
    async up(k: Kysely<any>) {
      const table = (name: string) => k.schema.createTable(name)
      await byKey(
        table('accounts')
          .addColumn('folded', text, (c) => c.primaryKey().notNull())
          .addColumn('name', text, (c) => c.notNull())
          .addColumn('role', text, (c) => c.notNull())
          .addColumn('password_hash', text)
          .addColumn('created_at', 'bigint', (c) => c.notNull())
          .addColumn('updated_at', 'bigint', (c) => c.notNull()),
      )
      await byKey(
        table('sessions')
          .addColumn('token_hash', text, (c) => c.primaryKey().notNull())
          .addColumn('account', text, (c) => c.notNull())
          .addColumn('csrf', text, (c) => c.notNull())
          .addColumn('created_at', 'bigint', (c) => c.notNull())
          .addColumn('seen_at', 'bigint', (c) => c.notNull())
          .addColumn('expires_at', 'bigint', (c) => c.notNull()),
      )
      await byKey(
        table('review_queue')
          .addColumn('document', text, (c) => c.primaryKey().notNull())
          .addColumn('open', 'integer', (c) => c.notNull())
          .addColumn('plain', 'integer', (c) => c.notNull())
          .addColumn('best', 'integer', (c) => c.notNull())
          .addColumn('failing', 'integer', (c) => c.notNull())
          .addColumn('since', 'bigint', (c) => c.notNull())
          .addColumn('skipped', 'integer', (c) => c.notNull())
          .addColumn('problematic', 'integer', (c) => c.notNull())
          .addColumn('settled', 'integer', (c) => c.notNull())
          .addColumn('organization', text)
          .addColumn('agency', text)
          .addColumn('year', 'integer')
          .addColumn('form', text)
          .addColumn('owner', text)
          .addColumn('until', 'bigint', (c) => c.notNull().defaultTo(0)),
      )
      await byKey(
        table('queue_reasons')
          .addColumn('document', text, (c) => c.notNull())
          .addColumn('reason', text, (c) => c.notNull())
          .addColumn('items', 'integer', (c) => c.notNull())
          .addPrimaryKeyConstraint('queue_reasons_key', ['document', 'reason']),
      )
      await byKey(
        table('asides')
          .addColumn('document', text, (c) => c.notNull())
          .addColumn('field', text, (c) => c.notNull())
          .addColumn('aside', text, (c) => c.notNull())
          .addColumn('note', text, (c) => c.notNull())
          .addColumn('who', text, (c) => c.notNull())
          .addColumn('at', 'bigint', (c) => c.notNull())
          .addPrimaryKeyConstraint('asides_key', ['document', 'field']),
      )
      await byKey(
        table('samples')
          .addColumn('document', text, (c) => c.notNull())
          .addColumn('field', text, (c) => c.notNull())
          .addColumn('page', 'integer')
          .addColumn('drawn_at', 'bigint', (c) => c.notNull())
          .addPrimaryKeyConstraint('samples_key', ['document', 'field']),
      )
      await byKey(
        table('decisions')
          .addColumn('document', text, (c) => c.notNull())
          .addColumn('field', text, (c) => c.notNull())
          .addColumn('who', text, (c) => c.notNull())
          .addColumn('at', 'bigint', (c) => c.notNull())
          .addColumn('kind', text, (c) => c.notNull())
          .addColumn('correction', text)
          .addColumn('stood', text)
          .addColumn('replaces', 'bigint')
          .addColumn('read_json', text)
          .addColumn('after_json', text, (c) => c.notNull())
          .addColumn('confidence', 'double precision')
          .addColumn('as_read', 'integer')
          .addColumn('seconds', 'double precision', (c) => c.notNull())
          .addColumn('undone', 'integer', (c) => c.notNull())
          .addPrimaryKeyConstraint('decisions_key', ['document', 'field', 'who', 'at']),
      )
      await byKey(
        table('second_readings')
          .addColumn('document', text, (c) => c.notNull())
          .addColumn('field', text, (c) => c.notNull())
          .addColumn('page', 'integer')
          .addColumn('kind', text, (c) => c.notNull())
          .addColumn('first_reader', text, (c) => c.notNull())
          .addColumn('first_json', text, (c) => c.notNull())
          .addColumn('second_reader', text)
          .addColumn('second_json', text)
          .addColumn('agreed', 'integer')
          .addColumn('drawn_at', 'bigint', (c) => c.notNull())
          .addPrimaryKeyConstraint('second_readings_key', ['document', 'field']),
      )

      const index = (on: string, ...columns: string[]) =>
        k.schema
          .createIndex(`${on}_by_${columns.join('_')}`)
          .on(on)
          .columns(columns)
      await index('sessions', 'account').execute()
      await index('sessions', 'expires_at').execute()
      await sql`create index review_queue_by_gain on review_queue (best desc, failing desc, since, document) where open > 0`.execute(
        k,
      )
      await index('review_queue', 'until').execute()
      // What is counted stands in the indices themselves, so that nobody has to look at the rows. None begins with a flag:
      // SQLite would take it for one document's decisions.
      await index('decisions', 'at', 'who', 'kind', 'undone').execute()
      await index('decisions', 'kind', 'who', 'as_read', 'confidence', 'undone', 'at').execute()
      await index('decisions', 'seconds', 'undone').execute()
      await index('second_readings', 'kind').execute()
      await index('submissions', 'batch', 'submitted_at').execute()
      await index('documents', 'created_at', 'id').execute()
      await index('documents', 'state', 'created_at', 'id').execute()
      await index('documents', 'year', 'created_at', 'id').execute()

      await sql`insert into review_queue
          (document, open, plain, best, failing, since, skipped, problematic, settled, organization, agency, year, form)
        select i.document, i.items, i.items, i.best, i.failing, i.since, 0, 0, 0, d.organization, d.agency, d.year, d.form
        from (select document, count(*) as items, max(failing) as best, sum(failing) as failing, min(created_at) as since
          from review_items group by document) as i
        join documents as d on d.id = i.document`.execute(k)
      await fillReasons(k, kind)
    },
  }
}

/** Open items of each document by reason, out of the JSON lists that the items carry. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no schema, it makes one
async function fillReasons(k: Kysely<any>, kind: DatabaseKind): Promise<void> {
  const reasons =
    kind === 'postgres'
      ? sql`json_array_elements_text(i.reasons_json::json) as r(value)`
      : sql`json_each(i.reasons_json) as r`
  await sql`insert into queue_reasons (document, reason, items)
    select i.document, r.value, count(*) from review_items as i, ${reasons} group by i.document, r.value`.execute(k)
}
