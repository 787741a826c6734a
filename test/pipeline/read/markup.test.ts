import { expect, test } from 'vitest'
import { takeTables } from '../../../pipeline/read/markup.ts'
import { MARKUP_CELLS } from '../../../pipeline/thresholds.ts'

const table = (rows: string) => `before\n<table>${rows}</table>\nafter`

test('a table leaves the text, which keeps its lines, and becomes a grid with its spans', () => {
  const { text, grids } = takeTables(
    table('\n<tr><th rowspan="2">a</th><td colspan=2>b</td></tr>\n<tr><td>c</td><td>d</td></tr>'),
  )
  expect(text).toBe('before\n\n\n\nafter')
  expect(grids[0]).toMatchObject({ rows: 2, columns: 3 })
  expect(
    grids[0]!.cells.map(({ row, column, rowSpan, columnSpan, text }) => [row, column, rowSpan, columnSpan, text]),
  ).toEqual([
    [0, 0, 2, 1, 'a'],
    [0, 1, 1, 2, 'b'],
    [1, 1, 1, 1, 'c'],
    [1, 2, 1, 1, 'd'],
  ])
})

test('entities become their characters, where they name one; tags and blank lines go', () => {
  const cell = takeTables(table('<tr><td> <b>1</b>&nbsp;&amp;<br>\n &#20214;&#xd800;&#0; </td></tr>')).grids[0]!
    .cells[0]!
  expect(cell.text).toBe('1 &\n件&#xd800;&#0;')
})

test.each([
  ['one table', table(`<tr><td rowspan=9999 colspan=9999>3</td></tr>${'<tr></tr>'.repeat(MARKUP_CELLS / 9999)}`)],
  [
    'columns against rows',
    table(`<tr><td colspan=9999>3</td></tr>${'<tr><td>4</td></tr>'.repeat(MARKUP_CELLS / 9999)}`),
  ],
  ['many tables together', table('<tr><td colspan=9999>3</td></tr>').repeat(MARKUP_CELLS / 9999 + 1)],
])('%s beyond the limit of cells: a problem, and the text stays', (_, text) => {
  const taken = takeTables(text)
  expect(taken.problems).toMatchObject([{ code: 'grid-limit' }])
  expect(taken.text).toContain('<table>')
})

test.each([
  ['tables', '<table '],
  ['rows', '<table><tr '],
  ['cells', '<table><tr><td '],
  ['tags', '<table><tr><td>x<'],
])('%s left open again and again take no longer than their length', (_, piece) => {
  // Processor time: a machine that is busy otherwise takes longer by the clock.
  const started = process.threadCpuUsage().user
  takeTables(piece.repeat(60_000))
  takeTables(`<table><tr><td>${piece.repeat(60_000)}${'\u3000'.repeat(200_000)}x`)
  expect(process.threadCpuUsage().user - started).toBeLessThan(5_000_000)
})
