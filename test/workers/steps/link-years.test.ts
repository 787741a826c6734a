import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { MOST_OF_A_YEAR } from '../../../pipeline/years/listing.ts'
import type { Report } from '../../../schemas/report.ts'
import { setAliases } from '../../../store/aliases.ts'
import type { Store } from '../../../store/open.ts'
import { reportText } from '../../../store/report-text.ts'
import { findReport, unlinkedReports } from '../../../store/reports.ts'
import { linkYears } from '../../../workers/steps/link-years.ts'
import { type Filing, filingReport, withField } from '../../pipeline/years/filings.ts'
import { describeStores } from '../../support/stores.ts'
import { save } from './keep-report.ts'

async function saveAndLink(store: Store, report: Report): Promise<string> {
  const id = await save(store, report)
  await linkYears(store, id)
  return id
}

async function textOf(store: Store, id: string): Promise<string> {
  const row = await findReport(store.db, id)
  return new TextDecoder().decode((await reportText(store.blobs, row!.blob))!)
}

/** Outcomes of a document's checks against its neighbours, each once: "previous pass" … */
async function carried(store: Store, id: string): Promise<string[]> {
  const { checks } = JSON.parse(await textOf(store, id)) as Report
  const own = checks.filter((check) => check.id.startsWith('carry.'))
  return [...new Set(own.map((check) => `${check.id.split('.')[1]} ${check.outcome}`))].sort()
}

/** The same invented agency's years, each carrying over what the next carries in but for 2021 → 2022. */
const YEARS: readonly Filing[] = [2018, 2019, 2020, 2021, 2022, 2023].map((year) => ({
  year,
  carriedIn: { business: year === 2022 ? 9 : year - 2018 },
  carriedOver: { business: year - 2017 },
}))

