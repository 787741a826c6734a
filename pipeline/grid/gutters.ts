import { INFER } from '../thresholds.ts'
import type { ChunkLine } from './chunks.ts'

/** A white stretch between two columns. */
export type Gutter = { readonly from: number; readonly to: number }

/**
 * Where columns part: stretches of a region that no chunk of its lines reaches into, each with text on both sides in
 * several lines. Lines of one chunk (section headings) say nothing and are not asked. The white-gap idea is that of
 * Nagy and Seth's X-Y trees, asked line by line so that headings cannot close a gutter.
 */
export function guttersOf(lines: readonly ChunkLine[]): Gutter[] {
  const telling = lines.filter((l) => l.chunks.length > 1)
  if (telling.length < INFER.fewestLines) return []
  const em = median(telling.map((l) => l.em))
  const allowed = Math.floor(telling.length * INFER.strays)
  const extents = telling.map((l) => l.chunks.map((c): Gutter => ({ from: c.box[0], to: c.box[2] })))
  const low = Math.min(...extents.flat().map((e) => e.from))
  const high = Math.max(...extents.flat().map((e) => e.to))
  const wide = stretches(extents, low, high)
    .filter((g) => g.covered <= allowed)
    .reduce<Gutter[]>((merged, g) => {
      const last = merged[merged.length - 1]
      if (last && last.to === g.from) merged[merged.length - 1] = { from: last.from, to: g.to }
      else merged.push({ from: g.from, to: g.to })
      return merged
    }, [])
    .filter((g) => g.to - g.from >= INFER.gutter * em)
  return keepCarried(wide, telling)
}

/**
 * The x in each gutter at which to part the columns: in the widest part that the fewest words of `lines` (headings
 * too, which hang over the columns they head) reach into. A line with one text for every column says by its order
 * which column each belongs to, however far from the figures below it stands.
 */
export function settleGutters(gutters: readonly Gutter[], lines: readonly ChunkLine[]): number[] {
  const words = lines.map((l) => joinedWords(l))
  const full = words.filter((l) => l.length === gutters.length + 1)
  const narrowed = gutters.map((g, i): Gutter => {
    const from = Math.max(g.from, ...full.map((l) => l[i]!.to))
    const to = Math.min(g.to, ...full.map((l) => l[i + 1]!.from))
    return from < to ? { from, to } : g
  })
  return narrowed.map(({ from, to }) => {
    const parts = stretches(words, from, to)
    const least = Math.min(...parts.map((p) => p.covered))
    const best = parts
      .filter((p) => p.covered === least)
      .reduce((a, b) => (b.to - b.from > a.to - a.from + 0.01 ? b : a))
    return (best.from + best.to) / 2
  })
}

/** A line's words, those joined that a word space parts. */
function joinedWords(line: ChunkLine): Gutter[] {
  const joined: { from: number; to: number }[] = []
  for (const { box } of line.chunks.flatMap((c) => c.words)) {
    const last = joined[joined.length - 1]
    if (last && box[0] - last.to <= INFER.gapAtGutter * line.em) last.to = Math.max(last.to, box[2])
    else joined.push({ from: box[0], to: box[2] })
  }
  return joined
}

/** `from` … `to` cut wherever an extent begins or ends, with the number of lines that cover each stretch. */
function stretches(lines: readonly (readonly Gutter[])[], from: number, to: number): (Gutter & { covered: number })[] {
  const marks = [...new Set([from, to, ...lines.flat().flatMap((e) => [e.from, e.to])])]
    .filter((x) => x >= from && x <= to)
    .sort((a, b) => a - b)
  return marks.slice(1).map((end, i) => {
    const start = marks[i]!
    const x = (start + end) / 2
    const covered = lines.reduce((n, l) => n + (l.some((e) => e.from < x && e.to > x) ? 1 : 0), 0)
    return { from: start, to: end, covered }
  })
}

/** A column that holds text in fewer than two lines is none: it joins its neighbour at the narrower gap. */
function keepCarried(gutters: readonly Gutter[], lines: readonly ChunkLine[]): Gutter[] {
  const kept = [...gutters]
  for (let i = 0; i <= kept.length && kept.length > 0; i++) {
    const from = kept[i - 1]?.to ?? Number.NEGATIVE_INFINITY
    const to = kept[i]?.from ?? Number.POSITIVE_INFINITY
    const holding = lines.filter((l) =>
      l.chunks.some((c) => (c.box[0] + c.box[2]) / 2 > from && (c.box[0] + c.box[2]) / 2 < to),
    )
    if (holding.length >= Math.min(2, lines.length)) continue
    kept.splice(i < kept.length ? i : i - 1, 1)
    i = -1
  }
  return kept
}

/** The upper median; 0 of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
