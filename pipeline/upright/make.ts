import type { Gray, Mask } from '../image/raster.ts'
import { sampleMesh } from '../image/sample.ts'
import { shrink } from '../image/shrink.ts'
import { smooth } from '../image/smooth.ts'
import { turnBack } from '../image/turn.ts'
import { closeDashes } from '../marks/raster-dashes.ts'
import { BINARIZE, NOISE, SHADING, STRAIGHTEN } from '../thresholds.ts'
import { binarize } from './binarize.ts'
import { stretch } from './contrast.ts'
import { lightenFills } from './fills.ts'
import { greyWithoutSeals } from './grey.ts'
import { type Lie, placeInPicture } from './lie.ts'
import { isBinary, noiseOf } from './noise.ts'
import { paperOf } from './paper.ts'
import { shrinkTo, workingDpi } from './resolution.ts'
import { withoutSalt } from './salt.ts'
import { clearSurroundings, evenOut } from './shading.ts'
import { cleanInk, withoutSpecks } from './specks.ts'
import { straighten } from './straighten.ts'
import type { PageImage, QuarterTurn, Upright, Warp } from './types.ts'
import { meshOf } from './warp.ts'

/** Makes a page upright: seals out, shading even, turned, straightened, sampled once, binarized. */
export function makeUpright(image: PageImage, turn: QuarterTurn): Upright {
  const fileDpi = dpiOf(image.raster.width, image.width)
  const wanted = workingDpi(fileDpi)
  const grey = shrinkTo(greyWithoutSeals(image.raster, fileDpi), fileDpi, wanted)
  const greyDpi = dpiOf(grey.width, image.width)
  const even = evenPage(grey, greyDpi)
  const { width, height, warp } = warpFor(image, turn, lieOf(turnBack(even, turn), greyDpi))
  const dpi = Math.abs(greyDpi - wanted) < 1 ? greyDpi : wanted
  const flat = warp || dpi !== greyDpi ? sample(even, greyDpi, warp, width, height, dpi) : even
  const noise = noiseOf(flat, dpi)
  const ink = closeDashes(inkOf(flat, dpi, noise), dpi)
  const gray = stretch(cleanInk(flat, ink, dpi), ink, noise)
  return { gray, ink, dpi, width, height, turn, warp }
}

/** A page with bare paper at one level all over: a black-and-white one has that, and is rid of its specks instead. */
function evenPage(given: Gray, dpi: number): Gray {
  const binary = isBinary(given)
  const grey = binary ? given : withoutSalt(given)
  const paper = paperOf(grey, dpi)
  if (!binary) {
    const even = evenOut(grey, paper, dpi)
    lightenFills(even, paper, dpi, false)
    return even
  }
  const light = { ...grey, data: grey.data.slice() }
  clearSurroundings(light, paper, dpi)
  // Before the specks, as holes in fills come out as such.
  lightenFills(light, paper, dpi, true)
  return withoutSpecks(light, dpi)
}

/** Ink of a page whose shading is even: noise is smoothed away first, and nothing within its reach counts. */
function inkOf(gray: Gray, dpi: number, noise: number): Mask {
  const noisy = noise > NOISE.calm
  const left = noisy ? noise * NOISE.smoothed : noise
  return binarize(noisy ? smooth(gray) : gray, dpi, Math.min(BINARIZE.ceiling, SHADING.paper - NOISE.reach * left))
}

/** Pixels per inch, to the thousandth: 200, not 200.00000000000003. */
function dpiOf(pixels: number, points: number): number {
  return Math.round((pixels * 72_000) / points) / 1000
}

function lieOf(gray: Gray, dpi: number): Lie {
  const small = shrink(gray, Math.max(1, Math.floor(dpi / STRAIGHTEN.dpi + 0.01)))
  return straighten(small, (dpi * small.width) / gray.width)
}

function warpFor(image: PageImage, turn: QuarterTurn, lie: Lie) {
  const aside = turn === 90 || turn === 270
  const width = aside ? image.height : image.width
  const height = aside ? image.width : image.height
  if (turn === 0 && lie.angle === 0 && lie.bends.length === 0) return { width, height, warp: null }
  const [across, down] = [lie.width / width, lie.height / height]
  const warp = meshOf(width, height, (x, y) => {
    const [px, py] = placeInPicture(lie, x * across, y * down)
    return unturned(image, turn, px / across, py / down)
  })
  return { width, height, warp }
}

/** The file's page point of a point of the page turned back. */
function unturned(page: { width: number; height: number }, turn: QuarterTurn, x: number, y: number): [number, number] {
  if (turn === 90) return [page.width - y, x]
  if (turn === 180) return [page.width - x, page.height - y]
  if (turn === 270) return [y, page.height - x]
  return [x, y]
}

function sample(gray: Gray, grayDpi: number, warp: Warp | null, width: number, height: number, dpi: number): Gray {
  const { step, columns, rows, points } = warp ?? meshOf(width, height, (x, y) => [x, y])
  const mesh = { step: (step * dpi) / 72, columns, rows, points: points.map((at) => (at * grayDpi) / 72) }
  return sampleMesh(gray, mesh, Math.round((width * dpi) / 72), Math.round((height * dpi) / 72), SHADING.paper)
}
