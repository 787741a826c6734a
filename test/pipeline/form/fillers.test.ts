import { describe, expect, test } from 'vitest'
import { withoutHabitualFillers, withoutLeadingFillers } from '../../../pipeline/form/fillers.ts'
import { type RowRecord, textCell } from '../../../pipeline/form/record.ts'

const KNOWN = { order: [0, 1, 2], known: true, found: 3, contrary: false }
const UNKNOWN = { ...KNOWN, known: false, found: 0 }

function row(texts: string[], width = 0): RowRecord {
  const cells = texts.map((raw) => textCell(raw))
  const place = { at: 0, cellsAt: 0, cut: false, loose: false, spread: false }
  return { labels: ['规章'], cells, kind: 'delimited', ...place, width }
}

/** The cells of each row of a table of three columns that stay. */
function kept(rows: RowRecord[], headerWidth?: number): string[][] {
  const texts = ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数']
  const header = texts.map((text) => ({ text, row: 0, column: -1, columnSpan: 1, width: headerWidth ?? 0 }))
  const records = headerWidth
    ? withoutHabitualFillers(rows, 3, header, KNOWN)
    : withoutHabitualFillers(rows, 3, [], UNKNOWN)
  return records.map(({ cells }) => cells.map(({ raw }) => raw))
}

const PADDED = ['1', '2', '3', '']

describe('fillers behind rows', () => {
  test('that nearly all rows have are not the blank cells of one that lost a cell', () => {
    const rows = [PADDED, PADDED, PADDED, PADDED, ['1', '2', '']].map((texts) => row(texts))
    expect(kept(rows).at(-1)).toEqual(['1', '2'])
  })

  test('are no habit where some rows have none', () => {
    const rows = [PADDED, PADDED, ['1', '2', '3'], ['1', '2', '']].map((texts) => row(texts))
    expect(kept(rows).at(-1)).toEqual(['1', '2', ''])
  })

  test('stand behind the header too, and so tell how many cells a row should have', () => {
    expect(kept([row(['1', '2', ''], 4)], 5)).toEqual([['1', '2']])
    expect(kept([row(['1', '2', ''], 4)], 4)).toEqual([['1', '2', '']])
  })

  test('leave a row alone in which nothing is printed', () => {
    expect(kept([row(['', '', ''], 4)], 5)).toEqual([['', '', '']])
  })
})

describe('fillers in front of the values, in rows of one width', () => {
  const trimmed = (rows: string[][], columns = 3) =>
    withoutLeadingFillers(
      rows.map((texts) => row(texts, 6)),
      columns,
    ).map(({ cells, loose }) => (loose ? 'in doubt' : cells.map(({ raw }) => raw).join()))

  test('pad short labels: the last cells are the values', () => {
    expect(trimmed([['', '', '1', '', '2'], ['', '5', '', '6'], ...Array(3).fill(['', '3', '4'])])).toEqual([
      '1,,2',
      '5,,6',
      ...Array(3).fill(',3,4'),
    ])
  })

  test('are no padding where a longer row has a figure there', () => {
    const rows = [['', '9', '1', '', '2'], ...Array(3).fill(['', '3', '4'])]
    expect(trimmed(rows)).toEqual(rows.map((texts) => texts.join()))
  })

  test('leave every row in doubt where the values behind them are too few, or too many', () => {
    expect(new Set(trimmed([['', '', '1', '2'], ...Array(3).fill(['3', '4'])]))).toEqual(new Set(['in doubt']))
    const many = [['', '1', '', '2', '3'], ...Array(3).fill(['1', '', '3', '4'])]
    expect(new Set(trimmed(many))).toEqual(new Set(['in doubt']))
  })
})
