import type { Box } from '../../schemas/geometry.ts'
import type { CellMark, Reading, Word } from '../../schemas/page.ts'
import { WORDS } from '../thresholds.ts'
import { cleanText } from './characters.ts'
import type { Glyph, Turn } from './drawing.ts'

/** A word that still knows its characters, so that it can be cut where a ruling runs through it. */
export type Run = {
  readonly text: string
  readonly box: Box
  readonly size: number
  readonly turn: Turn
  readonly vertical: boolean
  readonly painted: boolean
  readonly glyphs: readonly Glyph[]
  /** A printed space stood between the run before it and this one. */
  readonly spaced: boolean
}

/** A word with what its place in a cell's or line's text depends on. */
export type PlacedWord = Word & {
  readonly turn?: Turn
  readonly vertical?: boolean
  readonly spaced?: boolean
  /** Every reader's word for it, where it was read from pixels. */
  readonly readings?: readonly Reading[]
  /** What its ink looks like, where it was read from pixels. */
  readonly mark?: CellMark
}

/** Joins characters into words, in the order they are painted: a space, a gap, another line or size ends a word. */
export function joinGlyphs(glyphs: readonly Glyph[]): Run[] {
  const runs: Run[] = []
  let current: Glyph[] = []
  let spaced = false
  let pendingSpace = false
  const flush = () => {
    if (current.length > 0) runs.push(runOf(current, spaced))
    current = []
    spaced = false
  }
  const kept = dropTwins(glyphs)
  const tracked = trackedGlyphs(kept)
  let base: Glyph | null = null
  for (const glyph of kept) {
    const note = base !== null && isRaised(glyph, base)
    const text = note ? raised(cleanText(glyph.text)) : cleanText(glyph.text)
    if (!note && text.trim() !== '') base = glyph
    if (text === '') continue
    if (text.trim() === '') {
      flush()
      pendingSpace = true
      continue
    }
    const last = current[current.length - 1]
    if (last && !follows(last, glyph, tracked.has(last) ? last.tracking : 0)) flush()
    if (current.length === 0) {
      spaced = pendingSpace
      pendingSpace = false
    }
    current.push(text === glyph.text ? glyph : { ...glyph, text })
  }
  flush()
  return runs
}

/** Whether a glyph is set small and high behind another, as the mark of a note is. */
function isRaised(glyph: Glyph, base: Glyph): boolean {
  if (glyph.turn !== 0 || base.turn !== 0 || glyph.vertical || !/^[0-9]$/.test(glyph.text)) return false
  const beside = glyph.box[0] >= base.box[2] - WORDS.overlap * base.size && glyph.box[0] - base.box[2] <= base.size
  const lifted = base.box[3] - glyph.box[3]
  return beside && glyph.size <= WORDS.note * base.size && lifted >= WORDS.lift * base.size && lifted < base.size
}

/** A note's mark in the characters that say so: "412¹" is no figure of four digits. */
function raised(text: string): string {
  return RAISED[Number(text)] ?? text
}

const RAISED = [...'⁰¹²³⁴⁵⁶⁷⁸⁹']

/** A run of some of its glyphs. */
export function runOf(glyphs: readonly Glyph[], spaced: boolean): Run {
  const first = glyphs[0]!
  return {
    text: glyphs
      .map((g) => g.text)
      .join('')
      .normalize('NFC'),
    box: around(glyphs.map((g) => g.box)),
    size: first.size,
    turn: first.turn,
    vertical: first.vertical,
    painted: glyphs.every((g) => g.painted),
    glyphs,
    spaced,
  }
}

/** The box around boxes, of which there is at least one. */
export function around(boxes: readonly Box[]): Box {
  let [x0, y0, x1, y1] = boxes[0]!
  for (const b of boxes) {
    x0 = Math.min(x0, b[0])
    y0 = Math.min(y0, b[1])
    x1 = Math.max(x1, b[2])
    y1 = Math.max(y1, b[3])
  }
  return [x0, y0, x1, y1]
}

/** Positions of a glyph along its line (start, end) and across it (centre), whatever way the text stands. */
function along(g: Glyph): readonly [start: number, end: number, across: number] {
  const [x0, y0, x1, y1] = g.box
  const turn = g.vertical ? (((g.turn + 90) % 360) as Turn) : g.turn
  if (turn === 90) return [y0, y1, (x0 + x1) / 2]
  if (turn === 180) return [-x1, -x0, (y0 + y1) / 2]
  if (turn === 270) return [-y1, -y0, (x0 + x1) / 2]
  return [x0, x1, (y0 + y1) / 2]
}

function follows(a: Glyph, b: Glyph, spacing: number): boolean {
  if (a.turn !== b.turn || a.vertical !== b.vertical || a.painted !== b.painted) return false
  const em = Math.max(a.size, b.size)
  if (Math.min(a.size, b.size) < 0.7 * em) return false
  const [start, end, across] = along(a)
  const [nextStart, , nextAcross] = along(b)
  const gap = nextStart - end - spacing
  return (
    Math.abs(nextAcross - across) <= WORDS.baseline * em &&
    gap <= WORDS.gap * em &&
    gap >= -WORDS.overlap * em &&
    nextStart >= start - 0.05 * em
  )
}

/**
 * Glyphs followed by letter spacing that is part of a word's look: four or more in a row evenly apart by just that. A
 * single one is a word space in disguise; Ghostscript writes them so.
 */
function trackedGlyphs(glyphs: readonly Glyph[]): Set<Glyph> {
  const tracked = new Set<Glyph>()
  let row: Glyph[] = []
  glyphs.forEach((glyph, i) => {
    const next = glyphs[i + 1]
    const wide = glyph.tracking > WORDS.gap * glyph.size && glyph.tracking <= WORDS.tracking * glyph.size
    const apart = next ? along(next)[0] - along(glyph)[1] : Number.NaN
    if (wide && Math.abs(apart - glyph.tracking) < 0.02 * glyph.size) {
      row.push(glyph)
      return
    }
    if (row.length >= 3) for (const one of row) tracked.add(one)
    row = []
  })
  return tracked
}

/** Fake bold prints a character twice, a hair apart; the second one goes. */
function dropTwins(glyphs: readonly Glyph[]): Glyph[] {
  const seen = new Map<string, Glyph[]>()
  return glyphs.filter((g) => {
    if (g.text.trim() === '') return true
    const key = `${g.text}|${Math.round(g.box[1] / 4)}`
    const near = [-1, 0, 1].flatMap((d) => seen.get(`${g.text}|${Math.round(g.box[1] / 4) + d}`) ?? [])
    const width = Math.max(g.box[2] - g.box[0], g.vertical ? g.size : 0.01)
    const height = g.box[3] - g.box[1]
    const twin = near.some(
      (n) =>
        Math.abs(n.box[0] - g.box[0]) < WORDS.twin * width &&
        Math.abs(n.box[1] - g.box[1]) < WORDS.twin * height &&
        n.painted === g.painted,
    )
    if (!twin) seen.set(key, [...(seen.get(key) ?? []), g])
    return !twin
  })
}
