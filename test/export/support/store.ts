import { registerDocument } from '../../../store/documents.ts'
import type { Store } from '../../../store/open.ts'
import { keepReportText } from '../../../store/report-text.ts'
import { saveReport } from '../../../store/reports.ts'
import { idOf } from '../../support/open-store.ts'
import { TALLY } from '../../support/tally.ts'

export type Put = {
  readonly origin: string
  readonly batch?: string
  readonly state?: 'done' | 'review'
  /** The document itself, kept too where it is given. */
  readonly content?: Uint8Array
}

const NOTHING = { organization: null, agency: null, year: null, form: null, checksFailed: 0, items: [] }

/** Puts a document with a report into a store, as if it had been read; its hash, and that of its report. */
export async function putReport(
  store: Store,
  report: object,
  { origin, batch = 'b', state = 'done', content }: Put,
): Promise<{ readonly document: string; readonly blob: string }> {
  const document = content ? await store.blobs.put(content) : idOf(origin)
  const name = origin.split('/').at(-1)!
  await registerDocument(store.db, { id: document, name, size: 1, password: null, batch, origin, at: 1 })
  const blob = await keepReportText(store.blobs, `${JSON.stringify(report, null, 2)}\n`)
  const made = { document, generation: 1, blob, reader: 'r', rules: 's', state, tally: TALLY, ...NOTHING, at: 2 }
  if ((await saveReport(store.db, made)) !== true) throw new Error('the report was not kept')
  return { document, blob }
}
