import type { Database } from '../../../store/database/database.ts'

const AT_ONCE = 1000

/** The audit log as JSON objects, all of it or of one document, oldest first. */
export async function* auditLines(db: Database, document?: string): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const rows = await db.run((k) => {
      const page = k.selectFrom('audit_log').selectAll().where('id', '>', after).orderBy('id').limit(AT_ONCE)
      return (document === undefined ? page : page.where('document', '=', document)).execute()
    })
    for (const { detail_json, ...row } of rows) yield JSON.stringify({ ...row, detail: JSON.parse(detail_json) })
    if (rows.length < AT_ONCE) return
    after = Number(rows.at(-1)!.id)
  }
}
