import { expect, test } from 'vitest'
import { mergePictured } from '../../../pipeline/page/merge.ts'
import type { Grid, Line, PageReading } from '../../../schemas/page.ts'

type Corners = [number, number, number, number]

const line = (text: string, box: Corners): Line => ({ text, line: 0, box, size: 10, cells: null })
const grid = (text: string, box: Corners): Grid => ({
  origin: 'ruled',
  box,
  xs: [box[0], box[2]],
  ys: [box[1], box[3]],
  rows: 1,
  columns: 1,
  cells: [{ row: 0, column: 0, rowSpan: 1, columnSpan: 1, box, text, ink: 0.1, readings: [] }],
})
const page = (kind: PageReading['kind'], lines: Line[], grids: Grid[]): PageReading => ({
  format: 'nianbao/page@1',
  page: 1,
  kind,
  width: 600,
  height: 800,
  lines,
  grids,
  problems: [],
})

test('a picture fills the place where it stands, in reading order, and nothing else', () => {
  const own = page('digital', [line('above', [50, 50, 200, 60]), line('below', [50, 500, 200, 510])], [])
  const seen = page(
    'scan',
    [line('ab0ve', [50, 50, 200, 60]), line('caption', [60, 210, 200, 220])],
    [grid('7', [60, 240, 300, 400])],
  )
  const merged = mergePictured(own, seen, [[40, 200, 320, 420]])
  expect(merged.kind).toBe('digital')
  expect(merged.lines.map(({ text }) => text)).toEqual(['above', 'caption', 'below'])
  expect(merged.grids.map(({ cells }) => cells[0]!.text)).toEqual(['7'])
})

test('where the page has text of its own, the picture behind it adds nothing', () => {
  const own = page('digital', [line('text', [60, 210, 200, 220])], [grid('1', [60, 240, 300, 400])])
  const seen = page('scan', [line('texf', [61, 211, 199, 219])], [grid('7', [62, 242, 298, 398])])
  const merged = mergePictured(own, seen, [[40, 200, 320, 420]])
  expect(merged.lines.map(({ text }) => text)).toEqual(['text'])
  expect(merged.grids.map(({ cells }) => cells[0]!.text)).toEqual(['1'])
})

test('on a page whose own text was turned to be read, a picture’s text comes where it stands among that', () => {
  // The upright page (800 × 600) lies on the file's (600 × 800) so that upright (x, y) is at (600 - y, x).
  const placement = {
    width: 600,
    height: 800,
    step: 800,
    columns: 2,
    rows: 2,
    points: [600, 0, 600, 800, -200, 0, -200, 800],
  }
  const own = { ...page('digital', [line('above', [50, 50, 200, 60])], []), width: 800, height: 600, placement }
  // The picture is the upright page's [100, 200, 300, 400].
  const seen = page('scan', [line('caption', [380, 110, 390, 290])], [])
  const merged = mergePictured(own, seen, [[100, 200, 300, 400]])
  expect(merged.lines.map(({ text, box }) => [text, box])).toEqual([
    ['above', [50, 50, 200, 60]],
    ['caption', [110, 210, 290, 220]],
  ])
})

test('boxes of a picture that stands on its side are those of the page', () => {
  // The upright page is the file's turned by a quarter: upright (x, y) lies at (600 - y, x).
  const points = [0, 400, 800].flatMap((y) => [0, 400, 800].flatMap((x) => [600 - y, x]))
  const seen = {
    ...page('scan', [], [grid('7', [100, 50, 200, 80])]),
    placement: { width: 600, height: 800, step: 400, columns: 3, rows: 3, points },
  }
  const merged = mergePictured(page('digital', [], []), seen, [[0, 0, 600, 800]])
  expect(merged.grids[0]!.box).toEqual([520, 100, 550, 200])
  expect(merged.grids[0]!.cells[0]!.box).toEqual([520, 100, 550, 200])
})
