import { describe, expect, test } from 'vitest'
import { recheck } from '../../../pipeline/correct/recheck.ts'
import type { CorrectedValue } from '../../../schemas/correction.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import type { PageReading } from '../../../schemas/page.ts'
import { consistentCells, fieldIds, formOf } from '../../support/dump.ts'
import { fc } from '../../support/properties.ts'
import { lineOf, ruledPages } from '../../support/ruled.ts'
import { corrected, say } from './say.ts'

const form = formOf('2021')
const RIGHT = consistentCells(form, {
  'requests.granted.naturalPerson': 7,
  'requests.unable_notHeld.naturalPerson': 4,
  'requests.unable_notHeld.other': 1,
  'requests.granted.business': 5,
  'requests.granted.researchInstitution': 1,
  'requests.granted.publicWelfare': 2,
  'requests.granted.legalService': 6,
  'disputes.reconsideration.upheld': 2,
})
const WRONG = ruledPages(form, { ...RIGHT, 'requests.unable_notHeld.total': '6', 'requests.granted.other': '2' })

/** What recheck says beside what assembling says, with the same edits. */
function both(pages: readonly PageReading[], edits: Readonly<Record<string, CorrectedValue>>) {
  const again = recheck(corrected(pages, []), edits, FORMS)
  const report = corrected(
    pages,
    Object.entries(edits).map(([id, value]) => say(id, value)),
  )
  const suggestions = Object.fromEntries(
    Object.entries(report.fields).flatMap(([id, { suggestion }]) =>
      suggestion === undefined ? [] : [[id, suggestion]],
    ),
  )
  return [again, { checks: report.checks, suggestions }] as const
}

const entry: fc.Arbitrary<CorrectedValue> = fc.oneof(
  fc.integer({ min: 0, max: 12 }).map((value) => ({ value, state: 'number' as const })),
  fc.constantFrom('blank', 'dash', 'unreadable', 'missing').map((state) => ({ value: null, state }) as CorrectedValue),
  fc.constant<CorrectedValue>({ value: '若干', state: 'text' }),
)
const edited = (of: string) => fc.dictionary(fc.constantFrom(...fieldIds(formOf(of))), entry, { maxKeys: 6 })

describe('checks while somebody types are those that assembling gives', () => {
  test.each([
    ['a report with two wrong cells', WRONG],
    ['one of the older form', ruledPages(formOf('2019'), consistentCells(formOf('2019')))],
    ['a table on two pages', ruledPages(form, RIGHT, [12])],
    ['a table that is not there', WRONG.filter(({ page }) => page !== 3)],
    ['a row that is not there', [WRONG[0]!, cutRow(WRONG[1]!, 8), WRONG[2]!]],
    [
      'figures in the prose',
      [
        { ...WRONG[0]!, lines: [...WRONG[0]!.lines, lineOf('2024年共收到政府信息公开申请12件。', 70)] },
        ...WRONG.slice(1),
      ],
    ],
  ])('%s', (_, pages) => {
    const of = corrected(pages, []).document.form!
    fc.assert(
      fc.property(edited(of), (edits) => {
        const [again, assembled] = both(pages, edits)
        expect(again).toEqual(assembled)
      }),
      { numRuns: 40 },
    )
  })

  test('tables of two forms in one report', () => {
    const older = ruledPages(formOf('2019'), consistentCells(formOf('2019'), { 'requests.other.business': 3 }))
    const pages = [WRONG[0]!, older[1]!, WRONG[2]!]
    const [again, assembled] = both(pages, { 'requests.other.total': { value: 4, state: 'number' } })
    expect(assembled.checks.find(({ id }) => id === 'applicants.other')).toMatchObject({ outcome: 'fail', left: 3 })
    expect(again).toEqual(assembled)
  })

  test('on a report that holds corrections', () => {
    const before = [say('requests.granted.other', { value: 0, state: 'number' })]
    const edit: CorrectedValue = { value: 5, state: 'number' }
    const again = recheck(corrected(WRONG, before), { 'requests.unable_notHeld.total': edit }, FORMS)
    const report = corrected(WRONG, [...before, say('requests.unable_notHeld.total', edit)])
    expect(again.checks).toEqual(report.checks)
    expect(again.checks.every(({ outcome }) => outcome === 'pass')).toBe(true)
  })
})

/** The page without one row of its table: its figures and its label are gone. */
function cutRow(page: PageReading, row: number): PageReading {
  const grids = page.grids.map((grid) => ({
    ...grid,
    cells: grid.cells.map((cell) =>
      cell.row === row && cell.rowSpan === 1 ? { ...cell, text: '', readings: [] } : cell,
    ),
  }))
  return { ...page, grids }
}

describe('a check against a neighbouring year', () => {
  const carry = (id: string, field: string, left: number | null, right: number | null) => ({
    ...{ id, rule: 'carriedOver of the year before = carriedIn', outcome: 'fail' as const, fields: [field] },
    ...{ left, right, verdict: 'source' as const, message: '' },
  })
  const field = 'requests.carriedIn.total'
  const report = corrected(WRONG, [])
  const withCheck = { ...report, checks: [...report.checks, carry('carry.previous.total', field, 3, 0)] }
  const last = (edits: Readonly<Record<string, CorrectedValue>>) => recheck(withCheck, edits, FORMS).checks.at(-1)

  test('is told again with the figure typed', () => {
    expect(last({ [field]: { value: 3, state: 'number' } })).toMatchObject({ outcome: 'pass', left: 3, right: 3 })
    expect(last({ [field]: { value: 4, state: 'number' } })).toMatchObject({
      ...{ outcome: 'fail', left: 3, right: 4, verdict: 'source' },
    })
    expect(last({ [field]: { value: null, state: 'unreadable' } })).toMatchObject({ outcome: 'not-assessable' })
    expect(last({})).toEqual(withCheck.checks.at(-1))
  })

  test('cannot be told where the neighbour has no figure', () => {
    const over = 'requests.carriedOver.total'
    const blank = { ...report, checks: [carry('carry.next.total', over, 0, null)] }
    const edits = { [over]: { value: 3, state: 'number' as const } }
    expect(recheck(blank, edits, FORMS).checks.at(-1)).toMatchObject({
      outcome: 'not-assessable',
      left: 3,
      right: null,
    })
  })
})

const slipped = ids('granted').map((id, at, all) => [id, at === 0 ? '' : RIGHT[all[at - 1]!]!] as const)

test.each([
  ['two wrong cells', WRONG],
  ['a row that slipped', ruledPages(form, { ...RIGHT, ...Object.fromEntries(slipped) })],
])('a full report with %s is checked again faster than the eye', (_, pages) => {
  const report = corrected(pages, [])
  const edits: Record<string, CorrectedValue> = { 'requests.granted.total': { value: 9, state: 'number' } }
  const times = Array.from({ length: 60 }, () => {
    const started = performance.now()
    recheck(report, edits, FORMS)
    return performance.now() - started
  }).sort((a, b) => a - b)
  // About a millisecond where nothing else runs; the slower ones measure what else does.
  expect(times[0]!).toBeLessThan(20)
})

function ids(row: string): string[] {
  return fieldIds(form).filter((id) => id.startsWith(`requests.${row}.`))
}
