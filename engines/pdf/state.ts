import type { Box } from '../../schemas/geometry.ts'
import { IDENTITY, type Matrix } from './matrix.ts'

/** What pdf.js hands over of a font, as far as glyph boxes need it. */
export type Font = {
  readonly loadedName?: string
  readonly isType3Font?: boolean
  readonly vertical?: boolean
  readonly fontMatrix?: ArrayLike<number>
  readonly bbox?: ArrayLike<number>
  readonly missingFile?: boolean
  /** Its BaseFont. */
  readonly name?: string
}

/** The part of the PDF graphics and text state that decides where marks fall (PDF 32000-1, 8.4 and 9.3). */
export type State = {
  ctm: Matrix
  clip: Box
  lineWidth: number
  fillAlpha: number
  /** 0xRRGGBB; null for patterns. */
  fillColour: number | null
  strokeAlpha: number
  /** A blend mode or soft mask is set: what is painted depends on more than itself. */
  blended: boolean
  font: Font | null
  fontSize: number
  charSpacing: number
  wordSpacing: number
  hScale: number
  leading: number
  rise: number
  mode: number
}

export function initialState(ctm: Matrix, clip: Box): State {
  return {
    ctm,
    clip,
    lineWidth: 1,
    fillAlpha: 1,
    fillColour: 0,
    strokeAlpha: 1,
    blended: false,
    font: null,
    fontSize: 0,
    charSpacing: 0,
    wordSpacing: 0,
    hScale: 1,
    leading: 0,
    rise: 0,
    mode: 0,
  }
}

/** The text cursor between beginText and endText: text matrix, line start and pen, in unscaled text space. */
export type Pen = { matrix: Matrix; lineX: number; lineY: number; x: number; y: number }

export function newPen(): Pen {
  return { matrix: IDENTITY, lineX: 0, lineY: 0, x: 0, y: 0 }
}

/** An ExtGState's entries that matter here. */
export function applyGState(state: State, entries: readonly (readonly [string, unknown])[]): void {
  for (const [key, value] of entries) {
    if (key === 'LW' && typeof value === 'number') state.lineWidth = value
    else if (key === 'ca' && typeof value === 'number') state.fillAlpha = value
    else if (key === 'CA' && typeof value === 'number') state.strokeAlpha = value
    else if (key === 'BM') state.blended = value !== 'source-over'
    else if (key === 'SMask' || key === 'TR') state.blended ||= Boolean(value)
  }
}

export function intersect(a: Box, b: Box): Box {
  const x0 = Math.max(a[0], b[0])
  const y0 = Math.max(a[1], b[1])
  return [x0, y0, Math.max(x0, Math.min(a[2], b[2])), Math.max(y0, Math.min(a[3], b[3]))]
}

/** "#rrggbb" as a number. */
export function colourOf(hex: unknown): number | null {
  return typeof hex === 'string' && hex[0] === '#' ? Number.parseInt(hex.slice(1), 16) : null
}
