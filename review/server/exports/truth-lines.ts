import { truthOf } from '../../../pipeline/correct/truth-of.ts'
import { Report } from '../../../schemas/report.ts'
import { correctionsOf, toCorrection } from '../../../store/corrections.ts'
import { findDocument } from '../../../store/documents.ts'
import type { Store } from '../../../store/open.ts'
import { reportText } from '../../../store/report-text.ts'
import { findReport } from '../../../store/reports.ts'

const AT_ONCE = 200

/** What people settled, a document a line as {document, name, truth}: `truth` is what NAME.truth.json holds. */
export async function* truthLines(store: Store): AsyncGenerator<string> {
  for (let after = ''; ; ) {
    const ids = await correctedAfter(store, after)
    for (const id of ids) {
      const line = await lineOf(store, id)
      if (line) yield line
    }
    if (ids.length < AT_ONCE) return
    after = ids.at(-1)!
  }
}

async function correctedAfter({ db }: Store, after: string): Promise<string[]> {
  const rows = await db.run((k) =>
    k
      .selectFrom('corrections')
      .select('document')
      .distinct()
      .where('document', '>', after)
      .orderBy('document')
      .limit(AT_ONCE)
      .execute(),
  )
  return rows.map(({ document }) => document)
}

async function lineOf(store: Store, id: string): Promise<string | null> {
  const [document, kept] = [await findDocument(store.db, id), await findReport(store.db, id)]
  const text = kept && (await reportText(store.blobs, kept.blob))
  if (!document || !text) return null
  const report = Report.parse(JSON.parse(Buffer.from(text).toString()))
  const truth = truthOf(report, (await correctionsOf(store.db, id)).map(toCorrection))
  return truth && JSON.stringify({ document: id, name: document.name, truth })
}
