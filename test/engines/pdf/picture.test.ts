import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openPdf } from '../../../engines/pdf/open.ts'
import { drawPdf, firstExtra, greyImage, lattice, line, streamObject, text } from './draw-pdf.ts'
import {
  bits,
  group4,
  imageObject,
  imagePdf,
  PATTERN,
  PIXELS,
  paint,
  pictureOf,
  pixels,
  withPdf,
  worst,
} from './image-pdf.ts'

const { width, height, at } = PATTERN
const GREY = '/ColorSpace /DeviceGray /BitsPerComponent 8'
const BIT = '/ColorSpace /DeviceGray /BitsPerComponent 1'
const [W, H] = [width / 2, height / 2]
const pattern = imageObject(GREY, PIXELS)

test.each([
  [90, pixels(height, width, (x, y) => at(y, height - 1 - x))],
  [180, pixels(width, height, (x, y) => at(width - 1 - x, height - 1 - y))],
  [270, pixels(height, width, (x, y) => at(width - 1 - y, x))],
])('a page rotated by %i is given as it is seen', async (rotate, seen) => {
  const { raster, ...page } = await pictureOf(imagePdf([pattern], { rotate }))
  const sideways = rotate !== 180
  expect(page).toMatchObject({ width: sideways ? H : W, height: sideways ? W : H })
  expect([raster.width, raster.height]).toEqual(sideways ? [height, width] : [width, height])
  expect(worst(raster, seen)).toBe(0)
})

test.each([
  ['mirrored', `q ${-W} 0 0 ${H} ${W} 0 cm /X0 Do Q`, pixels(width, height, (x, y) => at(width - 1 - x, y))],
  ['upside down', `q ${W} 0 0 ${-H} 0 ${H} cm /X0 Do Q`, pixels(width, height, (x, y) => at(x, height - 1 - y))],
])('a picture drawn %s is shown so', async (_, content, seen) => {
  expect(worst((await pictureOf(imagePdf([pattern], { content }))).raster, seen)).toBe(0)
})

test('a picture drawn on its side is shown so, without being resampled', async () => {
  const content = `q 0 ${W} ${-H} 0 ${H} 0 cm /X0 Do Q`
  const { raster } = await pictureOf(imagePdf([pattern], { content, mediaBox: `0 0 ${H} ${W}` }))
  expect(
    worst(
      raster,
      pixels(height, width, (x, y) => at(width - 1 - y, x)),
    ),
  ).toBe(0)
})

test('strips make one picture, without a seam', async () => {
  const strip = (from: number, to: number) =>
    imageObject(BIT, bits(PIXELS.subarray(from * width, to * width), width), width, to - from)
  const edges = [0, 37, 74, 120]
  const strips = [0, 1, 2].map((i) => strip(edges[i]!, edges[i + 1]!))
  const content = strips
    .map((_, i) => paint(`X${i}`, 0, H - edges[i + 1]! / 2, W, (edges[i + 1]! - edges[i]!) / 2))
    .join('')
  expect(worst((await pictureOf(imagePdf(strips, { content }))).raster, PIXELS)).toBe(0)
})

test.each([4, 12])('%i stencils make one picture too', async (count) => {
  const rows = height / count
  const strips = Array.from({ length: count }, (_, i) => {
    const part = PIXELS.subarray(i * rows * width, (i + 1) * rows * width)
    return imageObject('/ImageMask true', bits(part, width), width, rows)
  })
  const content = strips.map((_, i) => paint(`X${i}`, 0, H - ((i + 1) * rows) / 2, W, rows / 2)).join('')
  expect(worst((await pictureOf(imagePdf(strips, { content }))).raster, PIXELS)).toBe(0)
})

