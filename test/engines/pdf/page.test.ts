import { expect, test } from 'vitest'
import { mapPointToPage } from '../../../pipeline/upright/warp.ts'
import { PageReading } from '../../../schemas/page.ts'
import { drawPdf, lattice, streamObject, text } from './draw-pdf.ts'
import { readPage, show } from './read.ts'

const TABLE =
  lattice([20, 120, 200, 280], [20, 60, 100, 140]) +
  [
    text(30, 115, 'alpha'),
    text(130, 115, '12'),
    text(210, 115, '3.5'),
    text(30, 75, 'beta'),
    text(130, 75, '7'),
    text(30, 35, 'gamma'),
    text(210, 35, '1'),
  ].join('')
const ROWS = ['alpha | 12 | 3.5', 'beta | 7 | ', 'gamma |  | 1']

test('a ruled table and a title come out with their places, and fit the schema', async () => {
  const reading = await readPage(drawPdf([TABLE + text(20, 170, 'A title here', 14)]))
  expect(PageReading.parse(reading)).toEqual(reading)
  expect(reading).toMatchObject({ kind: 'digital', page: 1, width: 300, height: 200, problems: [] })
  expect(reading.lines).toMatchObject([{ text: 'A title here', size: 14, line: 0, cells: null }])
  expect(reading.lines[0]!.box![1]).toBeGreaterThan(15)
  const [grid] = reading.grids
  expect(grid).toMatchObject({ origin: 'ruled', xs: [20, 120, 200, 280], ys: [60, 100, 140, 180] })
  expect(show(grid)).toEqual(ROWS)
  const blank = grid!.cells.find((c) => c.text === '')!
  expect(blank).toMatchObject({ ink: 0, readings: [] })
  const full = grid!.cells.find((c) => c.text === '12')!
  expect(full.ink).toBeGreaterThan(0.01)
  expect(full.readings).toEqual([{ reader: 'text-layer', raw: '12', score: 1 }])
})

test.each([0, 90, 180, 270])('a page rotated by %i reads as it is seen', async (rotate) => {
  // Content drawn so that it stands upright once the page is rotated.
  const turned = { 0: '', 90: '0 1 -1 0 200 0 cm ', 180: '-1 0 0 -1 300 200 cm ', 270: '0 -1 1 0 0 300 cm ' }[rotate]!
  const sideways = rotate % 180 !== 0
  const page = { content: turned + TABLE, rotate, mediaBox: sideways ? '0 0 200 300' : '0 0 300 200' }
  const reading = await readPage(drawPdf([page]))
  expect([reading.width, reading.height]).toEqual([300, 200])
  expect(show(reading.grids[0])).toEqual(ROWS)
  expect(reading.grids[0]!.xs).toEqual([20, 120, 200, 280])
})

test('a page whose text lies on its side without a /Rotate is turned', async () => {
  const reading = await readPage(drawPdf([{ content: `0 1 -1 0 200 0 cm ${TABLE}`, mediaBox: '0 0 200 300' }]))
  expect([reading.width, reading.height]).toEqual([300, 200])
  expect(show(reading.grids[0])).toEqual(ROWS)
  // The table's top left corner is at the file's lower left, where viewers show it.
  const [x0, y0] = reading.grids[0]!.box!
  expect(mapPointToPage(reading.placement!, x0, y0)).toEqual([60, 280])
})

test('crop boxes, offset and inverted media boxes, and user units move the origin as they should', async () => {
  const cropped = await readPage(drawPdf([{ content: TABLE, entries: '/CropBox [10 10 290 150]' }]))
  expect(cropped.grids[0]!.xs[0]).toBe(10)
  const offset = await readPage(
    drawPdf([{ content: `1 0 0 1 -500 -500 cm ${TABLE}`, mediaBox: '-500 -500 -200 -300' }]),
  )
  expect(offset.grids[0]!.xs[0]).toBe(20)
  const inverted = await readPage(drawPdf([{ content: TABLE, mediaBox: '300 200 0 0' }]))
  expect(inverted.grids[0]!.ys).toEqual([60, 100, 140, 180])
  const doubled = await readPage(drawPdf([{ content: TABLE, entries: '/UserUnit 2' }]))
  expect(doubled).toMatchObject({ width: 600, height: 400 })
  expect(doubled.grids[0]!.xs).toEqual([40, 240, 400, 560])
})

test('form XObjects are followed with their matrices', async () => {
  const form = streamObject(
    '/Type /XObject /Subtype /Form /BBox [0 0 300 200] /Matrix [1 0 0 1 10 10] /Resources << /Font << /F1 3 0 R >> >>',
    TABLE,
  )
  const page = { content: 'q 0.5 0 0 0.5 50 50 cm /X1 Do Q', resources: '/XObject << /X1 7 0 R >>' }
  const reading = await readPage(drawPdf([page], [form]))
  expect(show(reading.grids[0])).toEqual(ROWS)
  expect(reading.grids[0]!.xs).toEqual([65, 115, 155, 195])
})

test('an empty page is an empty digital page, and a notice says so', async () => {
  const problems = [{ code: 'page-blank', page: 1 }]
  expect(await readPage(drawPdf(['']))).toMatchObject({ kind: 'digital', lines: [], grids: [], problems })
})

test('absurd and missing page sizes are problems, not pages', async () => {
  for (const mediaBox of ['0 0 20000 20000', '0 0 1 1', '0 0 0 0']) {
    const reading = await readPage(drawPdf([{ content: TABLE, mediaBox }]))
    expect(reading.problems).toMatchObject([{ code: 'page-size-absurd', page: 1 }])
    expect(reading.grids).toEqual([])
  }
})

test('a page that does not exist is a problem', async () => {
  expect(await readPage(drawPdf([TABLE]), 2)).toMatchObject({ problems: [{ code: 'page-out-of-range' }] })
})

test('reading twice gives the same bytes', async () => {
  const pdf = drawPdf([TABLE + text(20, 170, 'A title here')])
  expect(JSON.stringify(await readPage(pdf))).toBe(JSON.stringify(await readPage(pdf)))
})
