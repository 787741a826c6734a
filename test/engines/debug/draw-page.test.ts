import { createCanvas, loadImage } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { COLOURS, colourOf } from '../../../engines/debug/colours.ts'
import { type DebugPage, drawDebugPage } from '../../../engines/debug/draw-page.ts'
import { pictureOf } from '../../../engines/debug/picture.ts'
import type { Grid, GridCell } from '../../../schemas/page.ts'

const cell = (part: Partial<GridCell>): GridCell => ({
  ...{ row: 0, column: 0, rowSpan: 1, columnSpan: 1, box: [100, 100, 160, 130], text: '7', ink: 0.03, readings: [] },
  ...part,
})
const reading = (raw: string, score: number, reader = 'ppocr') => ({ reader, raw, score })
const grid = (cells: GridCell[]): Grid => ({
  ...{ origin: 'ruled', box: [100, 100, 160, 130], xs: [100, 160], ys: [100, 130], rows: 1, columns: 1 },
  cells,
})
const page = (part: Partial<DebugPage>): DebugPage => ({
  ...{ width: 300, height: 200, raster: null, rulings: [], grids: [], lines: [] },
  ...part,
})

/** The drawing's size and the colour of a pixel. */
async function look(png: Uint8Array) {
  const image = await loadImage(Buffer.from(png))
  const ctx = createCanvas(image.width, image.height).getContext('2d')
  ctx.drawImage(image, 0, 0)
  const at = (x: number, y: number) =>
    `#${[...ctx.getImageData(x, y, 1, 1).data.slice(0, 3)].map((part) => part.toString(16).padStart(2, '0')).join('')}`
  return { width: image.width, height: image.height, at }
}

// 2.5 pixels a point, two panels 12 pixels apart, under a bar of 30: the right end of the cell's last line.
const CORNER = [750 + 12 + 395, 30 + 320] as const

test.each([
  ['sure', [reading('7', 0.999), reading('7', 0.98, 'tesseract')], COLOURS.sure],
  ['likely', [reading('7', 0.999), reading('7', 0.93, 'tesseract')], COLOURS.likely],
  ['not sure', [reading('7', 0.5)], COLOURS.doubtful],
  ['readers at odds', [reading('7', 0.999), reading('1', 0.999, 'tesseract')], COLOURS.doubtful],
])('the cell of %s has its colour', async (_, readings, colour) => {
  const { at, width, height } = await look(drawDebugPage(page({ grids: [grid([cell({ readings })])] })))
  expect([width, height]).toEqual([1512, 530])
  expect(at(...CORNER)).toBe(colour)
})

test('a given confidence goes before scores; blank and unreadable cells have colours of their own', () => {
  expect(colourOf(cell({ readings: [reading('7', 0.2)] }), 0.99)).toBe(COLOURS.sure)
  expect(colourOf(cell({ text: '', mark: 'blank' }), null)).toBe(COLOURS.blank)
  expect(colourOf(cell({ text: '', mark: 'unreadable' }), null)).toBe(COLOURS.doubtful)
  expect(colourOf(cell({}), null)).toBe(COLOURS.unread)
})

test('shows the picture and the rulings where they are', async () => {
  const raster = { width: 600, height: 400, channels: 1 as const, data: new Uint8Array(600 * 400).fill(0) }
  const rulings = [{ kind: 'horizontal' as const, at: 50, from: 10, to: 290, thickness: 1 }]
  const drawn = await look(drawDebugPage(page({ raster, rulings })))
  const [ground, line] = [drawn.at(300, 30 + 60), drawn.at(300, 30 + 125)]
  expect(ground).toBe('#595959')
  expect(line).toBe(COLOURS.ruling)
  expect((await look(drawDebugPage(page({})))).at(300, 90)).toBe(COLOURS.paper)
})

test('the same page gives the same bytes; a huge one stays drawable', async () => {
  const one = page({ grids: [grid([cell({ text: '本年新收' })])], lines: [] })
  expect(drawDebugPage(one)).toEqual(drawDebugPage(one))
  const { width } = await look(drawDebugPage(page({ width: 14_400, height: 14_400 })))
  expect(width).toBeLessThanOrEqual(2 * 3200 + 12)
})

test('pictures are reduced by averaging, in grey and in colour', () => {
  const pixels = (raster: Parameters<typeof pictureOf>[0]) => {
    const canvas = pictureOf(raster, 1)
    return [canvas.width, canvas.height, ...canvas.getContext('2d').getImageData(0, 0, 1, 1).data]
  }
  expect(pixels({ width: 2, height: 2, channels: 1, data: Uint8Array.of(0, 100, 100, 200) })).toEqual([
    1, 1, 100, 100, 100, 255,
  ])
  const colours = Uint8Array.of(255, 0, 0, 255, 0, 100, 255, 0, 0, 255, 0, 100)
  expect(pixels({ width: 2, height: 2, channels: 3, data: colours })).toEqual([1, 1, 255, 0, 50, 255])
})
