import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { bits, group4, imageObject, imagePdf, PATTERN, PIXELS, paint, pictureOf, pixels, worst } from './image-pdf.ts'

const { width, height } = PATTERN
const RAW = { raw: { width, height, channels: 1 } } as const
const jpeg = (colours: 'b-w' | 'srgb' | 'cmyk') =>
  sharp(PIXELS, RAW).toColourspace(colours).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer()
const each = (count: number, map: (value: number) => readonly number[]) => {
  const out = new Uint8Array(PIXELS.length * count)
  PIXELS.forEach((value, i) => {
    out.set(map(value), i * count)
  })
  return out
}
const nibbles = () => {
  const stride = (width + 1) >> 1
  const out = new Uint8Array(stride * height)
  PIXELS.forEach((value, i) => {
    if (value > 0) out[Math.floor(i / width) * stride + ((i % width) >> 1)]! |= (i % width) % 2 === 0 ? 0x10 : 0x01
  })
  return out
}

/** A JBIG2 page (ITU-T T.88): its size, and one generic region coded like group 4. */
function jbig2(coded: Uint8Array): Buffer {
  const long = (...values: number[]) =>
    Buffer.from(values.flatMap((v) => [v >>> 24, (v >> 16) & 255, (v >> 8) & 255, v & 255]))
  const segment = (number: number, type: number, data: Buffer) =>
    Buffer.concat([long(number), Buffer.from([type, 0, 1]), long(data.length), data])
  const page = Buffer.concat([long(width, height, 0, 0), Buffer.from([0, 0, 0])])
  const region = Buffer.concat([long(width, height, 0, 0), Buffer.from([0, 1]), coded])
  return Buffer.concat([segment(0, 48, page), segment(1, 38, region)])
}

const GREY8 = '/ColorSpace /DeviceGray /BitsPerComponent 8'
const BIT = '/ColorSpace /DeviceGray /BitsPerComponent 1'
const CCITT = `/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns ${width} /Rows ${height} >>`

test.each<[what: string, entries: string, data: () => Uint8Array | Promise<Uint8Array>, tolerance: number]>([
  ['Flate, 8 bit grey', GREY8, () => PIXELS, 0],
  ['Flate, 8 bit grey turned round', `${GREY8} /Decode [1 0]`, () => PIXELS.map((v) => 255 - v), 0],
  ['Flate, 16 bit grey', '/ColorSpace /DeviceGray /BitsPerComponent 16', () => each(2, (v) => [v, v]), 0],
  ['Flate, RGB', '/ColorSpace /DeviceRGB /BitsPerComponent 8', () => each(3, (v) => [v, v, v]), 0],
  ['Flate, CMYK', '/ColorSpace /DeviceCMYK /BitsPerComponent 8', () => each(4, (v) => [0, 0, 0, 255 - v]), 50],
  ['Flate, palette of 16', '/ColorSpace [/Indexed /DeviceRGB 1 <000000ffffff>] /BitsPerComponent 4', nibbles, 0],
  ['Flate, 1 bit', BIT, () => bits(PIXELS, width), 0],
  [
    'Flate, 1 bit turned round',
    `${BIT} /Decode [1 0]`,
    () =>
      bits(
        PIXELS.map((v) => 255 - v),
        width,
      ),
    0,
  ],
  ['a black stencil', '/ImageMask true', () => bits(PIXELS, width), 0],
  [
    'a black stencil turned round',
    '/ImageMask true /Decode [1 0]',
    () =>
      bits(
        PIXELS.map((v) => 255 - v),
        width,
      ),
    0,
  ],
  ['CCITT group 4', `${BIT} ${CCITT}`, () => group4(PIXELS, width, height), 0],
  ['JBIG2', `${BIT} /Filter /JBIG2Decode`, async () => jbig2(await group4(PIXELS, width, height)), 0],
  ['JPEG, grey', `${GREY8} /Filter /DCTDecode`, () => jpeg('b-w'), 3],
  ['JPEG, RGB', '/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode', () => jpeg('srgb'), 4],
])('%s is taken pixel by pixel', async (_, entries, data, tolerance) => {
  const { raster, problems, ...size } = await pictureOf(imagePdf([imageObject(entries, await data())]))
  expect(problems).toEqual([])
  expect(size).toEqual({ width: width / 2, height: height / 2 })
  expect([raster.width, raster.height, raster.channels]).toEqual([width, height, 1])
  expect(worst(raster, PIXELS)).toBeLessThanOrEqual(tolerance)
})

test('a JPEG 2000 picture wider than 2048 pixels keeps them all', async () => {
  const [wide, low] = [2100, 24]
  const data = readFileSync(new URL('./fixtures/wider-than-2048.jp2', import.meta.url))
  const image = imageObject('/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /JPXDecode', data, wide, low)
  const mediaBox = `0 0 ${wide / 4} ${low / 4}`
  const { raster } = await pictureOf(imagePdf([image], { content: paint('X0', 0, 0, wide / 4, low / 4), mediaBox }))
  const expected = pixels(wide, low, (x, y) => (x >= 1000 ? (y < 12 ? 255 : 40) : x % 2 === 0 ? 0 : 255))
  expect([raster.width, raster.height]).toEqual([wide, low])
  expect(worst(raster, expected)).toBe(0)
})

test('a soft mask lets the white page through', async () => {
  const mask = imageObject(
    GREY8,
    pixels(width, height, (x) => (x < 50 ? 255 : x < 70 ? 128 : 0)),
  )
  const image = imageObject(`${GREY8} /SMask 8 0 R`, PIXELS)
  const { raster } = await pictureOf(imagePdf([image, mask]))
  const seen = pixels(width, height, (x, y) => {
    if (x < 50 || PATTERN.at(x, y) === 255) return PATTERN.at(x, y)
    return x < 70 ? 127 : 255
  })
  expect(worst(raster, seen)).toBe(0)
})

test('coloured ink keeps its colour, and a stencil that of its fill', async () => {
  const red = imageObject(
    '/ColorSpace /DeviceRGB /BitsPerComponent 8',
    each(3, (v) => (v ? [255, 255, 255] : [200, 20, 30])),
  )
  const stencil = imageObject('/ImageMask true', bits(PIXELS, width))
  const fill = `0.8 0.2 0 rg ${paint('X0', 0, 0, width / 2, height / 2)}`
  for (const [pdf, ink] of [
    [imagePdf([red]), [200, 20, 30]],
    [imagePdf([stencil], { content: fill }), [204, 51, 0]],
  ] as const) {
    const { raster } = await pictureOf(pdf)
    expect(raster.channels).toBe(3)
    expect(
      worst(
        raster,
        each(3, (v) => (v ? [255, 255, 255] : ink)),
      ),
    ).toBe(0)
  }
})

// Such JPEGs hold inks the wrong way round, and PDFs say so with /Decode.
test('a CMYK JPEG is as light and as dark as its inks', async () => {
  const data = await jpeg('cmyk')
  const image = imageObject(
    '/ColorSpace /DeviceCMYK /BitsPerComponent 8 /Decode [1 0 1 0 1 0 1 0] /Filter /DCTDecode',
    data,
  )
  const { raster } = await pictureOf(imagePdf([image]))
  const grey = pixels(width, height, (x, y) => raster.data[(y * width + x) * raster.channels + raster.channels - 1]!)
  expect(worst({ width, height, channels: 1, data: grey }, PIXELS)).toBeLessThanOrEqual(70)
})
