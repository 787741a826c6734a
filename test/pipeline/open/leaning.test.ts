import { expect, test } from 'vitest'
import { drawPdf, line, text } from '../../engines/pdf/draw-pdf.ts'
import { readPage, show } from '../../engines/pdf/read.ts'

/** A watermark's word at a place, its line leaning by so many degrees. */
function aslant(x: number, y: number, what: string, degrees: number, size = 14): string {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
  return `BT 0.7 g /F1 ${size} Tf ${cos} ${sin} ${-sin} ${cos} ${x} ${y} Tm (${what}) Tj 0 g ET\n`
}

const RULES =
  [20, 120, 200, 280].map((x) => line(x, 100, x, 140)).join('') + line(20, 100, 280, 100) + line(20, 140, 280, 140)
const TABLE = RULES + text(30, 115, 'Requests') + text(210, 115, '12')

test('a watermark that runs over a table is neither in its cells nor their ink', async () => {
  const { grids, lines } = await readPage(drawPdf([TABLE + aslant(150, 110, '08', 30) + aslant(60, 60, '2023', 30)]))
  expect(show(grids[0])).toEqual(['Requests |  | 12'])
  expect(grids[0]!.cells.map(({ ink }) => (ink ?? 0) > 0)).toEqual([true, false, true])
  expect(lines).toEqual([])
})

test('what else is drawn in a cell is still ink', async () => {
  const { grids } = await readPage(drawPdf([`${TABLE + aslant(150, 110, '08', 30)} 130 105 m 190 135 l 8 w S`]))
  expect(grids[0]!.cells[1]!.ink).toBeGreaterThan(0.1)
})

test('text of a crooked page and upright text stay', async () => {
  expect(show((await readPage(drawPdf([TABLE + aslant(150, 115, '08', 2)]))).grids[0])).toEqual(['Requests | 08 | 12'])
  const { lines } = await readPage(drawPdf([aslant(60, 60, 'all of the page', 12)]))
  expect(lines.map((one) => one.text.replaceAll(/\s/g, '')).join('')).toContain('page')
})
