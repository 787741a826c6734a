import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { registerDocuments, setPages, startDocument } from '../../../store/documents.ts'
import { saveOpening, savePageReading } from '../../../store/readings.ts'
import { wantedAgency } from '../../../store/review/agency.ts'
import { documentLines, type ListFilter, listDocuments } from '../../../store/review/document-list.ts'
import { putDocument } from '../../review/queue/reviewed.ts'
import { describeStores, idOf, submission } from '../../support/stores.ts'

describeStores((stores) => {
  test('the newest come first, a page after another, and a page ends where it says', async () => {
    const { db } = await stores.fresh()
    const names = Array.from({ length: 7 }, (_, i) => `d${i}`)
    await registerDocuments(
      db,
      names.map((name, i) => submission(name, { at: 1000 + Math.floor(i / 3) })),
    )
    const byAge = [
      ...['d6'],
      ...['d3', 'd4', 'd5'].sort((a, b) => (idOf(a) < idOf(b) ? 1 : -1)),
      ...['d0', 'd1', 'd2'].sort((a, b) => (idOf(a) < idOf(b) ? 1 : -1)),
    ]
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await listDocuments(db, { limit: 2, after })
      seen.push(...page.documents.map(({ name }) => name.replace('.pdf', '')))
      after = page.next ?? undefined
    } while (after)
    expect(seen).toEqual(byAge)
    expect(await listDocuments(db, { limit: 7 })).toMatchObject({ next: null })
    expect(await listDocuments(db, { limit: 7, after: idOf('nobody') })).toEqual({ documents: [], next: null })
  })

  test('filters, alone and together', async () => {
    const store = await stores.fresh()
    const flagged = { f: { flagged: true } }
    await putDocument(store, 'a', { fields: flagged, year: 2020, agency: 'B 局', at: 1 })
    await putDocument(store, 'b', { fields: { f: {} }, year: 2020, form: '2019', at: 2 })
    await putDocument(store, 'c', { fields: flagged, batch: 'b2', at: 3 })
    await registerDocuments(store.db, [submission('a', { batch: 'b2', origin: 'x', at: 9 })])
    await registerDocuments(store.db, [submission('a', { batch: 'b2', origin: 'y', at: 9 })])
    const names = async (filter: Partial<ListFilter>) =>
      (await listDocuments(store.db, { limit: 10, ...filter })).documents.map(({ name }) => name[0]).join('')
    expect(await names({})).toBe('cba')
    expect(await names({ state: 'review' })).toBe('ca')
    expect(await names({ year: 2020 })).toBe('ba')
    expect(await names({ year: 2020, agency: { name: 'b局', whole: true } })).toBe('a')
    expect(await names({ form: '2019' })).toBe('b')
    expect(await names({ batch: 'b2' })).toBe('ca')
    expect(await names({ batch: 'b2', state: 'review', after: idOf('c') })).toBe('a')
    expect(await names({ batch: 'none' })).toBe('')
    const [a, c] = [idOf('a'), idOf('c')]
    await store.db.run((k) => k.updateTable('review_queue').set({ problematic: 1 }).where('document', '=', a).execute())
    await store.db.run((k) => k.updateTable('reports').set({ review: 0 }).where('document', '=', c).execute())
    await store.db.run((k) => k.updateTable('documents').set({ form: null }).where('id', '=', c).execute())
    expect(await names({ mark: 'problematic', year: 2020 })).toBe('a')
    expect(await names({ mark: 'skipped' })).toBe('')
    expect(await names({ mark: 'unread' })).toBe('c')
    expect(await names({ mark: 'foreign' })).toBe('c')
  })

  test('a whole name means one agency, a part of one all that hold it, few or many', async () => {
    const store = await stores.fresh()
    const put = (text: string, agency: string, at: number) =>
      putDocument(store, text, { fields: { f: {} }, agency, at })
    await put('a', '云陂县政府', 1)
    await put('b', '云陂县政府办公室', 2)
    await put('c', '石埠县教育局', 3)
    const names = async (text: string, more: Partial<ListFilter> = {}) => {
      const agency = await wantedAgency(store.db, text)
      const { documents } = await listDocuments(store.db, { limit: 10, agency, ...more })
      return documents.map(({ name }) => name[0]).join('')
    }
    expect(await names('云陂县人民政府')).toBe('a')
    expect(await names('云 陂')).toBe('ba')
    expect(await names('云陂县人民')).toBe('ba')
    expect(await names('县')).toBe('cba')
    expect(await names('县', { after: idOf('c') })).toBe('ba')
    expect(await names('县', { year: 1999 })).toBe('')
    for (const text of ['%', '_', '乙', '……']) expect(await names(text)).toBe('')
    const many = Array.from({ length: 2100 }, (_, i) => ({ ...submission(`m${i}`), at: 1000 + i }))
    await registerDocuments(store.db, many)
    const numbered = sql<string>`'某' || substr(id, 1, 3) || '局'`
    await store.db.run((k) =>
      k.updateTable('documents').set({ agency: numbered }).where('agency', 'is', null).execute(),
    )
    expect(await names('某', { limit: 1 })).toBe('m')
    await store.db.run((k) =>
      k.updateTable('documents').set({ agency: '某局' }).where('agency', 'like', '某%').execute(),
    )
    expect(await names('某', { limit: 3 })).toBe('mmm')
    expect(await names('陂')).toBe('ba')
  })

  test('a batch of thousands is listed too, whatever came after it', async () => {
    const { db } = await stores.fresh()
    const many = Array.from({ length: 2100 }, (_, i) => submission(`m${i}`, { batch: 'large', at: 1000 + i }))
    await registerDocuments(db, [submission('known', { batch: 'b1', at: 5 })])
    await registerDocuments(db, [...many, submission('known', { batch: 'large', at: 1500 })])
    await registerDocuments(db, [submission('later', { at: 9000 })])
    const { documents } = await listDocuments(db, { batch: 'large', limit: 500 })
    expect(documents.slice(0, 2).map(({ name }) => name)).toEqual(['m2099.pdf', 'm2098.pdf'])
    const end = await listDocuments(db, { batch: 'large', limit: 500, after: idOf('m1') })
    expect(end.documents.map(({ name }) => name)).toEqual(['m0.pdf', 'known.pdf'])
  })

  test('a line tells what is open and how far the reading is', async () => {
    const store = await stores.fresh()
    await putDocument(store, 'a', { fields: { f: { flagged: true }, g: { flagged: true } }, at: 7 })
    await registerDocuments(store.db, [submission('b')])
    await startDocument(store.db, idOf('b'), 1, 2)
    await setPages(store.db, idOf('b'), 1, 3, 2)
    for (const [reader, at] of [
      ['old', 1],
      ['new', 2],
    ] as const) {
      await saveOpening(store.db, { document: idOf('b'), reader, pages: 3, problems: [], at })
    }
    const page = { document: idOf('b'), blob: 'x', kind: 'scan', code: null, seconds: 1, worker: 'w', created_at: 3 }
    for (const number of [1, 2, 3]) await savePageReading(store.db, { ...page, page: number, reader: 'old' })
    for (const number of [1, 2]) await savePageReading(store.db, { ...page, page: number, reader: 'new' })
    expect(await documentLines(store.db, [idOf('b'), idOf('nobody'), idOf('a')])).toEqual([
      {
        ...{ id: idOf('b'), name: 'b.pdf', state: 'running', pages: 3, pagesRead: 2, open: 0, at: 2 },
        ...{ organization: null, year: null, form: null, code: null, message: null, problematic: 0, skipped: 0 },
      },
      {
        ...{ id: idOf('a'), name: 'a.pdf', state: 'review', pages: null, pagesRead: 0, open: 2, at: 7 },
        ...{ organization: 'A 局', year: 2024, form: '2021', code: null, message: null, problematic: 0, skipped: 0 },
      },
    ])
    expect(await documentLines(store.db, [])).toEqual([])
  })
})