test.each([
  ['Flate', GREY, () => deflateSync(PIXELS)],
  ['hexadecimal', `${GREY} /Filter /ASCIIHexDecode`, () => Buffer.from(Buffer.from(PIXELS).toString('hex'))],
  [
    'CCITT group 4',
    `${BIT} /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns ${width} /Rows ${height} >>`,
    () => group4(PIXELS, width, height),
  ],
])('%s that breaks off is damage, and what came before it is there', async (_, entries, data) => {
  const filter = entries.includes('/Filter') ? entries : `${entries} /Filter /FlateDecode`
  const whole = await data()
  const { raster, problems } = await pictureOf(imagePdf([imageObject(filter, whole.subarray(0, whole.length * 0.7))]))
  expect(problems.map((p) => p.code)).toContain('image-damaged')
  expect(worst({ ...raster, data: raster.data.subarray(0, width * 40) }, PIXELS.subarray(0, width * 40))).toBe(0)
})

test('a picture with margins keeps its pixels, and the page its paper', async () => {
  const content = paint('X0', 5, 10, W, H)
  const { raster, ...page } = await pictureOf(imagePdf([pattern], { content, mediaBox: `0 0 ${W + 10} ${H + 20}` }))
  expect(page).toMatchObject({ width: W + 10, height: H + 20 })
  expect([raster.width, raster.height]).toEqual([width + 20, height + 40])
  const inside = (x: number, y: number) => x >= 10 && x < width + 10 && y >= 20 && y < height + 20
  const seen = pixels(width + 20, height + 40, (x, y) => (inside(x, y) ? at(x - 10, y - 20) : 255))
  expect(worst(raster, seen)).toBe(0)
})

test('pixels that are not square are made so, of the finer resolution', async () => {
  const half = pixels(width, height / 2, (x, y) => at(x, 2 * y))
  const { raster } = await pictureOf(imagePdf([imageObject(BIT, bits(half, width), width, height / 2)]))
  expect([raster.width, raster.height]).toEqual([width, height])
})

test('a page whose size was rounded to whole points keeps its pixels', async () => {
  const image = imageObject(BIT, new Uint8Array(620 * 877), 4960, 7016)
  const page = { content: paint('X0', 0, 0, 595, 842), mediaBox: '0 0 595 842' }
  expect((await pictureOf(imagePdf([image], page))).raster).toMatchObject({ width: 4960, height: 7016 })
})

test('a small logo leaves the resolution to the large picture', async () => {
  const logo = greyImage(200, 200, (x, y) => ((x + y) % 2 === 0 ? 0 : 255))
  const page = { content: paint('X0', 0, 0, 300, 400) + paint('X1', 10, 10, 15, 15), mediaBox: '0 0 300 400' }
  const large = greyImage(600, 800, (x, y) => (x % 9 < 4 && y % 20 < 10 ? 0 : 255))
  const { raster } = await pictureOf(imagePdf([large, logo], page))
  expect([raster.width, raster.height]).toEqual([600, 800])
})

test('pages that draw are rendered at 200 dpi, with a finer picture at its own', async () => {
  const drawn = await pictureOf(drawPdf([lattice([20, 150, 280], [20, 100, 180]) + text(30, 150, 'a word')]))
  expect([drawn.raster.width, drawn.raster.height, drawn.raster.channels]).toEqual([833, 556, 1])
  const fine = greyImage(1250, 833, (x, y) => (x % 9 < 4 && y % 20 < 10 ? 0 : 255))
  const both = imagePdf([fine], {
    content: paint('X0', 0, 0, 300, 200) + line(20, 20, 280, 20),
    mediaBox: '0 0 300 200',
  })
  expect((await pictureOf(both)).raster).toMatchObject({ width: 1250, height: 833 })
})

