import { expect, test } from 'vitest'
import type { Gray } from '../../../pipeline/image/raster.ts'
import { readScan } from '../../../pipeline/page/read-scan.ts'
import type { CropReading, Reader } from '../../../pipeline/read/reader.ts'
import { drawnPage, drawTable } from './drawn-page.ts'

/** A reader that knows a crop by its width in thirds of an em: enough to tell these texts apart. */
function reader(name: Reader['name'], say: (crop: Gray) => string, score = 0.99): Reader {
  const read = async (crops: readonly Gray[]) =>
    crops.map((crop): CropReading => {
      const characters = [...say(crop)].map((text) => ({ text, score, from: 0, to: 1 }))
      return { text: say(crop), score: characters.length > 0 ? score : 0, characters }
    })
  return { name, readFigures: read, readLines: read }
}

const broken = (name: Reader['name'], why: string): Reader => {
  const fail = () => Promise.reject(Object.assign(new Error('no answer'), { why }))
  return { name, readFigures: fail, readLines: fail }
}

const lengthOf = ({ width }: Gray) => (width > 60 ? 'long heading' : width > 24 ? '1234' : '7')
const TABLE = ['1234', '', '/', '—', '1234', '7']
const page = drawnPage((context) => drawTable(context, [50, 150, 250, 350], [60, 100, 140], TABLE))

test('cells of a picture: figures with both readings, blanks, and marks by their shape', async () => {
  const { reading } = await readScan(3, page, [reader('ppocr', lengthOf), reader('tesseract', lengthOf)])
  expect(reading).toMatchObject({ page: 3, kind: 'scan', width: 400, height: 300, problems: [] })
  const [grid] = reading.grids
  expect([grid!.rows, grid!.columns]).toEqual([2, 3])
  expect(grid!.cells.map(({ mark, text }) => [mark, text])).toEqual([
    ['characters', '1234'],
    ['blank', ''],
    ['slash', '/'],
    ['dash', '—'],
    ['characters', '1234'],
    ['characters', '7'],
  ])
  expect(grid!.cells[0]!.readings).toEqual([
    { reader: 'ppocr', raw: '1234', score: 0.99 },
    { reader: 'tesseract', raw: '1234', score: 0.99 },
  ])
  expect(grid!.cells[1]).toMatchObject({ ink: 0, readings: [] })
  const [x0, y0, x1, y1] = grid!.box!
  for (const [found, drawn] of [
    [x0, 50],
    [y0, 60],
    [x1, 350],
    [y1, 140],
  ] as const)
    expect(Math.abs(found - drawn)).toBeLessThan(1.5)
})

test('a reader that fails is told, and the other reads in its place', async () => {
  const { reading } = await readScan(1, page, [broken('ppocr', 'timeout'), reader('tesseract', lengthOf)])
  expect(reading.problems).toMatchObject([{ code: 'reader-timeout', page: 1 }])
  expect(reading.grids[0]!.cells[0]).toMatchObject({ text: '1234', readings: [{ reader: 'tesseract' }] })
})

test('where nobody can read, ink is unreadable and never blank', async () => {
  const { reading } = await readScan(1, page, [broken('ppocr', 'failed'), broken('tesseract', 'failed')])
  expect(reading.problems.map(({ code }) => code)).toEqual(['reader-failed', 'reader-failed'])
  const marks = reading.grids[0]!.cells.map(({ mark }) => mark)
  expect([marks[0], marks[1], marks[4], marks[5]]).toEqual(['unreadable', 'blank', 'unreadable', 'unreadable'])
})

test('a page upside down is turned when it reads better that way, and its boxes stay where they are', async () => {
  const draw = (context: Parameters<typeof drawTable>[0]) => {
    drawTable(context, [50, 150, 250, 350], [60, 100, 140], TABLE)
    context.textAlign = 'left'
    context.fillText('A heading that stands above all this', 50, 40)
  }
  // What stands upright has the heading on top; the table's own ink tells no more than a reader would say of it.
  const knows = (upright: boolean) => (crop: Gray) =>
    crop.width > 60 ? (upright ? 'heading' : 'ɓuıpɐǝɥ') : lengthOf(crop)
  let asked = 0
  const first: Reader = {
    name: 'ppocr',
    readFigures: reader('ppocr', lengthOf).readFigures,
    readLines: (crops) => reader('ppocr', knows(true), asked++ === 0 ? 0.4 : 0.99).readLines(crops),
  }
  const { reading, upright } = await readScan(1, drawnPage(draw, 180), [first])
  expect(upright.turn).not.toBe(0)
  expect(reading.placement).toMatchObject({ width: 400, height: 300 })
})
