import { expect, test } from 'vitest'
import { storedFigures } from '../../../cli/check-years/stored.ts'
import { filingReport } from '../../pipeline/years/filings.ts'
import { makeStores } from '../../support/stores.ts'
import { save } from '../../workers/steps/keep-report.ts'

const stores = makeStores(async () => undefined)

test('every report of the store is opened once, however many an agency has', async () => {
  const store = await stores.fresh()
  const ids: string[] = []
  for (const year of [2020, 2021, 2022, 2023]) ids.push(await save(store, filingReport({ year })))
  const opened: string[] = []
  const blobs = {
    ...store.blobs,
    get(hash: string) {
      opened.push(hash)
      return store.blobs.get(hash)
    },
  }
  let heard = 0
  const { figures, leftOut } = await storedFigures({ ...store, blobs }, () => heard++)
  expect(figures.map(({ document, year }) => [document, year]).sort()).toEqual(
    ids.map((id, index) => [id, 2020 + index]).sort(),
  )
  expect([leftOut, heard, opened.length, new Set(opened).size]).toEqual([[], 4, 4, 4])
})
