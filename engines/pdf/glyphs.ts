import type { Glyph, Turn } from '../../pipeline/open/drawing.ts'
import type { Box } from '../../schemas/geometry.ts'
import { compose, type Matrix, mapBox, stretch } from './matrix.ts'
import type { Font, Pen, State } from './state.ts'

/** A glyph of a showText operation as pdf.js delivers it; numbers between glyphs move the pen (thousandths of an em). */
export type ShownGlyph = {
  readonly unicode: string
  readonly width: number
  readonly vmetric?: readonly [number, number, number] | null
  readonly isSpace?: boolean
  /** Of a Type 3 font: the glyph's name. */
  readonly operatorListId?: string | number | null
}

// Em-box above and below the baseline; fonts' own ascents vary so wildly between producers that one box serves better.
const ASCENT = 0.86
const DESCENT = -0.2
const DEFAULT_FONT_MATRIX = [0.001, 0, 0, 0.001, 0, 0]
/** In place of a character that nobody knows. */
const UNKNOWN = '\uFFFD'
const INVISIBLE_MODES = new Set([3, 7])

/**
 * Places one showText operation's glyphs and moves the pen past them (PDF 32000-1, 9.4.4). Those of a font named in
 * `unmapped` are unknown characters.
 */
export function placeGlyphs(
  shown: readonly (ShownGlyph | number)[],
  state: State,
  pen: Pen,
  order: number,
  unmapped: ReadonlySet<string>,
  into: Glyph[],
): void {
  const { font } = state
  if (!font || state.fontSize === 0) return
  const size = state.fontSize
  const fontMatrix = font.fontMatrix ?? DEFAULT_FONT_MATRIX
  const unit = fontMatrix[0] || 0.001
  const vertical = font.vertical === true
  const painted = !INVISIBLE_MODES.has(state.mode) && (state.mode === 1 ? state.strokeAlpha : state.fillAlpha) > 0.02
  const [low, high] = heights(font)
  const meaningless = font.name !== undefined && unmapped.has(font.name)
  for (const glyph of shown) {
    if (typeof glyph === 'number') {
      const move = (-glyph * size) / 1000
      if (vertical) pen.y += move
      else pen.x += move * state.hScale
      continue
    }
    const spacing = state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0)
    const toPage = textToPage(state, pen)
    const width = glyph.width * unit
    const origin = glyph.vmetric
    // Box in em units round the glyph's horizontal origin; vertical writing shifts that origin (9.7.4.3).
    const box: Box =
      vertical && origin
        ? mapBox(
            toPage,
            -origin[1] * unit,
            -origin[2] * unit + DESCENT,
            width - origin[1] * unit,
            -origin[2] * unit + ASCENT,
          )
        : mapBox(toPage, 0, low, width, high)
    into.push({
      text: meaningless || isGuessed(glyph) ? UNKNOWN : glyph.unicode,
      box,
      size: (stretch(toPage) * (high - low)) / (ASCENT - DESCENT),
      advance: width,
      turn: turnOf(toPage),
      lean: leanOf(toPage),
      vertical,
      painted,
      tracking: Math.max(0, state.charSpacing * (vertical ? 1 : state.hScale) * (stretch(toPage) / size)),
      font: font.loadedName ?? '',
      fontMissing: font.missingFile === true,
      clipped: isOutside(box, state.clip),
      colour: state.fillColour,
      order,
    })
    if (vertical) pen.y += (origin ? origin[0] * unit : -1) * size + spacing
    else pen.x += (width * size + spacing) * state.hScale
  }
}

/**
 * Whether pdf.js took a number in the glyph's name ("g54F4") for the character: it does where a Type 3 font has no map,
 * but those who name glyphs so number them as the font does.
 */
function isGuessed({ unicode, operatorListId }: ShownGlyph): boolean {
  const number = /^g([\da-f]{4})$/i.exec(String(operatorListId ?? ''))?.[1]
  return number !== undefined && unicode === String.fromCharCode(Number.parseInt(number, 16))
}

function textToPage(state: State, pen: Pen): Matrix {
  const size = state.fontSize
  const atPen = compose(compose(state.ctm, pen.matrix), [1, 0, 0, 1, pen.x, pen.y + state.rise])
  return compose(atPen, [size * state.hScale, 0, 0, size, 0, 0])
}

/** Depth and height of the glyphs of a font in ems; a Type 3 font's em is whatever its own box says. */
function heights(font: Font): readonly [number, number] {
  if (!font.isType3Font) return [DESCENT, ASCENT]
  const scale = font.fontMatrix?.[3] ?? 0.001
  const low = (font.bbox?.[1] ?? 0) * scale
  const high = (font.bbox?.[3] ?? 0) * scale
  return Math.abs(high - low) > 0.01 && Math.abs(high - low) < 20
    ? [Math.min(low, high), Math.max(low, high)]
    : [DESCENT, ASCENT]
}

/** How the glyphs stand on the page, to the nearest quarter turn; 0 is upright. */
function turnOf(m: Matrix): Turn {
  return ((((Math.round(angleOf(m) / 90) % 4) + 4) % 4) * 90) as Turn
}

/** How far their line is from the nearest quarter turn, in degrees. */
function leanOf(m: Matrix): number {
  const angle = angleOf(m)
  return angle - 90 * Math.round(angle / 90)
}

function angleOf(m: Matrix): number {
  return (Math.atan2(m[1], m[0]) * 180) / Math.PI
}

function isOutside(box: Box, clip: Box): boolean {
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
  return x < clip[0] || x > clip[2] || y < clip[1] || y > clip[3]
}
