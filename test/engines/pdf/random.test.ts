import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawPdf, line, text } from './draw-pdf.ts'
import { readPage } from './read.ts'

type Cell = { readonly row: number; readonly column: number; readonly rowSpan: number; readonly columnSpan: number }

/** A random cutting of rows × columns into rectangles: each free corner grows as far as two draws of the dice say. */
function cutUp(rows: number, columns: number, dice: readonly number[]): Cell[] {
  const taken = Array.from({ length: rows }, () => new Array<boolean>(columns).fill(false))
  const cells: Cell[] = []
  let next = 0
  const roll = () => dice[next++ % dice.length]!
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      if (taken[row]![column]) continue
      let columnSpan = roll() > 7 ? 2 + (roll() % 2) : 1
      let rowSpan = roll() > 7 ? 2 : 1
      columnSpan = Math.min(columnSpan, columns - column)
      rowSpan = Math.min(rowSpan, rows - row)
      while (columnSpan > 1 && taken[row]!.slice(column, column + columnSpan).some(Boolean)) columnSpan--
      for (let r = row; r < row + rowSpan; r++) for (let c = column; c < column + columnSpan; c++) taken[r]![c] = true
      cells.push({ row, column, rowSpan, columnSpan })
    }
  return cells
}

function edges(start: number, steps: readonly number[]): number[] {
  const found = [start]
  for (const step of steps) found.push(found[found.length - 1]! + step)
  return found
}

/** Ways that programs draw a cell's border: x0, y0, x1, y1 in PDF space. */
const STYLES: readonly ((x0: number, y0: number, x1: number, y1: number) => string)[] = [
  (x0, y0, x1, y1) => `0.5 w ${x0} ${y0} ${x1 - x0} ${y1 - y0} re S\n`,
  (x0, y0, x1, y1) =>
    line(x0, y0, x1, y0, 0.3) + line(x0, y1, x1, y1, 0.3) + line(x0, y0, x0, y1, 0.3) + line(x1, y0, x1, y1, 0.3),
  (x0, y0, x1, y1) =>
    [
      [x0, y0, x1 - x0, 0.48],
      [x0, y1, x1 - x0, 0.48],
      [x0, y0, 0.48, y1 - y0],
      [x1, y0, 0.48, y1 - y0],
    ]
      .map((r) => `${r.join(' ')} re f\n`)
      .join(''),
  // Corners left open, as word processors do.
  (x0, y0, x1, y1) =>
    line(x0 + 1, y0, x1 - 1, y0) +
    line(x0 + 1, y1, x1 - 1, y1) +
    line(x0, y0 + 1, x0, y1 - 1) +
    line(x1, y0 + 1, x1, y1 - 1),
  // Two outlines a point apart.
  (x0, y0, x1, y1) => `0.4 w ${x0 + 0.6} ${y0 + 0.6} ${x1 - x0 - 1.2} ${y1 - y0 - 1.2} re S\n`,
  (x0, y0, x1, y1) => `[2 1.5] 0 d 0.6 w ${x0} ${y0} ${x1 - x0} ${y1 - y0} re S [] 0 d\n`,
  // Coloured cells with white between them.
  (x0, y0, x1, y1) => `0.85 g ${x0 + 0.7} ${y0 + 0.7} ${x1 - x0 - 1.4} ${y1 - y0 - 1.4} re f 0 g\n`,
]

test('any cutting into cells, drawn any way, comes back cell by cell', async () => {
  const plan = fc.record({
    widths: fc.array(fc.integer({ min: 24, max: 70 }), { minLength: 2, maxLength: 7 }),
    heights: fc.array(fc.integer({ min: 13, max: 40 }), { minLength: 2, maxLength: 8 }),
    dice: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 40, maxLength: 40 }),
    style: fc.nat(STYLES.length - 1),
    filled: fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
  })
  await fc.assert(
    fc.asyncProperty(plan, async ({ widths, heights, dice, style, filled }) => {
      const cells = cutUp(heights.length, widths.length, dice)
      // Edges that no cell has carry no line: such a plan looks like one with fewer rows or columns.
      fc.pre(
        widths.every((_, c) => cells.some((x) => x.column === c)) &&
          heights.every((_, r) => cells.some((x) => x.row === r)),
      )
      const xs = edges(30, widths)
      const ys = edges(
        560,
        heights.map((h) => -h),
      )
      const content = cells.map((c, i) => {
        const [x0, y0, x1, y1] = [xs[c.column]!, ys[c.row + c.rowSpan]!, xs[c.column + c.columnSpan]!, ys[c.row]!]
        return STYLES[style]!(x0, y0, x1, y1) + (filled[i] || i === 0 ? text(x0 + 4, y1 - 10, `c${i}`, 8) : '')
      })
      const reading = await readPage(drawPdf([{ content: content.join(''), mediaBox: '0 0 600 600' }]))
      expect(reading.problems).toEqual([])
      expect(reading.grids).toHaveLength(1)
      const wanted = cells.map((c, i) => ({ ...c, text: filled[i] || i === 0 ? `c${i}` : '' }))
      const read = reading.grids[0]!.cells.map(({ row, column, rowSpan, columnSpan, text }) => ({
        row,
        column,
        rowSpan,
        columnSpan,
        text,
      }))
      expect(read).toEqual(wanted)
    }),
    { numRuns: 60, seed: 7 },
  )
})
