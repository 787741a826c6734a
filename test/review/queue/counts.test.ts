import { expect, test } from 'vitest'
import { answer } from '../../../review/queue/answer.ts'
import { setAside } from '../../../review/queue/aside.ts'
import { queueCounts, queueFilters } from '../../../review/queue/counts.ts'
import { nextTask } from '../../../review/queue/next.ts'
import { wilson } from '../../../review/queue/wilson.ts'
import { describeStores } from '../../support/stores.ts'
import { putDocument } from './reviewed.ts'

const DAY = 86_400_000

describeStores((stores) => {
  test('what is in the queue, what was put aside and what was settled, of everything and under filters', async () => {
    const store = await stores.fresh()
    const fields = { f: { flagged: true, failing: 3 }, g: { flagged: true, reasons: ['missing' as const] }, h: {} }
    const a = await putDocument(store, 'a', { fields, agency: 'B 局', year: 2020, form: '2019', batch: 'b2' })
    const b = await putDocument(store, 'b', { fields, year: 2023 })
    await putDocument(store, 'c', { fields: { f: { value: 1 } } })
    const counts = (filter: Parameters<typeof queueCounts>[1]['filter'], who = 'ann') =>
      queueCounts(store, { who, filter, now: DAY + 500 })
    const none = { skipped: 0, problematic: 0, settled: 0, settledToday: 0, mine: 0 }
    expect(await counts({})).toEqual({ documents: 2, items: 4, leased: 0, ...none })
    const common = { now: DAY + 100, leaseMs: 1000 }
    await setAside(store, { ...common, who: 'ann', document: b, field: 'g', as: 'problematic', note: 'x' })
    const say = (who: string, document: string, subject: string, now: number) =>
      answer(store, {
        ...{ ...common, who, document, now },
        answers: [{ subject, after: { value: 1, state: 'number' }, seen: null, why: '', seconds: 1 }],
      })
    await say('bob', a, 'f', DAY - 5000)
    await say('ann', a, 'g', DAY + 100)
    await say('ann', b, 'h', DAY + 100)
    expect(await counts({})).toEqual({
      ...{ documents: 1, items: 1, leased: 1, skipped: 0, problematic: 1, settled: 2, settledToday: 1, mine: 1 },
    })
    expect(await counts({}, 'bob')).toMatchObject({ mine: 0, settledToday: 1 })
    expect(await counts({ batch: 'b2' })).toEqual({
      ...{ documents: 0, items: 0, leased: 0, skipped: 0, problematic: 0, settled: 2, settledToday: 1, mine: 1 },
    })
    expect(await counts({ year: 2023 })).toMatchObject({ items: 1, problematic: 1, settled: 0, settledToday: 0 })
    expect(await counts({ agency: 'A 局', form: '2021', reason: 'low-score' })).toMatchObject({
      documents: 1,
      items: 1,
    })
    expect(await counts({ reason: 'missing' })).toMatchObject({ documents: 0, items: 0 })
  })

  test('what a filter may say, with the items of each', async () => {
    const store = await stores.fresh()
    const fields = { f: { flagged: true }, g: { flagged: true, reasons: ['missing' as const, 'low-score' as const] } }
    await putDocument(store, 'a', { fields, agency: 'B 局', year: 2020, form: '2019', batch: 'b2' })
    await putDocument(store, 'b', { fields })
    await putDocument(store, 'c', { fields: { f: { flagged: true } } })
    await putDocument(store, 'd', { fields: { f: { value: 1 } }, year: 1999 })
    expect(await queueFilters(store)).toEqual({
      agencies: [
        { value: 'A 局', items: 3 },
        { value: 'B 局', items: 2 },
      ],
      years: [
        { value: '2024', items: 3 },
        { value: '2020', items: 2 },
      ],
      forms: [
        { value: '2021', items: 3 },
        { value: '2019', items: 2 },
      ],
      reasons: [
        { value: 'low-score', items: 5 },
        { value: 'missing', items: 2 },
      ],
      batches: [
        { value: 'b1', items: 3 },
        { value: 'b2', items: 2 },
      ],
    })
    const task = await nextTask(store, { who: 'ann', filter: { agency: 'B 局' }, now: 1, leaseMs: 1 })
    expect(task?.name).toBe('a.pdf')
  })
})

test('Wilson intervals', () => {
  // Figures of Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 1998.
  expect(wilson(81, 263).low).toBeCloseTo(0.2553, 4)
  expect(wilson(81, 263).high).toBeCloseTo(0.3662, 4)
  expect(wilson(15, 148).low).toBeCloseTo(0.0624, 4)
  expect(wilson(15, 148).high).toBeCloseTo(0.1605, 4)
  expect(wilson(0, 20)).toMatchObject({ low: 0, high: expect.closeTo(0.1611, 4) })
  expect(wilson(29, 29)).toMatchObject({ low: expect.closeTo(0.883, 4), high: 1 })
  expect(wilson(0, 0)).toEqual({ of: 0, hits: 0, low: 0, high: 1 })
})
