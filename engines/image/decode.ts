import sharp, { type Sharp } from 'sharp'
import type { Raster } from '../../pipeline/image/raster.ts'
import type { Problem } from '../../schemas/problem.ts'
import { rasterOf } from './grey.ts'
import { PICTURES } from './limits.ts'
import { damaged, partly, tooLarge } from './problems.ts'
import type { ReadImage } from './read-image.ts'
import { resized } from './resize.ts'
import { type Density, sizeInPoints, workingSize } from './size.ts'
import { type TiffFrame, tiffFrames } from './tiff.ts'
import { decodeOddTiff } from './tiff-odd.ts'

// A cache would hold pixels between pages, more threads would take the other workers' cores.
sharp.cache(false)
sharp.concurrency(1)

/** A picture of a file as its header announces it, before any turn. `index` is the decoder's page number. */
export type Frame = {
  readonly index: number
  readonly width: number
  readonly height: number
  readonly density: Density | null
  readonly tiff: TiffFrame | null
  /** Stored on its side: the EXIF turn swaps width and height. */
  readonly sideways: boolean
  readonly grey: boolean
}

/** The pictures of an image file. */
export async function framesOf(bytes: Uint8Array): Promise<readonly Frame[] | Problem> {
  const tiff = tiffFrames(bytes)
  try {
    const header = await input(bytes, 0, 'none', false).metadata()
    const { width, height, density, orientation = 1, space, pages = 1, format } = header
    const frame: Frame = {
      index: 0,
      width,
      height,
      density: density ? { x: density, y: density } : null,
      tiff: null,
      sideways: orientation >= 5,
      grey: GREY_SPACES.has(space ?? ''),
    }
    if (tiff) return tiff.map((one) => ({ ...frame, ...one, tiff: one, grey: frame.grey && tiff.length === 1 }))
    // A BigTIFF: the decoder counts its pages. The pages of other formats are an animation's frames.
    const count = format === 'tiff' ? Math.min(pages, PICTURES.mostPages) : 1
    return Array.from({ length: count }, (_, index) => ({ ...frame, index, grey: frame.grey && count === 1 }))
  } catch (error) {
    if (tiff) return tiff.map((one) => ({ ...one, tiff: one, sideways: false, grey: false }))
    return damaged(1, error)
  }
}

/** Decodes one picture; `page` words its problems. */
export async function decodePage(bytes: Uint8Array, frame: Frame, page: number): Promise<ReadImage | Problem> {
  // Pages of one file differ; only the file's first was looked at.
  const header = frame.index > 0 && !frame.tiff ? await input(bytes, frame.index, 'none', false).metadata() : frame
  const { width, height } = header
  if (width * height > PICTURES.most) return tooLarge(page, width, height)
  const first = await decodeWith(bytes, frame, strictness(bytes)).catch((error: unknown) => new Failure(error))
  if (!(first instanceof Failure)) return { ...first, problems: [] }
  const odd = frame.tiff && decodeOddTiff(bytes, frame.tiff)
  if (odd) return { ...(await finish(odd, frame)), problems: [] }
  if (frame.tiff && !USUAL.has(frame.tiff.compression)) return damaged(page, first.error)
  const lenient = await decodeWith(bytes, frame, 'none').catch((error: unknown) => new Failure(error))
  if (lenient instanceof Failure) return damaged(page, first.error)
  return { ...lenient, problems: [partly(page, first.error)] }
}

/** TIFF compressions that sharp's decoder knows; of others it makes empty paper when told to overlook errors. */
const USUAL: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 7, 8, 32773, 32946, 50000, 50001])

type Strictness = 'none' | 'error' | 'warning'

// Of a JPEG whose data are corrupt its decoder only warns; a TIFF's warns of every private tag.
function strictness(bytes: Uint8Array): Strictness {
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? 'warning' : 'error'
}

class Failure {
  readonly error: unknown
  constructor(error: unknown) {
    this.error = error
  }
}

const GREY_SPACES = new Set(['b-w', 'grey16'])

// Headers may announce any size, so that it can be told; only what is decoded is limited.
function input(bytes: Uint8Array, page: number, failOn: Strictness, limited = true): Sharp {
  const limitInputPixels = limited && PICTURES.most
  return sharp(bytes, { page, failOn, limitInputPixels, sequentialRead: true }).timeout({
    seconds: PICTURES.seconds,
  })
}

async function decodeWith(bytes: Uint8Array, frame: Frame, failOn: Strictness) {
  const { data, info } = await input(bytes, frame.index, failOn)
    .autoOrient()
    .flatten({ background: '#fff' })
    .toColourspace(frame.grey ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const { width, height, channels } = info
  const raster: Raster =
    channels === 1 ? { width, height, channels, data: new Uint8Array(pixels) } : rasterOf(width, height, pixels)
  return finish(raster, frame)
}

/** A decoded picture with its size in points, in square pixels within the working limits. */
async function finish(raster: Raster, { density, sideways }: Frame) {
  const turned = density && sideways ? { x: density.y, y: density.x } : density
  const points = sizeInPoints(raster.width, raster.height, turned)
  return { raster: await resized(raster, workingSize(raster.width, raster.height, points)), ...points }
}
