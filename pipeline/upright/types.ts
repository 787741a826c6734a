import type { Gray, Mask, Raster } from '../image/raster.ts'

/**
 * The picture of a whole page as a viewer shows it (a PDF's /Rotate, a photo's EXIF turn applied). `width` and `height`
 * are the page's size in points; pixels are square up to rounding, so that `raster.width * 72 / width` is its dpi.
 */
export type PageImage = { readonly raster: Raster; readonly width: number; readonly height: number }

/** Degrees clockwise by which the page's text is turned as the file shows it; undone by the warp. */
export type QuarterTurn = 0 | 90 | 180 | 270

/**
 * Where the pixels of an upright page lie on the page as the file shows it: a mesh of nodes every `step` upright points,
 * row by row, `columns` × `rows` of them, x and y alternating in `points` (points of the file's page). Between nodes
 * bilinear. One type serves quarter turns, skew, perspective and curl.
 */
export type Warp = {
  readonly step: number
  readonly columns: number
  readonly rows: number
  readonly points: readonly number[]
}

/** A page made upright. `gray` has its shading evened out (paper near 255) and seals taken out; `ink` is it binarized. */
export type Upright = {
  readonly gray: Gray
  readonly ink: Mask
  /** Pixels per inch of `gray` and `ink`. */
  readonly dpi: number
  /** Size in points. */
  readonly width: number
  readonly height: number
  readonly turn: QuarterTurn
  /** Null where upright and file agree. */
  readonly warp: Warp | null
}
