import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { damageOf } from '../../../engines/pdf/damage.ts'
import { openHere } from '../../../engines/pdf/document.ts'
import { rawObjects } from '../../../engines/pdf/objects.ts'
import { makePdf } from '../../support/pdfs.ts'
import { drawPdf, firstExtra, streamObject, text } from './draw-pdf.ts'
import { readPage } from './read.ts'

const damage = (pdf: Uint8Array) => damageOf(pdf, rawObjects(pdf), [])
const CONTENT = deflateSync(text(20, 20, 'one'))
const turned = (at: number) => Buffer.from(CONTENT.map((byte, i) => (i === at ? byte ^ 1 : byte)))
/** A page whose content is this stream. */
const onePage = (data: Buffer) => {
  const pdf = drawPdf([''], [streamObject('/Filter /FlateDecode', data)]).toString('latin1')
  return Buffer.from(pdf.replace('/Contents 6 0 R', `/Contents ${firstExtra(1)} 0 R`), 'latin1')
}
const withStream = (entries: string, data: Buffer) => drawPdf([''], [streamObject(entries, data)])

describe('compressed streams', () => {
  test('a byte turned over is noticed, or changes nothing', async () => {
    for (const at of CONTENT.keys()) {
      const pdf = onePage(turned(at))
      const said = damage(pdf)
      const { lines, problems } = await readPage(pdf)
      const told = [...said, ...problems].map(({ code }) => code)
      if (!told.includes('page-damaged')) expect([at, lines[0]?.text]).toEqual([at, 'one'])
    }
  })

  test.each([
    ['whole', withStream('/Filter [/FlateDecode]', CONTENT)],
    ['without its checksum', withStream('/Filter /FlateDecode', CONTENT.subarray(0, -4))],
    ['under another filter', withStream('/Filter [/ASCII85Decode /FlateDecode]', Buffer.from('no zlib'))],
    ['of a picture', withStream('/Subtype /Image /Filter /FlateDecode', turned(5))],
    ['of a locked document', Buffer.concat([withStream('/Filter /FlateDecode', turned(5)), Buffer.from('/Encrypt')])],
  ])('one %s is not complained about', (_, pdf) => {
    expect(damage(pdf)).toEqual([])
  })

  test('that swell beyond measure are not followed', () => {
    const started = performance.now()
    const bomb = deflateSync(Buffer.alloc(64 * 1024 ** 2))
    const bombs = drawPdf(
      [''],
      Array.from({ length: 300 }, () => streamObject('/Filter /FlateDecode', bomb)),
    )
    expect(damage(bombs)).toEqual([])
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

test.each([
  [3, 3, 0],
  [3, 4, 0],
  [3, 2, 1],
  [1, 0, 1],
])('%i pages that are counted as %i: %i problems', (pages, count, problems) => {
  const pdf = makePdf({ pages }).toString('latin1').replace(`/Count ${pages}`, `/Count ${count}`)
  expect(damage(Buffer.from(pdf, 'latin1'))).toHaveLength(problems)
})

test('a font that could not be loaded is told on every page that follows', async () => {
  const page = { content: text(20, 20, 'two', 10, 'F9'), resources: `/Font << /F9 ${firstExtra(2)} 0 R >>` }
  const font = '<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /None /DescendantFonts [99 0 R] >>'
  const doc = await openHere(new Uint8Array(drawPdf([page, page], [font])))
  if ('code' in doc) throw new Error(doc.message)
  for (const number of [1, 2]) {
    const { problems } = await doc.readPage(number)
    expect(problems).toContainEqual(expect.objectContaining({ code: 'page-damaged', page: number }))
  }
  await doc.close()
})
