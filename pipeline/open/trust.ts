import type { Box } from '../../schemas/geometry.ts'
import { INK } from '../thresholds.ts'
import { isCjk, isGarbage, isSymbol } from './characters.ts'
import type { Drawing, Glyph, Picture, Pixels } from './drawing.ts'
import type { Run } from './words.ts'

/** Words sorted by whether the page shows them. */
export type Trust = {
  readonly trusted: readonly Run[]
  readonly unseen: readonly Run[]
  readonly garbled: readonly Run[]
}

/**
 * Trusts a word only where its text changes the page: `full` is the page as drawn, `bare` the same page without its
 * text. Invisible, white on white, covered and clipped text leaves both alike. Where the font is not in the file, and
 * so perhaps nothing could be drawn, the word must stand out from what is there by its colour and its place. Words of
 * characters that no text shows come from a lost character map; the ink is real, the text is not. Bullets and ticks of
 * symbol fonts are neither words nor a problem.
 */
export function trustRuns(runs: readonly Run[], drawing: Drawing, full: Pixels, bare: Pixels): Trust {
  const trusted: Run[] = []
  const unseen: Run[] = []
  const garbled: Run[] = []
  const lost = lostFonts(runs)
  const misfits = misfitGlyphs(runs)
  for (const run of runs) {
    const seen = run.painted && (shows(run, full, bare) || wouldShow(run, drawing, bare))
    if (!seen && !run.glyphs.every((g) => isGarbage(g.text))) unseen.push(run)
    else if (!seen) continue
    else if (isSymbol(run.text)) continue
    else if (isGarbage(run.text) || lost.has(run.glyphs[0]!.font) || run.glyphs.some((g) => misfits.has(g)))
      garbled.push(run)
    else trusted.push(run)
  }
  return { trusted, unseen, garbled }
}

/** Fonts that have lost their character map: so much of their text is no text that the rest is not worth a belief. */
function lostFonts(runs: readonly Run[]): Set<string> {
  const counts = new Map<string, { all: number; garbage: number }>()
  for (const glyph of runs.flatMap((r) => r.glyphs)) {
    if (isSymbol(glyph.text)) continue
    const count = counts.get(glyph.font) ?? { all: 0, garbage: 0 }
    count.all++
    if (isGarbage(glyph.text)) count.garbage++
    counts.set(glyph.font, count)
  }
  return new Set([...counts].filter(([, c]) => c.garbage > INK.lostFont * c.all).map(([font]) => font))
}

/**
 * Glyphs that claim to be a character which elsewhere in their font is much narrower (or, of an ideograph, wider): one
 * of the two is something else, so the character map is wrong about it. A comma that claims to be a 2 is found so.
 * No glyph is a whole sentence either.
 */
function misfitGlyphs(runs: readonly Run[]): Set<Glyph> {
  const byCharacter = new Map<string, Glyph[]>()
  for (const glyph of runs.flatMap((r) => r.glyphs)) {
    const key = `${glyph.font} ${glyph.text}`
    const others = byCharacter.get(key)
    if (others) others.push(glyph)
    else byCharacter.set(key, [glyph])
  }
  const misfits = new Set(runs.flatMap((r) => r.glyphs).filter((g) => g.text.length > INK.longestGlyph))
  for (const glyphs of byCharacter.values()) {
    const widths = glyphs.map((g) => g.advance)
    const usual = isCjk(glyphs[0]!.text) ? Math.max(...widths) : Math.min(...widths)
    for (const g of glyphs) if (Math.abs(g.advance - usual) >= INK.misfit) misfits.add(g)
  }
  return misfits
}

/** Whether a word in a missing font would be seen if the machine had the font. */
function wouldShow(run: Run, { fills, images, width, height }: Drawing, bare: Pixels): boolean {
  const [x, y] = [(run.box[0] + run.box[2]) / 2, (run.box[1] + run.box[3]) / 2]
  const { fontMissing, colour, order, clipped } = run.glyphs[0]!
  if (!fontMissing || clipped || colour === null || x < 0 || y < 0 || x >= width || y >= height) return false
  const covers = ({ box, order: later }: Picture) =>
    later > order && x > box[0] && x < box[2] && y > box[1] && y < box[3]
  if (fills.some(covers) || images.some(covers)) return false
  return standsOut(colour, x, y, bare)
}

/** Whether a word is there to see: by its strokes, or, where they are thinner than a pixel, by a trace in its colour. */
function shows(run: Run, full: Pixels, bare: Pixels): boolean {
  if (changes(run.box, full, bare, INK.text)) return true
  const [x, y] = [(run.box[0] + run.box[2]) / 2, (run.box[1] + run.box[3]) / 2]
  const { colour } = run.glyphs[0]!
  return colour !== null && standsOut(colour, x, y, bare) && changes(run.box, full, bare, INK.faint)
}

/** Whether a colour (0xRRGGBB) differs from what the page shows at a point. */
function standsOut(colour: number, x: number, y: number, bare: Pixels): boolean {
  const i = (Math.floor(y * bare.scale) * bare.width + Math.floor(x * bare.scale)) * 4
  const away = (shift: number, k: number) => Math.abs(((colour >> shift) & 255) - (bare.data[i + k] ?? 255))
  return Math.max(away(16, 0), away(8, 1), away(0, 2)) >= INK.text
}

function changes(box: Box, full: Pixels, bare: Pixels, least: number): boolean {
  const { scale, width, height } = full
  const x0 = Math.max(0, Math.floor(box[0] * scale) - 1)
  const y0 = Math.max(0, Math.floor(box[1] * scale) - 1)
  const x1 = Math.min(width - 1, Math.ceil(box[2] * scale) + 1)
  const y1 = Math.min(height - 1, Math.ceil(box[3] * scale) + 1)
  const needed = Math.max(1, (x1 - x0) * (y1 - y0) * INK.textShare)
  let changed = 0
  for (let y = y0; y <= y1; y++) {
    for (let x = x0, i = (y * width + x0) * 4; x <= x1; x++, i += 4) {
      const d = Math.max(
        Math.abs(full.data[i]! - bare.data[i]!),
        Math.abs(full.data[i + 1]! - bare.data[i + 1]!),
        Math.abs(full.data[i + 2]! - bare.data[i + 2]!),
      )
      if (d >= least && ++changed >= needed) return true
    }
  }
  return false
}
