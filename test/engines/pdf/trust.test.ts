import { expect, test } from 'vitest'
import { drawPdf, firstExtra, greyImage, text } from './draw-pdf.ts'
import { readPage } from './read.ts'

const SEEN = text(20, 100, 'words that are seen')
const HIDDEN: Readonly<Record<string, string>> = {
  'rendering mode 3': `3 Tr ${text(20, 170, 'hidden')} 0 Tr`,
  'white on white': `1 g ${text(20, 170, 'hidden')} 0 g`,
  'nearly white on white': `0.97 g ${text(20, 170, 'hidden')} 0 g`,
  'covered by a fill': `${text(20, 170, 'hidden')} 1 g 10 160 200 30 re f 0 g`,
  'clipped away': `q 0 0 10 10 re W n ${text(20, 170, 'hidden')} Q`,
  'off the page': text(400, 170, 'hidden'),
  transparent: `q /G0 gs ${text(20, 170, 'hidden')} Q`,
}

test.each(Object.entries(HIDDEN))('text %s is not trusted', async (_, content) => {
  const page = { content: SEEN + content, resources: '/ExtGState << /G0 << /ca 0 >> >>' }
  const reading = await readPage(drawPdf([page]))
  expect(reading.lines.map((l) => l.text)).toEqual(['words that are seen'])
  expect(reading.problems).toMatchObject([{ code: 'text-layer-distrusted', page: 1 }])
  expect(reading.problems[0]!.message).toContain('6 characters')
})

test('white text on a coloured fill, grey text and text of a switched-on layer are trusted', async () => {
  const content = `0 0 0.6 rg 10 160 200 30 re f 1 g ${text(20, 170, 'white')} 0.8 g ${text(20, 60, 'grey')} 0 g /OC /L1 BDC ${text(20, 20, 'layer')} EMC`
  const page = { content, resources: `/Properties << /L1 ${firstExtra(1)} 0 R >>` }
  const reading = await readPage(drawPdf([page], ['<< /Type /OCG /Name (on) >>']))
  expect(reading.lines.map((l) => l.text)).toEqual(['white', 'grey', 'layer'])
  expect(reading.problems).toEqual([])
})

const picture = greyImage(300, 200, (x, y) => (((x >> 3) + (y >> 3)) % 5 ? 255 : 0))
const withPicture = (content: string) => ({ content, resources: `/XObject << /X1 ${firstExtra(1)} 0 R >>` })
const WHOLE = 'q 300 0 0 200 0 0 cm /X1 Do Q '

test('a page that is one image is a scan that was not read', async () => {
  const reading = await readPage(drawPdf([withPicture(WHOLE)], [picture]))
  expect(reading).toMatchObject({ kind: 'scan', lines: [], grids: [] })
  expect(reading.problems).toMatchObject([{ code: 'page-not-read', page: 1 }])
})

test.each([
  ['invisible text over it', `${WHOLE} 3 Tr ${SEEN}`],
  ['text under it', `${SEEN} ${WHOLE}`],
])('a scan with %s keeps none of it', async (_, content) => {
  const reading = await readPage(drawPdf([withPicture(content)], [picture]))
  expect(reading).toMatchObject({ kind: 'scan', lines: [] })
  expect(reading.problems.map((p) => p.code)).toEqual(['text-layer-distrusted', 'page-not-read'])
})

test('a scan with a page number is still a scan, and keeps the number', async () => {
  const page = withPicture(`q 300 0 0 180 0 20 cm /X1 Do Q ${text(140, 8, '- 3 -')}`)
  const reading = await readPage(drawPdf([page], [picture]))
  expect(reading).toMatchObject({ kind: 'scan', lines: [{ text: '- 3 -' }], problems: [{ code: 'page-not-read' }] })
})

test('a pale background under text is no scan and no problem', async () => {
  const reading = await readPage(drawPdf([withPicture(WHOLE + SEEN)], [greyImage(300, 200, () => 240)]))
  expect(reading).toMatchObject({ kind: 'digital', lines: [{ text: 'words that are seen' }], problems: [] })
})

test('a large picture beside text is a problem of the page, whose text is read', async () => {
  const page = withPicture(`q 150 0 0 90 0 0 cm /X1 Do Q ${SEEN}`)
  const reading = await readPage(drawPdf([page], [picture]))
  expect(reading).toMatchObject({ kind: 'digital', lines: [{ text: 'words that are seen' }] })
  expect(reading.problems).toMatchObject([{ code: 'page-not-read' }])
})
