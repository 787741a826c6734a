import type { Raster } from '../../pipeline/image/raster.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { ReadImage } from '../image/read-image.ts'
import { resized } from '../image/resize.ts'
import { workingSize } from '../image/size.ts'
import type { pdfjs } from './library.ts'
import { composeParts } from './picture-compose.ts'
import { damageOfParts } from './picture-damage.ts'
import { finestScale, ownScale, type Part, partsOf } from './picture-parts.ts'
import { renderPicture } from './picture-render.ts'
import type { Drawn } from './render.ts'

/** Resolutions, pixels per inch, at which pages are rendered. */
const RENDER = {
  /** Of pages that are drawn, not pictured: figures of 9 points are 18 pixels high. */
  drawn: 200,
  /** Of pages that hold pictures: theirs, within these. */
  least: 100,
  most: 400,
} as const

/** Lightness (0 … 255) by which the darkest and the lightest pixel of a page with ink differ at least. */
const CONTRAST = 48

/**
 * The picture of a page (`number` 1-based) as a viewer shows it. A page of nothing but pictures at one resolution is put
 * together from their own pixels; any other is rendered, at the resolution of its finest large picture or at `dpi`.
 * `drawn` is the page interpreted with its own rotation and no other, its pictures still decoded.
 */
export async function pagePicture(
  page: pdfjs.PDFPageProxy,
  number: number,
  drawn: Drawn,
  dpi?: number,
): Promise<ReadImage> {
  const { width, height } = drawn.drawing
  const { parts, lost, others } = await partsOf(drawn, async (name) => {
    const store = name.startsWith('g_') ? page.commonObjs : page.objs
    return store.has(name) ? store.get(name) : null
  })
  const scale = lost + others === 0 ? ownScale(drawn, parts) : null
  const composed = scale && composeParts(parts, width, height, scale)
  const raster = composed ?? (await renderPicture(page, dpi ?? renderingDpi(drawn, parts)))
  const problems = damageOfParts(number, parts, lost)
  if (lost === 0 && !hasInk(raster)) problems.push(blank(number))
  return {
    raster: await resized(raster, workingSize(raster.width, raster.height, { width, height })),
    width,
    height,
    problems,
  }
}

function renderingDpi(drawn: Drawn, parts: readonly Part[]): number {
  const { glyphs, strokes, fills } = drawn.drawing
  const finest = finestScale(drawn, parts)
  if (finest === null) return RENDER.drawn
  const draws = strokes.length + fills.length > 0 || glyphs.some((g) => g.painted)
  return Math.min(RENDER.most, Math.max(finest * 72, draws ? RENDER.drawn : RENDER.least))
}

function hasInk({ data }: Raster): boolean {
  let low = 255
  let high = 0
  for (const value of data) {
    if (value < low) low = value
    if (value > high) high = value
    if (high - low >= CONTRAST) return true
  }
  return false
}

function blank(page: number): Problem {
  return { code: 'page-blank', page, message: `the picture of page ${page} is of one shade all over: it shows nothing` }
}