test('a picture too large for a canvas is scaled down to what can be worked on', async () => {
  const [across, down] = [7000, 9000]
  const rows = new Uint8Array((across / 8) * down).fill(255)
  for (let y = 100; y < 400; y++) rows.fill(0, (across / 8) * y + 125, (across / 8) * (y + 1))
  const page = { content: paint('X0', 0, 0, 700, 900), mediaBox: '0 0 700 900' }
  const { raster } = await pictureOf(imagePdf([imageObject(BIT, rows, across, down)], page))
  expect(raster.width * raster.height).toBeLessThanOrEqual(40_000_000)
  expect(raster.width / 700).toBeLessThanOrEqual(600 / 72)
  const scale = raster.width / across
  const seen = (x: number, y: number) => raster.data[Math.round(y * scale) * raster.width + Math.round(x * scale)]
  expect([seen(500, 250), seen(4000, 250), seen(4000, 50), seen(4000, 450)]).toEqual([255, 0, 255, 255])
})

test('a look at a scan says that it needs pixels, and its picture follows from the same decoding', async () => {
  await withPdf(imagePdf([pattern]), async (doc) => {
    const look = await doc.lookAtPage(1)
    expect(look).toMatchObject({ needsPixels: true, pictured: [], reading: { kind: 'scan' } })
    for (let time = 0; time < 2; time++) {
      const picture = await doc.pagePicture(1)
      expect('code' in picture ? picture : worst(picture.raster, PIXELS)).toBe(0)
    }
  })
})

test('an invisible text layer over a picture counts for nothing', async () => {
  const layer = `BT 3 Tr /F1 8 Tf ${Array.from({ length: 6 }, (_, i) => `1 0 0 1 2 ${5 + 9 * i} Tm (invisible words) Tj`).join(' ')} ET`
  const pdf = imagePdf([pattern], { content: paint('X0', 0, 0, W, H) + layer })
  const look = await withPdf(pdf, (doc) => doc.lookAtPage(1))
  expect(look).toMatchObject({ needsPixels: true, reading: { kind: 'scan', lines: [], grids: [] } })
  expect(look.reading.problems.map((p) => p.code)).toContain('text-layer-distrusted')
  expect(worst((await pictureOf(pdf)).raster, PIXELS)).toBe(0)
})

test('drawn letters and lost character maps need pixels, text and ornaments do not', async () => {
  const blob = (x: number, y: number) => `${x} ${y} m ${x + 6} ${y} ${x + 6} ${y + 8} ${x} ${y + 8} c h f\n`
  const outlines = Array.from({ length: 120 }, (_, i) => blob(10 + (i % 20) * 12, 20 + Math.floor(i / 20) * 20)).join(
    '',
  )
  const needs = (pdf: Buffer) => withPdf(pdf, async (doc) => (await doc.lookAtPage(1)).needsPixels)
  expect(await needs(drawPdf([outlines]))).toBe(true)
  // A font whose map names private characters: its glyphs are there to see, what they say is not.
  const map =
    'begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <20> <7e> <e120> endbfrange endcmap'
  const font = `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode ${firstExtra(1) + 1} 0 R >>`
  const lost = (content: string) =>
    drawPdf([{ content, resources: `/Font << /F1 3 0 R /F3 ${firstExtra(1)} 0 R >>` }], [font, streamObject('', map)])
  expect(await needs(lost(text(20, 100, 'what this says is lost', 10, 'F3')))).toBe(true)
  expect(await needs(lost(text(20, 100, 'what this says is not lost') + text(20, 50, 'xyz', 10, 'F3')))).toBe(false)
  expect(await needs(drawPdf([text(20, 100, 'a line of words that can be read')]))).toBe(false)
  expect(await needs(drawPdf([text(20, 100, 'a line of words that can be read') + blob(20, 20)]))).toBe(false)
})

test('a picture beside trusted text is named, and the text kept', async () => {
  const words = Array.from({ length: 9 }, (_, i) =>
    text(20, 390 - 12 * i, 'words of a digital page, line by line'),
  ).join('')
  const table = greyImage(260, 200, (x, y) => (x % 6 < 3 && y % 8 < 4 ? 0 : 255))
  const pdf = imagePdf([table], { content: words + paint('X0', 20, 20, 260, 200), mediaBox: '0 0 300 400' })
  const look = await withPdf(pdf, (doc) => doc.lookAtPage(1))
  expect(look).toMatchObject({ needsPixels: false, reading: { kind: 'digital' } })
  expect(look.pictured).toEqual([[20, 180, 280, 380]])
  expect(look.reading.lines).toHaveLength(9)
})

