import { expect, test } from 'vitest'
import { accuracyOf, calibrationError, sharesOf } from '../../../pipeline/eval/accuracy.ts'
import { groupAccuracy, type NamedDocument } from '../../../pipeline/eval/group.ts'
import { judge } from '../../../pipeline/eval/judge.ts'
import { JudgedReport, Truth } from '../../../schemas/truth.ts'

const truth = Truth.parse({
  year: 2020,
  organization: '青禾县 财政局',
  signedOn: null,
  level: 'fax',
  traits: ['half', 'spaced'],
  fields: {
    plain: { value: 3, state: 'number', raw: '3' },
    dash: { value: null, state: 'dash' },
    either: { value: 0, state: 'number', accept: [null, 0] },
    asked: { value: 4, state: 'number' },
    silent: { value: 0, state: 'number' },
    lost: { value: null, state: 'blank' },
    torn: { value: null, state: 'blank' },
    absent: { value: 1.5, state: 'number' },
  },
})

const report = JudgedReport.parse({
  fields: {
    'document.year': { value: 2020, state: 'number', confidence: 1, review: true },
    'document.organization': { value: '青禾县财政局', state: 'text', confidence: 0.95, review: false },
    plain: { value: 3.0000000001, state: 'number', confidence: 0.95 },
    dash: { value: null, state: 'blank', confidence: 0.95 },
    either: { value: null, state: 'blank', confidence: 0.95 },
    asked: { value: 5, state: 'number', confidence: 0.35, review: true },
    silent: { value: null, state: 'blank', confidence: 0.95, review: false },
    lost: { value: null, state: 'missing', confidence: 0.35, review: true },
    torn: { value: null, state: 'unreadable', confidence: 0.35, review: true },
    beyond: { value: 9, state: 'number', confidence: 1 },
  },
})

const document = (name: string, given: JudgedReport | null): NamedDocument => ({
  name,
  truth,
  present: given !== null,
  fields: judge(truth, given),
})

test('judges values as printed, and states apart from them', () => {
  const fields = judge(truth, report)
  expect(fields.filter(({ right }) => right).map(({ id }) => id)).toEqual([
    ...['plain', 'dash', 'either'],
    ...['document.organization', 'document.year'],
  ])
  expect(fields.filter(({ right, rightState }) => right && !rightState).map(({ id }) => id)).toEqual(['dash'])
})

test('counts a report as worked out by hand', () => {
  expect(accuracyOf([document('a', report)])).toEqual({
    ...{ reports: 1, absent: 0, fields: 10, right: 5, telling: 4, tellingRight: 2, rightState: 4 },
    ...{ silent: 2, review: 4, caught: 3, false: 1, clean: 0 },
    // Five of 0.95, four of them right; three of 0.35, none right; one of 1, right, in the same bin as the 0.95.
    ece: expect.closeTo((5 * 0.95 + 1 - 5 + 3 * 0.35) / 9, 12),
  })
})

test('a report that is not there has nothing right and nothing silent', () => {
  const none = accuracyOf([document('a', null)])
  expect(none).toMatchObject({ reports: 1, absent: 1, fields: 10, right: 0, silent: 0, review: 0, clean: 0, ece: null })
  expect(sharesOf(none)).toMatchObject({ right: 0, caught: 0, false: null, clean: 0 })
})

test('a report is clean when all is right and nothing in review', () => {
  const sure = { fields: { x: { value: 1, state: 'number', confidence: 1, review: false } } }
  const easy = Truth.parse({ fields: { x: { value: 1, state: 'number' } } })
  const asked = { fields: { x: { ...sure.fields.x, review: true } } }
  const clean = (given: JudgedReport) => accuracyOf([{ present: true, fields: judge(easy, given) }]).clean
  expect([clean(sure), clean(asked), clean({ fields: {} })]).toEqual([1, 0, 0])
})

test('groups by level, by every trait, by name', () => {
  const documents = [document('b', report), document('a', null)]
  const keys = (by: Parameters<typeof groupAccuracy>[1]) => groupAccuracy(documents, by).map(({ key }) => key)
  expect(keys('level')).toEqual(['fax', 'all'])
  expect(keys('condition')).toEqual(['fax', 'all'])
  expect(keys('trait')).toEqual(['half', 'spaced', 'all'])
  expect(keys('name')).toEqual(['a', 'b', 'all'])
  expect(keys('none')).toEqual(['all'])
  expect(groupAccuracy(documents, 'trait').map(({ accuracy }) => accuracy.fields)).toEqual([20, 20, 20])
})

test('calibration error is 0 where shares are as announced', () => {
  const items = (confidence: number, right: number, of: number) =>
    Array.from({ length: of }, (_, i) => ({ confidence, right: i < right }))
  expect(calibrationError([...items(0.75, 3, 4), ...items(0.25, 1, 4)])).toBe(0)
  expect(calibrationError(items(1, 1, 2))).toBe(0.5)
  expect(calibrationError([])).toBeNull()
})
