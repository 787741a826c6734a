import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { rawObjects } from '../../../engines/pdf/objects.ts'
import { unmappedFonts } from '../../../engines/pdf/unmapped.ts'
import { drawPdf, firstExtra, streamObject, text } from './draw-pdf.ts'
import { readPage } from './read.ts'

describe('objects', () => {
  test('are found without an index, a later one in place of an earlier, streams without their data', () => {
    const file =
      '%PDF-1.7\n1 0 obj << /A (endob) >> endobj\n2 0 obj\n<< /L 9 >>\nstream\n3 0 obj\nendstream\nendobj 1 0 obj 7 endobj'
    expect([...rawObjects(Buffer.from(file))]).toEqual([
      [1, { text: ' 7 ', stream: false }],
      [2, { text: '\n<< /L 9 >>\n', stream: true }],
    ])
  })

  test('are found in object streams', () => {
    const packed = streamObject('/Type /ObjStm /N 2 /First 9 /Filter /FlateDecode', deflateSync('7 0 8 4  (a) [9]'))
    const found = rawObjects(drawPdf([''], [packed]))
    expect([found.get(7)?.text.trim(), found.get(8)?.text.trim()]).toEqual(['(a)', '[9]'])
  })

  test('of a file that is cut or torn are those that are whole', () => {
    expect(rawObjects(Buffer.from('1 0 obj << >> endobj 2 0 obj << >>\nstream\nx')).size).toBe(2)
    expect(rawObjects(Buffer.from('1 0 obj << >>')).size).toBe(0)
  })
})

describe('fonts whose codes number glyphs', () => {
  const ROS = (ordering: string) => `/CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 0 >>`
  const first = firstExtra(1)
  const names = (font: string, ...more: (string | Buffer)[]) => [
    ...unmappedFonts(rawObjects(drawPdf([''], [`<< /Type /Font /Subtype /Type0 ${font} >>`, ...more]))),
  ]

  test.each([
    ['without a map', '/BaseFont /ABC+Sun#20X /Encoding /Identity-H', ['ABC+Sun X']],
    ['with a map that is not there', '/BaseFont /A /Encoding /Identity-V /ToUnicode 99 0 R', ['A']],
    ['with a map that is no stream', '/BaseFont /A /Encoding /Identity-H /ToUnicode 3 0 R', ['A']],
    ['whose codes are characters', '/BaseFont /A /Encoding /UniGB-UCS2-H', []],
    ['that say their codes are characters', '/BaseFont /A /Encoding /Identity-H /ToUnicode /Identity-H', []],
  ])('%s', (_, font, expected) => {
    expect(names(`${font} /DescendantFonts [<< ${ROS('Identity')} >>]`)).toEqual(expected)
  })

  test('with a map are fine', () => {
    const font = `/BaseFont /A /Encoding /Identity-H /ToUnicode ${first + 1} 0 R`
    expect(names(font, streamObject('', 'begincmap'))).toEqual([])
  })

  test.each([
    ['inline', `/DescendantFonts [<< ${ROS('GB1')} >>]`],
    ['by reference', `/DescendantFonts [${first + 1} 0 R]`, `<< ${ROS('GB1')} >>`],
    ['by reference to a list and on', `/DescendantFonts ${first + 1} 0 R`, `[${first + 2} 0 R]`, `<< ${ROS('GB1')} >>`],
    [
      'two steps on',
      `/DescendantFonts [${first + 1} 0 R]`,
      `<< /CIDSystemInfo ${first + 2} 0 R >>`,
      '<< /Ordering (GB1) >>',
    ],
  ])('of a known collection, %s, are fine', (_, font, ...more) => {
    expect(names(`/BaseFont /A /Encoding /Identity-H ${font}`, ...more)).toEqual([])
  })

  test('their text is not read', async () => {
    const font = `<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A ${ROS('Identity')} >>] >>`
    const content = `${text(20, 90, 'sound')} BT /F9 12 Tf 20 20 Td <00310032> Tj ET`
    const reading = await readPage(drawPdf([{ content, resources: `/Font << /F1 3 0 R /F9 ${first} 0 R >>` }], [font]))
    expect(JSON.stringify(reading.lines)).not.toContain('12"')
    expect(reading.problems).toMatchObject([{ code: 'text-layer-distrusted' }])
  })
})

test('a Type 3 glyph named by its number is not read as the character of that number', async () => {
  const glyph = streamObject('', '1000 0 0 0 750 750 d1 0 0 750 750 re f')
  const font = (name: string, more = '') =>
    `<< /Type /Font /Subtype /Type3 /FontBBox [0 0 750 750] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /${name} ${firstExtra(1) + 1} 0 R >> /Encoding << /Differences [97 /${name}] >> /FirstChar 97 /LastChar 97 /Widths [1000] ${more} >>`
  const content = 'BT /F9 12 Tf 20 20 Td (a) Tj ET'
  const page = { content, resources: `/Font << /F9 ${firstExtra(1)} 0 R >>` }
  const guessed = await readPage(drawPdf([page], [font('g0039'), glyph]))
  expect(guessed).toMatchObject({ lines: [], problems: [{ code: 'text-layer-distrusted' }] })
  const named = await readPage(drawPdf([page], [font('nine'), glyph]))
  expect(named).toMatchObject({ lines: [{ text: '9' }], problems: [] })
})
