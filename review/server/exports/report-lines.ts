import type { Store } from '../../../store/open.ts'
import { reportText } from '../../../store/report-text.ts'
import { reportsIn } from '../../../store/reports.ts'

const AT_ONCE = 200

/** Reports as they are kept, each on one line; those whose text the store has lost are left out. */
export async function* reportLines(store: Store, batch?: string): AsyncGenerator<string> {
  for (let after: string | undefined; ; ) {
    const page = await reportsIn(store.db, { batch, after, limit: AT_ONCE })
    for (const { blob } of page) {
      const text = await reportText(store.blobs, blob)
      if (text) yield JSON.stringify(JSON.parse(Buffer.from(text).toString()))
    }
    if (page.length < AT_ONCE) return
    after = page.at(-1)!.document
  }
}
