import { describe, expect, test } from 'vitest'
import { byPosition } from '../../../pipeline/form/by-position.ts'
import { type RowRecord, type Span, textCell } from '../../../pipeline/form/record.ts'
import { placedTokens } from '../../../pipeline/read/display.ts'

// Three columns under labels that are centred at 12, 22 and 32.
const HEADER: readonly Span[] = [
  [10, 14],
  [20, 24],
  [30, 34],
]

function row(line: string): RowRecord {
  const cells = placedTokens(line, 0).map(({ text, from, to }) => textCell(text, [from, to]))
  const place = { at: 0, cellsAt: 0, cut: false, loose: false, spread: false, width: 0 }
  return { labels: ['规章'], cells, kind: 'spaced', ...place }
}

function placed(lines: string[], header: readonly Span[] | null = HEADER): string[][] {
  return byPosition(lines.map(row), 3, header).map(({ cells }) => cells.map(({ raw }) => raw))
}

const at = (...places: (readonly [number, string])[]) =>
  places.reduce((line, [column, text]) => line.padEnd(column) + text, '')

describe('blank cells of rows laid out with spaces', () => {
  test('by the labels above', () => {
    expect(placed([at([12, '4'], [32, '4']), at([22, '7'], [32, '7'])])).toEqual([
      ['4', '', '4'],
      ['', '7', '7'],
    ])
  })

  test('where every row has one value', () => {
    expect(placed([at([32, '4']), at([32, '0'])])).toEqual([
      ['', '', '4'],
      ['', '', '0'],
    ])
  })

  test('where values stand flush beside the middle of their labels', () => {
    expect(placed([at([9, '4'], [29, '4']), at([9, '7'], [29, '7'])])[0]).toEqual(['4', '', '4'])
  })

  test('not where one stands between two labels', () => {
    expect(placed([at([17, '4'], [32, '4']), at([22, '7'], [32, '7'])])[0]).toEqual(['4', '4'])
  })

  test('not where full rows print noughts: a short one has lost a cell', () => {
    const full = at([12, '0'], [22, '7'], [32, '7'])
    expect(placed([full, full, at([12, '4'], [32, '4'])]).at(-1)).toEqual(['4', '4'])
  })

  test('by full rows that print none', () => {
    const full = at([12, '1'], [22, '7'], [32, '8'])
    expect(placed([full, full, at([12, '4'], [32, '4'])], null).at(-1)).toEqual(['4', '', '4'])
  })
})
