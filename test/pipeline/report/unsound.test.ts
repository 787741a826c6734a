import { describe, expect, test } from 'vitest'
import type { Report } from '../../../schemas/report.ts'
import { type Cells, consistentCells, dumpLines, formOf, reportOf } from '../../support/dump.ts'

const form = formOf('2021')
const CELLS = consistentCells(form, {
  'requests.granted.naturalPerson': 37,
  'requests.granted.business': 4,
  'requests.unable_notHeld.naturalPerson': 5,
  'requests.refused_thirdPartyRights.business': 12,
  'requests.declined_duplicate.other': 14,
})

/** The dump's lines with those of the requests table, split at their tabs, changed. */
function changed(cells: Cells, change: (cells: string[], row: number) => string[]): string[] {
  let row = 0
  return dumpLines(form, cells).map((line) => {
    const parts = line.split('\t')
    return parts.length > 7 && /\d$/u.test(line) && !line.startsWith('0') ? change(parts, row++).join('\t') : line
  })
}

function silent(report: Report, cells: Cells): string[] {
  return Object.entries(report.fields).flatMap(([id, { review, value }]) => {
    const printed = cells[id] === undefined || cells[id] === '' ? null : Number(cells[id])
    return id.startsWith('requests.') && !review && value !== printed ? [id] : []
  })
}

test('the whole table is accepted as it is', () => {
  const report = reportOf(changed(CELLS, (cells) => cells))
  expect(report.fields['requests.granted.total']).toMatchObject({ value: 41, review: false })
  expect(report.review.fields.filter((id) => id.startsWith('requests.'))).toEqual([])
})

describe('nothing is taken for something else without a word', () => {
  const damages: Record<string, (cells: string[], row: number) => string[]> = {
    'where last year’s figures stand behind': (cells, row) => [...cells, String(row % 4)],
    'where rows are numbered behind their labels': (cells, row) => [
      ...cells.slice(0, -7),
      String(row + 1),
      ...cells.slice(-7),
    ],
    'where a column is gone': (cells) => [...cells.slice(0, -7), ...cells.slice(-6)],
    'where a column is gone, and fillers make up for it': (cells) => [...cells.slice(0, -7), ...cells.slice(-6), ''],
    'where two columns ran together': (cells) => [...cells.slice(0, -2), cells.slice(-2).join(''), ''],
  }
  test.each(Object.entries(damages))('%s', (_, damage) => {
    for (const blank of ['0', '']) {
      const cells = Object.fromEntries(Object.entries(CELLS).map(([id, raw]) => [id, raw === '0' ? blank : raw]))
      expect(silent(reportOf(changed(cells, damage)), cells)).toEqual([])
    }
  })

  test('where figures slipped past a label', () => {
    let before: string[] = []
    const lines = changed(CELLS, (cells, row) => {
      const values = before
      before = cells.slice(-7)
      return row < 5 ? cells : row === 5 ? cells.slice(0, -7) : [...cells.slice(0, -7), ...values]
    })
    expect(silent(reportOf(lines), CELLS)).toEqual([])
  })
})

describe('a figure that ran into its label', () => {
  const glued = (id: string, raw: string) => dumpLines(form, { ...CELLS, [id]: raw })
  const joined = (lines: string[], label: string) =>
    lines.map((line) => (line.startsWith(`${label}\t`) ? line.replace('\t', '') : line))

  test('is parted from it where the label is a row’s and a cell is missing', () => {
    const report = reportOf(joined(glued('art20_5.licences.decisions', '147'), '行政许可'))
    expect(report.fields['art20_5.licences.decisions']).toMatchObject({ value: 147, review: false })
  })

  test('is a note’s where all cells are there', () => {
    const lines = glued('requests.granted.naturalPerson', '37').map((line) =>
      line.replace('四、结转下年度继续办理\t', '四、结转下年度继续办理1\t'),
    )
    expect(reportOf(lines).fields['requests.carriedOver.total']).toMatchObject({ value: 0, review: false })
  })
})
