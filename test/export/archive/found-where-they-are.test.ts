import { PDFDocument } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { SEARCHABLE_PDF } from '../../../export/archive/pdf/format.ts'
import { drawn, type FoundWord, filesOf, outgoing, POPPLER, sample, scratch, wordsIn } from './support.ts'

const keep = scratch()
/** Points by which a word may be found beside its place. */
const NEAR = 3
const DPI = 200

// The page is printed from text, so that where its words are is known from the print itself, not from reading it.
describe.skipIf(!POPPLER)('words that were read are found where they are', () => {
  let truth: readonly FoundWord[]
  let picture: Buffer
  /** Points. */
  const [width, height] = [594.96, 400]

  beforeAll(async () => {
    const print = keep('print.pdf', sample('digital/form-2021-blanks.pdf'))
    truth = wordsIn(print, 2).filter(({ box }) => box[3] < height)
    picture = await sharp(drawn(print, DPI, 2))
      .extract({ left: 0, top: 0, width: Math.floor((width * DPI) / 72), height: Math.floor((height * DPI) / 72) })
      .withDensity(DPI)
      .png()
      .toBuffer()
    expect(truth.length).toBeGreaterThan(40)
  })

  /** How many of the words are found, and how far off the farthest is; `place` says where a point of the print lies. */
  async function search(bytes: Uint8Array, name: string, place: (x: number, y: number) => readonly [number, number]) {
    const { files, problems } = await filesOf(SEARCHABLE_PDF, await outgoing(bytes, name))
    expect(problems).toEqual([])
    const pdf = keep(`${name}.out.pdf`, files[0]!.bytes)
    const words = wordsIn(pdf)
    const text = words.map((word) => word.text).join('')
    let found = 0
    let worst = 0
    for (const { text, box } of truth) {
      const [x, y] = place((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
      const same = words.filter((word) => word.text === text)
      if (same.length === 0) continue
      found++
      const off = same.map(({ box: b }) => Math.max(Math.abs((b[0] + b[2]) / 2 - x), Math.abs((b[1] + b[3]) / 2 - y)))
      worst = Math.max(worst, Math.min(...off))
    }
    return { found: found / truth.length, worst, text, pdf }
  }

  test('in an image', async () => {
    const { found, worst, text } = await search(picture, 'image.png', (x, y) => [x, y])
    expect(found).toBeGreaterThan(0.9)
    expect(worst).toBeLessThan(NEAR)
    expect(text).toContain('本年新收政府信息公开申请数量')
  })

  test('on a page scanned on its side, at a lean', async () => {
    const lean = (1.5 * Math.PI) / 180
    const leaning = await sharp(picture).rotate(1.5, { background: '#fff' }).toBuffer({ resolveWithObject: true })
    const turned = await sharp(leaning.data).rotate(90).jpeg({ quality: 90 }).withDensity(DPI).toBuffer()
    const document = await PDFDocument.create({ updateMetadata: false })
    const [across, down] = [(leaning.info.height * 72) / DPI, (leaning.info.width * 72) / DPI]
    document
      .addPage([across, down])
      .drawImage(await document.embedJpg(turned), { x: 0, y: 0, width: across, height: down })
    const bytes = await document.save()
    const { found, worst, pdf } = await search(bytes, 'sideways.pdf', (x, y) => {
      const [u, v] = [x - width / 2, y - height / 2]
      const [lx, ly] = [u * Math.cos(lean) - v * Math.sin(lean), u * Math.sin(lean) + v * Math.cos(lean)]
      return [across / 2 - ly, down / 2 + lx]
    })
    expect(found).toBeGreaterThan(0.9)
    expect(worst).toBeLessThan(NEAR)
    expect(drawn(pdf, 60).equals(drawn(keep('before.pdf', bytes), 60))).toBe(true)
  })
})
