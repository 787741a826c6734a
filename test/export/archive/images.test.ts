import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { decodePDFRawStream, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFStream } from '@cantoo/pdf-lib'
import { GlobalFonts } from '@napi-rs/canvas'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { openImage } from '../../../engines/image/open.ts'
import { pdfOfImages } from '../../../export/archive/pdf/from-images.ts'
import { glyphlessTypeface } from '../../../export/archive/pdf/glyphless.ts'
import { srgbProfile } from '../../../export/archive/pdf/icc.ts'
import { drawn, POPPLER, pageOf, scratch, wordsIn } from './support.ts'

const keep = scratch()

/** A small picture that looks different however it is turned. */
function picture(width = 60, height = 40) {
  const data = Buffer.alloc(width * height * 3, 255)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3
      if (x < width / 2 && y < height / 2) data.writeUIntBE(0xc02010, at, 3)
      else if (x >= width / 2 && y < height / 4) data.writeUIntBE(0x1040c0, at, 3)
    }
  return sharp(data, { raw: { width, height, channels: 3 } }).withDensity(72)
}

async function pdfOf(bytes: Uint8Array, title = '云岭市档案局'): Promise<Uint8Array> {
  const image = await openImage(bytes)
  if ('code' in image) throw new Error(image.message)
  async function* pages() {
    for (let page = 1; page <= (image as { pages: number }).pages; page++) {
      const picture = await (image as Exclude<typeof image, { code: string }>).readPage(page)
      if ('code' in picture) throw new Error(picture.message)
      const { width, height } = picture
      yield { picture, text: pageOf([[`第${page}页`, [2, 2, 30, 12]]], { page, width, height }) }
    }
  }
  return pdfOfImages(bytes, pages(), title)
}

test('a JPEG is in its PDF byte for byte, turned as its EXIF says', async () => {
  for (let orientation = 1; orientation <= 8; orientation++) {
    const jpeg = await picture()
      .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
      .withMetadata({ orientation, density: 72 })
      .toBuffer()
    const pdf = await pdfOf(jpeg)
    expect(Buffer.from(pdf).includes(jpeg)).toBe(true)
    if (!POPPLER) continue
    const size = (await openImage(jpeg)) as Exclude<Awaited<ReturnType<typeof openImage>>, { code: string }>
    const shown = await size.readPage(1)
    if ('code' in shown) throw new Error(shown.message)
    const dpi = (shown.raster.width * 72) / shown.width
    const seen = await sharp(drawn(keep(`turn-${orientation}.pdf`, pdf), dpi))
      .removeAlpha()
      .raw()
      .toBuffer()
    const wanted = await sharp(jpeg).autoOrient().raw().toBuffer()
    expect(seen.length).toBe(wanted.length)
    const apart = seen.filter((value, i) => Math.abs(value - wanted[i]!) > 60).length
    expect(apart / seen.length).toBeLessThan(0.05)
  }
})

describe.skipIf(!POPPLER)('pictures that are not JPEGs lose nothing', () => {
  const inside = async (pdf: Uint8Array) => {
    const path = keep('inside.pdf', pdf)
    execFileSync('pdfimages', ['-png', path, path])
    return sharp(readFileSync(`${path}-000.png`))
      .raw()
      .toBuffer({ resolveWithObject: true })
  }

  test('colour, grey and black and white', async () => {
    const colour = await picture().png().toBuffer()
    const grey = await picture().greyscale().png().toBuffer()
    const bilevel = await picture(61).greyscale().threshold(128).png().toBuffer()
    for (const bytes of [colour, grey, bilevel]) {
      const { data, info } = await inside(await pdfOf(bytes))
      const wanted = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
      expect([info.width, info.height]).toEqual([wanted.info.width, wanted.info.height])
      const pixels = (one: { data: Buffer; info: { channels: number } }) =>
        one.data.filter((_, i) => i % one.info.channels === 0)
      expect(Buffer.compare(pixels({ data, info }), pixels(wanted))).toBe(0)
    }
  })

  test('a TIFF of two pages', async () => {
    const joined = await sharp([await picture().png().toBuffer(), await picture().negate().png().toBuffer()], {
      join: { animated: true },
    })
      .tiff({ compression: 'lzw' })
      .toBuffer()
    const path = keep('two.pdf', await pdfOf(joined))
    expect(wordsIn(path, 2).map(({ text }) => text)).toEqual(['第2页'])
  })
})

test('it keeps to PDF/A-2u as far as can be told without a validator', async () => {
  const bytes = await pdfOf(await picture().png().toBuffer(), '标题 <&> "x" ]]>')
  expect(await pdfOf(await picture().png().toBuffer(), '标题 <&> "x" ]]>')).toEqual(bytes)
  const text = Buffer.from(bytes).toString('latin1')
  expect(text).toMatch(/^%PDF-1\.7\n%[\x80-\xff]{4}\n/)
  expect(text).toMatch(/\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/)
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const { catalog, context } = document
  const metadata = catalog.lookup(PDFName.of('Metadata')) as PDFRawStream
  const xmp = Buffer.from(metadata.getContents()).toString('utf8')
  expect(xmp).toContain('<pdfaid:part>2</pdfaid:part>')
  expect(xmp).toContain('<pdfaid:conformance>U</pdfaid:conformance>')
  expect(xmp).toContain('标题 &lt;&amp;&gt; &quot;x&quot; ]]&gt;')
  expect(metadata.dict.has(PDFName.of('Filter'))).toBe(false)
  const intents = catalog.lookup(PDFName.of('OutputIntents'))!.toString()
  expect(intents).toContain('/GTS_PDFA1')
  let fonts = 0
  for (const [, object] of context.enumerateIndirectObjects()) {
    const dict = object instanceof PDFStream ? object.dict : object
    if (!(dict instanceof PDFDict)) continue
    const keys = dict.keys().map((key) => key.asString())
    // Nothing that acts, scripts, is see-through or lies outside.
    for (const banned of [
      '/JS',
      '/JavaScript',
      '/AA',
      '/OpenAction',
      '/A',
      '/SMask',
      '/Group',
      '/Encrypt',
      '/F',
      '/EmbeddedFiles',
      '/TR',
      '/Interpolate',
    ])
      expect(keys).not.toContain(banned)
    expect(String(dict.get(PDFName.of('Filter')) ?? '')).not.toContain('LZW')
    if (dict.get(PDFName.of('Type')) !== PDFName.of('Font')) continue
    if (dict.get(PDFName.of('Subtype')) === PDFName.of('Type0')) {
      fonts++
      const map = dict.lookup(PDFName.of('ToUnicode')) as PDFRawStream
      expect(Buffer.from(decodePDFRawStream(map).decode()).toString('latin1')).toContain('beginbfchar')
    } else {
      const descriptor = dict.lookup(PDFName.of('FontDescriptor')) as PDFDict
      expect(descriptor.lookup(PDFName.of('FontFile2'))).toBeInstanceOf(PDFRawStream)
    }
  }
  expect(fonts).toBe(1)
})

test('the typeface is one that other programs load, and the profile leaves the colours of screens alone', async () => {
  expect(GlobalFonts.register(Buffer.from(glyphlessTypeface()), 'Nianbao Invisible')).not.toBe(null)
  const profile = keep('srgb.icc', srgbProfile())
  const before = await picture().raw().toBuffer()
  const tagged = await picture().withIccProfile(profile).png().toBuffer()
  const after = await sharp(tagged).toColourspace('srgb').raw().toBuffer()
  expect(Math.max(...after.map((value, i) => Math.abs(value - before[i]!)))).toBeLessThanOrEqual(2)
})