describeStores(({ fresh, several }) => {
  test('neighbours find each other whichever comes first, and both say so', async () => {
    const store = await fresh()
    const late = await saveAndLink(store, filingReport(YEARS[4]!))
    expect(await carried(store, late)).toEqual([])
    const early = await saveAndLink(store, filingReport(YEARS[3]!))
    expect(await carried(store, early)).toEqual(['next fail', 'next pass'])
    expect(await carried(store, late)).toEqual(['previous fail', 'previous pass'])
    expect((await findReport(store.db, late))?.checks_failed).toBe(2)
    expect(await unlinkedReports(store.db, 10)).toEqual([])
  })

  test('linking again writes nothing, and a report that is not there is no failure', async () => {
    const store = await fresh()
    const ids = []
    for (const filing of YEARS.slice(0, 3)) ids.push(await saveAndLink(store, filingReport(filing)))
    for (const id of ids) expect(await linkYears(store, id)).toBe(0)
    expect(await linkYears(store, 'f'.repeat(64))).toBe(0)
  })

  test('the text is that of extract, with the checks put behind the others', async () => {
    const store = await fresh()
    const report = filingReport(YEARS[0]!)
    const id = await saveAndLink(store, report)
    expect(await textOf(store, id)).toBe(`${JSON.stringify(report, null, 2)}\n`)
    await saveAndLink(store, filingReport(YEARS[1]!))
    const text = await textOf(store, id)
    const { checks, ...rest } = JSON.parse(text) as Report
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`)
    expect(checks.length).toBe(report.checks.length + 7)
    expect({ ...rest, checks: checks.slice(0, report.checks.length) }).toEqual(report)
  })

  test('six years linked by three workers at once, in any order, are those linked one by one', async () => {
    const reports = YEARS.map(filingReport)
    const alone = await fresh()
    for (const report of reports) await saveAndLink(alone, report)
    const wanted = await Promise.all(reports.map((report) => textOf(alone, report.source.sha256)))
    expect(new Set(wanted.map((text) => createHash('sha256').update(text).digest('hex'))).size).toBe(YEARS.length)
    for (let seed = 1; seed <= 5; seed++) {
      const workers = await several(3)
      const order = shuffled(reports, seed)
      await Promise.all(order.map((report, index) => saveAndLink(workers[index % 3]!, report)))
      const texts = await Promise.all(reports.map((report) => textOf(workers[0]!, report.source.sha256)))
      expect(texts).toEqual(wanted)
      expect(await unlinkedReports(workers[0]!.db, 10)).toEqual([])
    }
  })

  test('what another worker wrote between the look and the write is not lost', async () => {
    const [first, second, third] = YEARS.slice(0, 3).map(filingReport)
    const [store, other] = (await several(2)) as [Store, Store]
    const middle = await saveAndLink(other, second!)
    let came = false
    const interrupted: Store = {
      ...store,
      blobs: {
        ...store.blobs,
        async put(bytes) {
          if (!came) {
            came = true
            await saveAndLink(other, first!)
          }
          return store.blobs.put(bytes)
        },
      },
    }
    const late = await save(store, third!)
    await linkYears(interrupted, late)
    expect(came).toBe(true)
    expect(await carried(store, middle)).toEqual(['next pass', 'previous pass'])
    expect(await carried(store, late)).toEqual(['previous pass'])
    expect(await unlinkedReports(store.db, 10)).toEqual([])
  })

  test('a worker that died before it linked is made up for later', async () => {
    const store = await fresh()
    const first = await save(store, filingReport(YEARS[0]!))
    const second = await save(store, filingReport(YEARS[1]!))
    expect((await unlinkedReports(store.db, 10)).sort()).toEqual([first, second].sort())
    await linkYears(store, second)
    expect(await carried(store, first)).toEqual(['next pass'])
    expect(await unlinkedReports(store.db, 10)).toEqual([first])
    expect(await linkYears(store, first)).toBe(0)
    expect(await unlinkedReports(store.db, 10)).toEqual([])
  })

  test.each([
    ['another year', { value: 2015 }],
    ['a year in doubt', { review: true }],
  ])(
    'a report that turns out to be of %s leaves its former neighbours without checks against it',
    async (_, change) => {
      const store = await fresh()
      const reports = YEARS.slice(0, 3).map(filingReport)
      const [before, middle, after] = reports.map(({ source }) => source.sha256)
      for (const report of reports) await saveAndLink(store, report)
      expect(await carried(store, before!)).toEqual(['next pass'])
      await saveAndLink(store, withField(reports[1]!, 'document.year', change))
      for (const id of [before, middle, after]) expect(await carried(store, id!)).toEqual([])
      await saveAndLink(store, reports[1]!)
      expect(await carried(store, middle!)).toEqual(['next pass', 'previous pass'])
      expect(await carried(store, after!)).toEqual(['previous pass'])
    },
  )

  test('neighbours linked while its own worker was dead lose their checks too when it moves', async () => {
    const store = await fresh()
    const [first, second] = YEARS.slice(0, 2).map(filingReport)
    await save(store, first!) // its worker dies here
    const neighbour = await saveAndLink(store, second!)
    expect(await carried(store, neighbour)).toEqual(['previous pass'])
    await saveAndLink(store, withField(first!, 'document.year', { value: 2011 }))
    expect(await carried(store, neighbour)).toEqual([])
  })

  test('of several reports of a year the better one is compared, whenever it comes', async () => {
    const store = await fresh()
    const next = await saveAndLink(store, filingReport(YEARS[1]!))
    const scan = filingReport({ ...YEARS[0]!, carriedOver: { business: 7 } })
    const doubtful = withField(scan, 'requests.granted.business', { review: true, reasons: ['low-score'] })
    const worse = await saveAndLink(store, doubtful)
    expect(await carried(store, next)).toEqual(['previous fail', 'previous pass'])
    const better = await saveAndLink(store, filingReport(YEARS[0]!))
    expect(await carried(store, next)).toEqual(['previous pass'])
    expect(await carried(store, better)).toEqual(['next pass'])
    expect(await carried(store, worse)).toEqual(['next fail', 'next pass'])
  })

  test('a report that the store has lost or damaged holds up none of its neighbours', async () => {
    const store = await fresh()
    const reports = YEARS.slice(0, 3).map(filingReport)
    const ids = []
    for (const report of reports) ids.push(await save(store, report))
    const [first, middle, last] = ids as [string, string, string]
    const blob = (await findReport(store.db, middle))!.blob
    writeFileSync((await store.blobs.fileOf(blob))!, '{"format":')
    for (const id of ids) await linkYears(store, id)
    expect(await carried(store, first)).toEqual([])
    rmSync((await store.blobs.fileOf(blob))!)
    await saveAndLink(store, filingReport(YEARS[3]!))
    expect(await carried(store, last)).toEqual(['next pass'])
    expect(await unlinkedReports(store.db, 10)).toEqual([])
  })

  test('dozens of reports of one name and year are no agency’s, and lose what checks they had', async () => {
    const store = await fresh()
    const next = await saveAndLink(store, filingReport({ year: 2021, organization: '水务局' }))
    const crowd = Array.from({ length: MOST_OF_A_YEAR + 1 }, (_, count) =>
      filingReport({ year: 2020, organization: '水务局', carriedIn: { business: count } }),
    )
    for (const report of crowd.slice(1)) await saveAndLink(store, report)
    expect(await carried(store, next)).toEqual(['previous pass'])
    await saveAndLink(store, crowd[0]!)
    expect(await carried(store, next)).toEqual([])
  })

  test('an alias joins an agency’s years over a change of its name', async () => {
    const store = await fresh()
    const old = await saveAndLink(store, filingReport({ ...YEARS[0]!, organization: '溪桥县水利局' }))
    const now = await saveAndLink(store, filingReport(YEARS[1]!))
    expect([...(await carried(store, old)), ...(await carried(store, now))]).toEqual([])
    await setAliases(store.db, [{ alias: '溪桥县水利局', agency: '溪桥县水务局' }])
    expect(await linkYears(store, old)).toBe(2)
    expect(await carried(store, now)).toEqual(['previous pass'])
  })
})

function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed
  const random = () => {
    state = (state * 48271) % 2147483647
    return state
  }
  const keyed = items.map((item) => ({ item, key: random() }))
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item)
}