test('a lone picture on part of a page needs pixels, a logo on an empty page does not', async () => {
  const look = async (side: number) => {
    const pdf = imagePdf([pattern], { content: paint('X0', 20, 20, side, side), mediaBox: '0 0 300 400' })
    return withPdf(pdf, (doc) => doc.lookAtPage(1))
  }
  expect((await look(180)).needsPixels).toBe(true)
  expect((await look(30)).needsPixels).toBe(false)
})

test('a white page is told to be blank', async () => {
  const { problems } = await pictureOf(
    imagePdf([
      imageObject(
        GREY,
        PIXELS.map(() => 250),
      ),
    ]),
  )
  expect(problems).toMatchObject([{ code: 'page-blank', page: 1 }])
})

test('pictures that cannot be decoded are damage, alone or among others, never blank paper', async () => {
  const broken = streamObject(
    `/Type /XObject /Subtype /Image /Width 90 /Height 90 ${GREY} /Filter /DCTDecode`,
    'no JPEG at all',
  )
  const both = { content: paint('X0', 0, 0, W, H / 2) + paint('X1', 0, H / 2, W, H / 2) }
  for (const pdf of [imagePdf([broken]), imagePdf([broken, pattern], both)]) {
    const codes = (await pictureOf(pdf)).problems.map((p) => p.code)
    expect(codes).toContain('image-damaged')
    expect(codes).not.toContain('page-blank')
    const looked = await withPdf(pdf, async (doc) => {
      await doc.lookAtPage(1)
      return doc.pagePicture(1)
    })
    expect('code' in looked ? [] : looked.problems.map((p) => p.code)).toContain('image-damaged')
  }
})

test('a picture beyond the limit is told with the page that it is missing from', async () => {
  const huge = imageObject(BIT, new Uint8Array(9), 20_000, 20_000)
  const both = { content: paint('X0', 0, 0, W, H / 2) + paint('X1', 0, H / 2, W, H / 2) }
  await withPdf(imagePdf([huge, pattern], both), async (doc) => {
    expect((await doc.lookAtPage(1)).needsPixels).toBe(true)
    const picture = await doc.pagePicture(1)
    expect('code' in picture ? [] : picture.problems.map((p) => p.code)).toContain('page-not-read')
  })
})

test('the thread hands over pictures; pages may share one, and pages that are none are problems', async () => {
  const page = {
    content: paint('X', 0, 0, W, H),
    mediaBox: `0 0 ${W} ${H}`,
    resources: `/XObject << /X ${firstExtra(4)} 0 R >>`,
  }
  const doc = await openPdf(drawPdf([page, page, page, page], [pattern]))
  if ('code' in doc) throw new Error(doc.message)
  try {
    for (const number of [1, 2, 3, 4, 2]) {
      if (number % 2 === 0) await doc.lookAtPage(number)
      const picture = await doc.pagePicture(number)
      expect('code' in picture ? picture : worst(picture.raster, PIXELS)).toBe(0)
    }
    expect(await doc.pagePicture(5)).toMatchObject({ code: 'page-out-of-range' })
    expect(await doc.lookAtPage(5)).toMatchObject({
      needsPixels: false,
      reading: { problems: [{ code: 'page-out-of-range' }] },
    })
  } finally {
    await doc.close()
  }
  await expect(doc.pagePicture(1)).rejects.toThrow('closed')
})

test('pages of absurd size give no picture', async () => {
  const picture = await withPdf(drawPdf([{ content: '', mediaBox: '0 0 2 200' }]), (doc) => doc.pagePicture(1))
  expect(picture).toMatchObject({ code: 'page-size-absurd', page: 1 })
})
