import { execFileSync } from 'node:child_process'
import { degrees, PDFDocument } from '@cantoo/pdf-lib'
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, test } from 'vitest'
import { hasSeen } from '../../../export/archive/pdf/layer.ts'
import { layeredPdf } from '../../../export/archive/pdf/layered.ts'
import { layeredApart } from '../../../export/archive/pdf/layered-apart.ts'
import type { PageText } from '../../../export/archive/text/page-text.ts'
import type { Box } from '../../../schemas/geometry.ts'
import { makePdf } from '../../support/pdfs.ts'
import { drawn, POPPLER, pageOf, scratch, wordsIn } from './support.ts'

const keep = scratch()
const LINES: readonly (readonly [string, Box])[] = [
  ['云岭市档案局 2023 年', [20, 30, 180, 44]],
  ['𠮷田(3)<&>', [20, 60, 100, 74]],
]

/** A page of 300 × 200 points with a drawing on it, made by another program. */
async function plainPdf(change: (document: PDFDocument) => void = () => {}, streams = false): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false })
  const page = document.addPage([300, 200])
  page.drawRectangle({ x: 10, y: 10, width: 100, height: 50 })
  change(document)
  return document.save({ useObjectStreams: streams })
}

async function layered(bytes: Uint8Array, text: PageText = pageOf(LINES)): Promise<Uint8Array> {
  const made = await layeredPdf(bytes, [text], '标题')
  if ('code' in made) throw new Error(made.message)
  return made
}

describe.skipIf(!POPPLER)('the layer, as poppler sees it', () => {
  const expectPlaced = (bytes: Uint8Array, name: string, places: readonly Box[] = LINES.map(([, box]) => box)) => {
    const words = wordsIn(keep(name, bytes))
    expect(words.map(({ text }) => text)).toEqual(['云岭市档案局', '2023', '年', '𠮷田(3)<&>'])
    const ends = [words[0]!.box[0], words[2]!.box[2], words[3]!.box[0], words[3]!.box[2]]
    expect(ends.map(Math.round)).toEqual([places[0]![0], places[0]![2], places[1]![0], places[1]![2]].map(Math.round))
    expect(words.map(({ box }) => Math.round(box[1]))).toEqual([0, 0, 0, 1].map((i) => Math.round(places[i]![1])))
    expect(words.map(({ box }) => Math.round(box[3]))).toEqual([0, 0, 0, 1].map((i) => Math.round(places[i]![3])))
  }

  test('words stand in their boxes, the file as it was comes first, and the page looks the same', async () => {
    for (const streams of [false, true]) {
      const before = await plainPdf(undefined, streams)
      const after = await layered(before)
      expectPlaced(after, `streams-${streams}.pdf`)
      expect(Buffer.from(after.subarray(0, before.length)).equals(before)).toBe(true)
      expect(drawn(keep('after.pdf', after), 100).equals(drawn(keep('before.pdf', before), 100))).toBe(true)
      expect(await layered(before)).toEqual(after)
    }
  })

  test('on pages that are turned or cut out', async () => {
    const words = async (change: (document: PDFDocument) => void, width: number, height: number) =>
      wordsIn(keep('turned.pdf', await layered(await plainPdf(change), pageOf(LINES, { width, height }))))
    const upright = await words(() => {}, 300, 200)
    for (const turn of [90, 180, 270, -90]) {
      const shown = turn === 180 ? [300, 200] : [200, 300]
      const found = await words((document) => document.getPage(0).setRotation(degrees(turn)), shown[0]!, shown[1]!)
      expect(found.map(({ text }) => text)).toEqual(upright.map(({ text }) => text))
      found.forEach(({ box }, i) => {
        expect(Math.max(...box.map((at, k) => Math.abs(at - upright[i]!.box[k]!)))).toBeLessThan(0.2)
      })
    }
    const cropped = await words((document) => document.getPage(0).setCropBox(40, 20, 250, 170), 250, 170)
    cropped.forEach(({ box }, i) => {
      expect(Math.max(...box.map((at, k) => Math.abs(at - upright[i]!.box[k]!)))).toBeLessThan(0.2)
    })
  })

  test('along lines that lean and pages that were photographed on their side', async () => {
    // A quarter turn clockwise and a lean of one in twenty: where upright points lie on the page as the file shows it.
    const at = (x: number, y: number) => [200 - y - x / 20, x - y / 20 + 10]
    const points = [at(0, 0), at(300, 0), at(0, 300), at(300, 300)].flat()
    const placement = { width: 200, height: 330, step: 300, columns: 2, rows: 2, points }
    const bytes = await plainPdf((document) => document.getPage(0).setSize(200, 330))
    const path = keep('leaning.pdf', await layered(bytes, pageOf([['云岭市档案局', [20, 30, 180, 44]]], { placement })))
    const [word] = wordsIn(path)
    const corners = [at(20, 30), at(180, 30), at(20, 44), at(180, 44)] as [number, number][]
    const xs = corners.map(([x]) => x)
    const ys = corners.map(([, y]) => y)
    const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
    expect(word!.text).toBe('云岭市档案局')
    word!.box.forEach((side, i) => {
      expect(Math.abs(side - box[i]!)).toBeLessThan(3)
    })
  })

  test('a file whose table of objects is broken is written anew', async () => {
    const before = Buffer.from(await plainPdf())
      .toString('latin1')
      .replace(/startxref\n\d+/, 'startxref\n7')
    const after = await layered(Buffer.from(before, 'latin1'))
    expectPlaced(after, 'broken.pdf')
  })

  test('twice: the second layer stands beside the first', async () => {
    const twice = await layered(await layered(await plainPdf()), pageOf([['又一层', [20, 100, 60, 112]]]))
    expect(wordsIn(keep('twice.pdf', twice)).map(({ text }) => text)).toContain('又一层')
    expect(execFileSync('pdftotext', [keep('again.pdf', twice), '-'], { encoding: 'utf8' })).toContain('云岭市档案局')
  })
})

