import type { Box } from '../../schemas/geometry.ts'
import { WATERMARK } from '../thresholds.ts'
import type { Glyph } from './drawing.ts'
import type { Inks } from './ink.ts'

/**
 * A page's characters without those whose lines lean: watermarks run aslant over a page, and no form's text does. Where
 * most of a page leans, the page lies askew, and all of it is kept.
 */
export function withoutLeaning(glyphs: readonly Glyph[]): { level: readonly Glyph[]; leaning: readonly Glyph[] } {
  const leaning = glyphs.filter(({ lean = 0 }) => Math.abs(lean) >= WATERMARK.lean)
  if (leaning.length === 0 || leaning.length > WATERMARK.most * glyphs.length) return { level: glyphs, leaning: [] }
  const out = new Set(leaning)
  return { level: glyphs.filter((glyph) => !out.has(glyph)), leaning: leaning.filter(({ text }) => text.trim() !== '') }
}

/** What the pixels say of cells beside what leaning characters paint; of a cell all under one, what they say of it as it is. */
export function inksBeside(inks: Inks, leaning: readonly Glyph[]): Inks {
  if (leaning.length === 0) return inks
  const boxes = leaning.map(({ box }) => box)
  const inkOf: Inks['inkOf'] = (box, except) =>
    inks.inkOf(box, [...except, ...boxes.filter((one) => touches(one, box))]) ?? inks.inkOf(box, except)
  return { ...inks, inkOf }
}

function touches(a: Box, b: Box): boolean {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1]
}
