import { utimesSync } from 'node:fs'
import { expect, test } from 'vitest'
import { registerDocument } from '../../store/documents.ts'
import type { Store } from '../../store/open.ts'
import { pageReadings, savePageReading } from '../../store/readings.ts'
import { removeDocument } from '../../store/remove.ts'
import { keepReportText } from '../../store/report-text.ts'
import { findReport, markLinked, replaceReportBlob } from '../../store/reports.ts'
import { sweepStore } from '../../store/sweep.ts'
import { putDocument } from '../review/queue/reviewed.ts'
import { describeStores, submission } from '../support/stores.ts'

const HOUR = 3_600_000
const SWEEP = { graceMs: 0 }

describeStores((stores) => {
  test('what nobody names any more goes once it is old; what is named stays', async () => {
    const store = await stores.fresh()
    const { blobs, db } = store
    const source = await blobs.put(Buffer.from('a source'))
    await registerDocument(db, { ...submission('s'), id: source })
    const page = await blobs.put(Buffer.from('a reading'))
    const reading = { page: 1, reader: 'r1', kind: 'text', code: null, seconds: 0, worker: 'w', created_at: 1 }
    await savePageReading(db, { ...reading, document: source, blob: page })
    const document = await putDocument(store, 'a', { fields: { f: {} } })
    const first = (await findReport(db, document))!.blob
    const second = await keepReportText(blobs, 'another report')
    await replaceReportBlob(db, document, first, second, 0)
    const nobodys = await blobs.put(Buffer.from('of a submission that was killed'))
    const all = [source, page, first, second, nobodys]
    const there = async () => Promise.all(all.map((hash) => blobs.has(hash)))

    expect(await sweep(store)).toEqual({ blobs: 0, bytes: 0 })
    expect(await there()).toEqual([true, true, true, true, true])
    await age(store, all)
    // Until the report has been compared with its neighbours, its forerunner tells where those are.
    expect(await sweep(store, { dry: true })).toEqual({ blobs: 1, bytes: 31 })
    await markLinked(db, document, second)
    expect((await sweep(store, { dry: true })).blobs).toBe(2)
    expect(await there()).toEqual([true, true, true, true, true])
    expect((await sweep(store)).blobs).toBe(2)
    expect(await there()).toEqual([true, true, false, true, false])

    await removeDocument(db, { document: source, force: true, who: 'me', at: 1 })
    // A worker that had not heard of it.
    await savePageReading(db, { ...reading, document: source, page: 2, blob: page })
    expect((await sweep(store)).blobs).toBe(2)
    expect(await pageReadings(db, source, 'r1')).toEqual([])
    expect(await there()).toEqual([false, false, false, true, false])
    expect(await blobs.put(Buffer.from('a source'))).toBe(source)
    expect(Buffer.from((await blobs.get(source))!).toString()).toBe('a source')
  })

  test('beside others who put the same contents at the same time nothing is lost that they name', async () => {
    const [store, other] = await stores.several(2)
    const texts = Array.from({ length: 40 }, (_, i) => `content ${i}`)
    const hashes = await Promise.all(texts.map((text) => store!.blobs.put(Buffer.from(text))))
    await age(store!, hashes)
    const put = async () => {
      for (const text of texts) {
        const id = await other!.blobs.put(Buffer.from(text))
        await registerDocument(other!.db, { ...submission(text), id })
      }
    }
    const [{ blobs: gone }] = await Promise.all([sweep(store!), put()])
    expect(gone).toBeLessThanOrEqual(texts.length)
    expect(await Promise.all(hashes.map((hash) => store!.blobs.has(hash)))).toEqual(texts.map(() => true))
  })
})

function sweep(store: Store, more: { readonly dry?: boolean } = {}) {
  return sweepStore(store, { ...SWEEP, ...more, before: Date.now() - 24 * HOUR })
}

/** Makes contents as old as if nobody had put them for two days. */
async function age({ blobs }: Store, hashes: readonly string[]): Promise<void> {
  const then = (Date.now() - 48 * HOUR) / 1000
  for (const hash of hashes) utimesSync((await blobs.fileOf(hash))!, then, then)
}