test('pdf.js, which browsers show PDFs with, finds the same text in the same places', async () => {
  const data = Uint8Array.from(await layered(await plainPdf()))
  const document = await pdfjs.getDocument({ data, verbosity: 0 }).promise
  const { items } = await (await document.getPage(1)).getTextContent()
  const words = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item] : []))
  expect(words.map(({ str }) => str).join('')).toBe('云岭市档案局 2023 年𠮷田(3)<&>')
  const [first] = words
  // The line that characters stand on is 0.12 em above their box's lower edge.
  expect(first!.transform.slice(4).map(Math.round)).toEqual([20, Math.round(200 - 44 + 0.12 * 14)])
  await document.loadingTask.destroy()
})

test('what may be a speck is not laid over the page, what stands in a cell is', () => {
  const page = pageOf([
    ['污', [20, 30, 30, 40]],
    ['污点', [20, 60, 40, 70]],
    ['三个字', [20, 90, 50, 100]],
  ])
  const [block] = page.blocks
  if (block?.kind !== 'prose') throw new Error('no prose')
  const faint = block.passages.map((passage) => ({ ...passage, confidence: 0.2 }))
  expect(hasSeen({ ...page, blocks: [{ ...block, passages: faint.slice(0, 2) }] })).toBe(false)
  expect(hasSeen({ ...page, blocks: [{ ...block, passages: faint }] })).toBe(true)
  const cells = faint.slice(0, 1).map((passage) => ({ ...passage, row: 0, column: 0, rowSpan: 1, columnSpan: 1 }))
  expect(hasSeen({ ...page, blocks: [{ kind: 'table', box: block.box, rows: 1, columns: 1, cells }] })).toBe(true)
})

test('encrypted files and what is no PDF inside are refused', async () => {
  expect(await layeredPdf(makePdf({ password: 'geheim' }), [pageOf(LINES)], '')).toMatchObject({
    code: 'pdf-encrypted',
  })
  expect(await layeredPdf(Buffer.from('%PDF-1.4\nnothing'), [pageOf(LINES)], '')).toMatchObject({ code: 'pdf-damaged' })
})

test('a page that measures otherwise than it was read is another page', async () => {
  const text = pageOf(LINES, { width: 320 })
  expect(await layeredPdf(await plainPdf(), [text], '')).toMatchObject({ code: 'pdf-damaged' })
})

test('a file that takes too long is given up', async () => {
  const task = { bytes: await plainPdf(), pages: [pageOf(LINES)], title: '' }
  expect(await layeredApart(task, { milliseconds: 1, megabytes: 500 })).toMatchObject({ code: 'pdf-damaged' })
  expect(await layeredApart(task)).toEqual(
    Uint8Array.from((await layeredPdf(task.bytes, task.pages, '')) as Uint8Array),
  )
})

test('nothing to lay over a file leaves it as it is', async () => {
  const bytes = await plainPdf()
  expect(await layeredPdf(bytes, [], '')).toBe(bytes)
  expect(await layeredPdf(bytes, [pageOf([])], '')).toBe(bytes)
})
