import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { mapBoxToPage } from '../../../pipeline/upright/warp.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import type { Box } from '../../../schemas/geometry.ts'
import type { PageReading } from '../../../schemas/page.ts'
import { unpackReading } from '../../../workers/readers/reading-blob.ts'
import type { Picture, SourceFile } from '../../../workers/readers/tasks.ts'
import { createWork } from '../../../workers/readers/work.ts'
import { drawPdf, text } from '../../engines/pdf/draw-pdf.ts'
import { makeScratch } from '../../support/command.ts'
import { sourceOf } from '../../support/read-by-pages.ts'
import { ROOT } from '../../support/sources.ts'

const scratch = makeScratch()
const work = createWork({ forms: FORMS, maxPages: 500, maxBytes: 1e8 })
afterAll(() => work.close())

function saved(name: string, bytes: Uint8Array): SourceFile {
  writeFileSync(scratch(name), bytes)
  return sourceOf(scratch(name))
}

async function show(source: SourceFile, page: number, maxWidth: number): Promise<Picture> {
  const shown = await work.run({ kind: 'picture', source, page, maxWidth })
  if (shown.kind !== 'picture') throw new Error(JSON.stringify(shown))
  return shown
}

async function read(source: SourceFile, page: number): Promise<PageReading> {
  const read = await work.run({ kind: 'page', source, page })
  if (read.kind !== 'page') throw new Error(JSON.stringify(read))
  return unpackReading(read.reading)!
}

/** The share of a picture's ink that lies in boxes, given in points of the page that the file shows. */
async function inkWithin({ webp, pageWidth }: Picture, boxes: readonly Box[]): Promise<number> {
  const { data, info } = await sharp(webp).greyscale().raw().toBuffer({ resolveWithObject: true })
  const scale = pageWidth / info.width
  const inside = ([x0, y0, x1, y1]: Box, x: number, y: number) => x >= x0 && x <= x1 && y >= y0 && y <= y1
  let [within, all] = [0, 0]
  for (let y = 0; y < info.height; y++) {
    for (let x = 0; x < info.width; x++) {
      const ink = 255 - data[(y * info.width + x) * info.channels]!
      if (ink < 100) continue
      all += ink
      if (boxes.some((box) => inside(box, (x + 0.5) * scale, (y + 0.5) * scale))) within += ink
    }
  }
  return within / all
}

function boxesOf({ lines, placement }: PageReading): Box[] {
  const boxes = lines.flatMap(({ box }) => (box ? [box] : []))
  return boxes.map((box) => (placement ? mapBoxToPage(placement, box, placement) : box))
}

const WORDS = text(30, 150, 'Hello World') + text(230, 20, 'Corner')
const TURNED = `0 1 -1 0 200 0 cm ${WORDS}`

test.each([
  ['as it is', { content: WORDS, mediaBox: '0 0 300 200' }, [300, 200]],
  ['rotated', { content: TURNED, mediaBox: '0 0 200 300', rotate: 90 }, [300, 200]],
  ['on its side', { content: TURNED, mediaBox: '0 0 200 300' }, [200, 300]],
  ['cropped', { content: WORDS, mediaBox: '0 0 300 200', entries: '/CropBox [10 10 290 190]' }, [280, 180]],
  ['in other units', { content: WORDS, mediaBox: '0 0 300 200', entries: '/UserUnit 2' }, [600, 400]],
])('a PDF page %s is shown as a viewer shows it, and boxes fit on it', async (name, page, [width, height]) => {
  const source = saved(`${name}.pdf`, drawPdf([page]))
  const picture = await show(source, 1, 800)
  expect(picture).toMatchObject({ pageWidth: width, pageHeight: height, width: 800 })
  expect(picture.height).toBe(Math.round((800 * height!) / width!))
  expect(await inkWithin(picture, boxesOf(await read(source, 1)))).toBe(1)
})

test('a photo that lies on its side is turned as viewers turn it, and boxes fit on it', async () => {
  const canvas = createCanvas(1240, 600)
  const context = canvas.getContext('2d')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, 1240, 600)
  context.fillStyle = '#000'
  context.font = '48px Noto Sans CJK SC, Noto Sans CJK JP, sans-serif'
  context.fillText('政府信息公开工作年度报告', 100, 120)
  context.fillText('2023 4711', 700, 440)
  const lying = await sharp(canvas.toBuffer('image/png')).rotate(-90).toBuffer()
  const jpeg = await sharp(lying).withMetadata({ orientation: 6, density: 150 }).jpeg().toBuffer()
  const source = saved('photo.jpg', jpeg)
  const picture = await show(source, 1, 900)
  expect(picture).toMatchObject({ width: 900, height: 435 })
  expect(picture.pageWidth).toBeCloseTo((1240 * 72) / 150)
  expect(await inkWithin(picture, boxesOf(await read(source, 1)))).toBeGreaterThan(0.99)
})

test('a scan is never enlarged, a drawn page is rendered as wide as asked for; the same bytes every time', async () => {
  const scan = sourceOf(join(ROOT, 'samples', 'scan', 'scanned-blanks.pdf'))
  const own = await show(scan, 2, 5000)
  expect(own.width).toBe(1240)
  const drawn = sourceOf(join(ROOT, 'samples', 'digital', 'form-2019.pdf'))
  expect((await show(drawn, 2, 2400)).width).toBe(2400)
  for (const [source, width] of [
    [scan, 700],
    [drawn, 1000],
  ] as const) {
    const first = await show(source, 2, width)
    expect(first.width).toBe(width)
    await show(source, 1, width)
    expect(Buffer.from((await show(source, 2, width)).webp)).toEqual(Buffer.from(first.webp))
  }
})

test('a text dump has lines, numbered as readings number them, and no pictures; others have no lines', async () => {
  const dump = saved('dump.txt', Buffer.from('一、概述\r\n\r\n  二、情况\t3\n'))
  expect(await work.run({ kind: 'text', source: dump })).toEqual({
    kind: 'text',
    lines: ['一、概述', '', '  二、情况\t3', ''],
  })
  const reading = await read(dump, 1)
  expect(reading.lines.map(({ line }) => line)).toEqual([1, 3])
  const problem = { code: 'page-out-of-range', message: expect.stringContaining('no pictures') }
  expect(await work.run({ kind: 'picture', source: dump, page: 1, maxWidth: 100 })).toMatchObject({
    kind: 'problem',
    problem,
  })
  const pdf = saved('some.pdf', drawPdf([WORDS]))
  expect(await work.run({ kind: 'text', source: pdf })).toMatchObject({ kind: 'problem', retry: false })
})

test('a page that is not there, or a file that is none, is told', async () => {
  const pdf = saved('one.pdf', drawPdf([WORDS]))
  const beyond = await work.run({ kind: 'picture', source: pdf, page: 2, maxWidth: 100 })
  expect(beyond).toMatchObject({ kind: 'problem', problem: { code: 'page-out-of-range', page: 2 } })
  const torn = saved('torn.png', (await sharp(scratch('photo.jpg')).png().toBuffer()).subarray(0, 60))
  expect((await work.run({ kind: 'picture', source: torn, page: 1, maxWidth: 100 })).kind).toBe('problem')
})
