import { describe, expect, test } from 'vitest'
import { textRecords } from '../../../pipeline/form/text-records.ts'
import { vocabularyOf } from '../../../pipeline/form/vocabulary.ts'
import { canonical } from '../../../pipeline/read/canonical.ts'
import { readText } from '../../../pipeline/read/text.ts'
import { FORMS } from '../../../schemas/forms/index.ts'

const requests = vocabularyOf(FORMS).sections.find((section) => section.number === '三')!

function records(...lines: string[]) {
  const page = readText(lines.join('\n'))
  return textRecords(page.lines, 0, page.lines.length, requests.allRows, [7])
}

function row(count: number): string {
  return [count, 0, 0, 0, 0, 0, count].join('\t')
}

const LABELS = ['6.属于四类过程性信息', '7.属于行政执法案卷', '8.属于行政查询事项']

/** First value of each labelled row, by its label. */
function firstValues(...lines: string[]): Record<string, string | undefined> {
  return Object.fromEntries(
    records(...lines)
      .filter((record) => record.cells.length > 0 && record.labels.length > 0)
      .map((record) => [record.labels.at(-1)!, record.cells[0]?.raw]),
  )
}

describe('labels and values that a dump gives apart', () => {
  const paired = { [LABELS[0]!]: '1', [LABELS[1]!]: '2', [LABELS[2]!]: '3' }

  test('labels first', () => {
    expect(firstValues(...LABELS, row(1), row(2), row(3))).toEqual(paired)
  })

  test('values first', () => {
    expect(firstValues(row(1), row(2), row(3), ...LABELS)).toEqual(paired)
  })

  test('in two groups', () => {
    const more = ['1.信访举报投诉类申请', '2.重复申请']
    expect(firstValues(...LABELS, row(1), row(2), row(3), ...more, row(4), row(5))).toEqual({
      ...paired,
      [more[0]!]: '4',
      [more[1]!]: '5',
    })
  })

  test('where their numbers differ nobody can tell: every row of values is loose', () => {
    const found = records(...LABELS, row(1), row(2))
    expect(found.filter((record) => record.cells.length > 0).map((record) => record.loose)).toEqual([true, true])
  })

  test('a complete row between them ends a group and keeps its own values', () => {
    const found = firstValues(...LABELS, row(1), row(2), row(3), `1.信访举报投诉类申请\t${row(9)}`)
    expect(found).toEqual({ ...paired, '1.信访举报投诉类申请': '9' })
  })
})

test('whole rows are left alone', () => {
  const found = records(...LABELS.map((label, i) => `${label}\t${row(i)}`))
  expect(found.map((record) => [canonical(record.labels.join('')), record.cells.length, record.loose])).toEqual(
    LABELS.map((label) => [canonical(label), 7, false]),
  )
})
