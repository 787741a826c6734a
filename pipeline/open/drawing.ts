import type { Box } from '../../schemas/geometry.ts'

/** How glyphs stand, degrees clockwise from upright as the page is seen; unless `vertical`, they follow each other that way too. */
export type Turn = 0 | 90 | 180 | 270

/**
 * One character as the page's content paints it. `box` spans its advance and its em height in upright page points,
 * `size` is the em in points. `painted` is false where the content itself makes it invisible (rendering mode, opacity).
 */
export type Glyph = {
  readonly text: string
  readonly box: Box
  readonly size: number
  /** Width in ems as the font gives it, whatever stretches the text. */
  readonly advance: number
  readonly turn: Turn
  /** Degrees by which its line leans from that, -45 … 45; level where absent. */
  readonly lean?: number
  /** Set in a vertical writing mode: glyphs stand upright and follow each other downwards. */
  readonly vertical: boolean
  readonly painted: boolean
  /** Letter spacing added after it, in points. */
  readonly tracking: number
  /** The font's name within the document. */
  readonly font: string
  /** Its font is not in the file: whether anything is drawn for it depends on the machine. */
  readonly fontMissing: boolean
  /** Its middle lies outside what the content clips to. */
  readonly clipped: boolean
  /** Fill colour 0xRRGGBB; null for patterns and the like. */
  readonly colour: number | null
  /** Its place in the order of painting. */
  readonly order: number
}

/** A straight stroke from (x0, y0) to (x1, y1) with its line width, in upright page points. */
export type Stroke = {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
  readonly width: number
}

/** A filled outline's extent; `rectangle` says whether the outline fills that extent. */
export type Fill = {
  readonly box: Box
  readonly rectangle: boolean
  readonly curved: boolean
  readonly order: number
}

/** A picture's extent. */
export type Picture = { readonly box: Box; readonly order: number }

/** What a page's content stream paints, clipped, in upright page points, each list in painting order. */
export type Drawing = {
  readonly width: number
  readonly height: number
  readonly glyphs: readonly Glyph[]
  readonly strokes: readonly Stroke[]
  readonly fills: readonly Fill[]
  readonly images: readonly Picture[]
  /** Set when the page held more marks than we look at; the lists are then cut short. */
  readonly cut: boolean
}

/** Pixels of a rendered page: RGBA, row by row; `scale` is pixels per point. */
export type Pixels = {
  readonly width: number
  readonly height: number
  readonly scale: number
  readonly data: Uint8Array | Uint8ClampedArray
}
