import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDocument } from '../../../engines/source/open.ts'
import { readDocument } from '../../../engines/source/read.ts'
import { PDF_FONTS } from '../../hostile/pdf-fonts.ts'
import { ROOT } from '../../support/sources.ts'
import { drawPdf, firstExtra, greyImage, streamObject, text } from '../pdf/draw-pdf.ts'

/** Two fonts that are damaged in ways of their own, a picture that cannot be decoded, and pages that share them. */
function damaged(): Uint8Array {
  const first = firstExtra(6)
  const fonts = `/Font << /F1 3 0 R /F8 ${first} 0 R /F9 ${first + 1} 0 R >>`
  const images = `/XObject << /I1 ${first + 2} 0 R /I2 ${first + 3} 0 R >>`
  const resources = `${fonts} ${images}`
  const page = (content: string) => ({ content, resources })
  const show = (name: string) => `q 30 0 0 30 100 100 cm /${name} Do Q`
  const picture = '/Type /XObject /Subtype /Image /Width 64 /Height 64 /BitsPerComponent 8 /ColorSpace /DeviceGray'
  const pages = [
    page(text(20, 20, 'one', 10, 'F9')),
    page(`${text(20, 20, 'two', 10, 'F8')} ${show('I1')}`),
    page(`${text(20, 20, 'three')} ${show('I2')}`),
    page(`${text(20, 20, 'four', 10, 'F9')} ${text(20, 40, 'more', 10, 'F8')} ${show('I2')}`),
    page(text(20, 20, 'five')),
    page(`${show('I1')} ${show('I2')}`),
  ]
  const grey = greyImage(64, 64, (x, y) => (x * y) % 251)
  return drawPdf(pages, [
    '<< /Type /Font /Subtype /TrueType /BaseFont /B /FontDescriptor 97 0 R /ToUnicode 98 0 R >>',
    '<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /None /DescendantFonts [99 0 R] >>',
    streamObject(`${picture} /Filter /DCTDecode`, Buffer.from('no picture at all')),
    grey,
  ])
}

const sample = (path: string) => readFileSync(join(ROOT, 'samples', path))

test.each([
  ['a digital one', sample('digital/landscape-open-sides.pdf')],
  ['a text', sample('text/tabs-lost-cells.txt')],
  ['one whose fonts and pictures are damaged', damaged()],
])('a page says the same alone, behind others and before them: %s', async (_, bytes) => {
  const inTurn = await pagesOf(bytes, (pages) => pages)
  expect(await pagesOf(bytes, (pages) => pages.toReversed())).toEqual(inTurn)
  for (const [page, reading] of inTurn) expect(await pagesOf(bytes, () => [page])).toEqual(new Map([[page, reading]]))
  const whole = await readDocument(bytes, 'x')
  expect('readings' in whole && whole.readings.map((reading) => JSON.stringify(reading))).toEqual([...inTurn.values()])
})

test('a damaged font is told on the pages that use it, and on no other', async () => {
  const pages = [...(await pagesOf(damaged(), (all) => all)).values()].map((json) => JSON.parse(json))
  const told = pages.map(({ problems }) => problems.some(({ code }: { code: string }) => code === 'page-damaged'))
  expect([told[0], told[2], told[3], told[4]]).toEqual([true, false, true, false])
})

test('a picture that is lost is told on every page that shows it', async () => {
  const lost = [...(await pagesOf(damaged(), (all) => all))].filter(([, json]) => json.includes('"page-not-read"'))
  expect(lost.map(([page]) => page)).toEqual([2, 6])
})

test('what documents were read before is not told', async () => {
  const bytes = PDF_FONTS.find(({ name }) => name === 'type3-matrix-zero.pdf')!.make()
  const first = await pagesOf(bytes, (all) => all)
  expect([...first.values()].join()).toContain('font matrix')
  expect(await pagesOf(bytes, (all) => all)).toEqual(first)
})

test('a page read twice says the same twice', async () => {
  const document = await openDocument(damaged(), 'x.pdf')
  if ('code' in document) throw new Error(document.message)
  expect(await document.readPage(4)).toEqual(await document.readPage(4))
  await document.close()
})

/** Page by page as JSON, in page order, read in the order that `order` gives. */
async function pagesOf(bytes: Uint8Array, order: (pages: readonly number[]) => readonly number[]) {
  const document = await openDocument(bytes, 'x')
  if ('code' in document) throw new Error(document.message)
  const found: [number, string][] = []
  for (const page of order(Array.from({ length: document.pages }, (_, index) => index + 1)))
    found.push([page, JSON.stringify(await document.readPage(page))])
  await document.close()
  return new Map(found.sort(([a], [b]) => a - b))
}
