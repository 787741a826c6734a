import { rmSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Outgoing, Unavailable } from '../../../export/outgoing.ts'
import { countReports } from '../../../export/sources/count.ts'
import { type ReportFilter, storeReports } from '../../../export/sources/store.ts'
import { addCorrection } from '../../../store/corrections.ts'
import type { Store } from '../../../store/open.ts'
import { savePageReading } from '../../../store/readings.ts'
import { makeStores } from '../../support/stores.ts'
import { smallReport } from '../support/outgoing.ts'
import { putReport } from '../support/store.ts'

const { fresh } = makeStores(async () => undefined)
const ALL: ReportFilter = { states: ['done', 'review'] }

async function handed(store: Store, filter = ALL, named = false): Promise<(Outgoing | Unavailable)[]> {
  return Array.fromAsync(storeReports(store, filter, { named, asKept: false }))
}

test('reports come by document, each once, with hashes for stems; batches and states narrow', async () => {
  const store = await fresh()
  await putReport(store, smallReport({}), { origin: 'in/a.pdf', batch: 'one' })
  await putReport(store, smallReport({}), { origin: 'in/b.pdf', batch: 'one', state: 'review' })
  await putReport(store, smallReport({}), { origin: 'in/c.pdf', batch: 'two' })
  const all = await handed(store)
  expect(all.map((one) => 'stem' in one && one.stem)).toEqual(all.map((one) => 'stem' in one && one.stem).sort())
  expect(all.map(({ name }) => name).sort()).toEqual(['a.pdf', 'b.pdf', 'c.pdf'])
  const narrow = { batch: 'one', states: ['done'] } as const
  expect((await handed(store, narrow)).map(({ name }) => name)).toEqual(['a.pdf'])
  expect([await countReports(store, ALL), await countReports(store, narrow)]).toEqual([3, 1])
  expect(await countReports(store, { batch: 'none', states: ['done'] })).toBe(0)
})

test('with names for people, of two of one name the first by origin has it', async () => {
  const store = await fresh()
  for (const origin of ['2/report.pdf', '1/report.pdf']) await putReport(store, smallReport({}), { origin })
  const stems = (await handed(store, ALL, true)).map((one) => 'stem' in one && one.stem)
  expect(stems.filter((stem) => stem === 'report')).toHaveLength(1)
  expect(stems.filter((stem) => stem && /^report~[0-9a-f]{8}$/.test(stem))).toHaveLength(1)
})

test('lost and unreadable reports are told, the others go on', async () => {
  const store = await fresh()
  await putReport(store, smallReport({}), { origin: 'fine.pdf' })
  await putReport(store, { format: 'nianbao/report@1', fields: 5 }, { origin: 'torn.pdf' })
  const lost = await putReport(store, smallReport({}, { reader: 'other' }), { origin: 'lost.pdf' })
  rmSync((await store.blobs.fileOf(lost.blob))!)
  const told = (await handed(store)).map((one) => [one.name, 'problem' in one ? one.problem.code : 'fine'])
  expect(Object.fromEntries(told)).toEqual({
    'fine.pdf': 'fine',
    'torn.pdf': 'file-type-unknown',
    'lost.pdf': 'file-missing',
  })
})

test('the original comes with the readings the report was made of, corrections with who said them', async () => {
  const store = await fresh()
  const content = new TextEncoder().encode('%PDF- as it was handed in')
  const { document } = await putReport(store, smallReport({}), { origin: 'a.pdf', content })
  const [one] = await handed(store)
  if (!one || 'problem' in one) throw new Error('no report')
  expect(await one.original()).toMatchObject({ code: 'file-missing' })
  for (const [page, reader] of [
    [2, 'r'],
    [1, 'r'],
    [1, 'older'],
  ] as const) {
    const blob = await store.blobs.put(gzipSync(JSON.stringify({ page, reader })))
    const rest = { kind: 'digital', code: null, seconds: 1, worker: 'w', created_at: 1 }
    await savePageReading(store.db, { document, page, reader, blob, ...rest })
  }
  expect(await one.original()).toEqual({
    bytes: Buffer.from(content),
    password: null,
    readings: [
      { page: 1, reader: 'r' },
      { page: 2, reader: 'r' },
    ],
  })
  await addCorrection(store.db, {
    ...{ document, field: 'a.b.c', before_json: 'null', after_json: '{"value":1,"state":"number"}' },
    ...{ who: 'anna', why: '', at: 5 },
  })
  expect(await one.corrections?.()).toMatchObject([{ subject: 'a.b.c', who: 'anna', after: { value: 1 } }])
})
