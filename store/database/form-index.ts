import type { Kysely, Migration } from 'kysely'

/** An index for lists of one form's documents: a rare form's few would be looked for among all of them. */
export function formIndex(): Migration {
  return {
    // biome-ignore lint/suspicious/noExplicitAny: a migration knows no schema
    async up(k: Kysely<any>) {
      await k.schema
        .createIndex('documents_by_form_created_at_id')
        .on('documents')
        .columns(['form', 'created_at', 'id'])
        .execute()
    },
  }
}
