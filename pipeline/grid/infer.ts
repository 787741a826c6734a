import type { Box } from '../../schemas/geometry.ts'
import type { PlacedWord } from '../open/words.ts'
import { INFER } from '../thresholds.ts'
import { inBox } from './boxes.ts'
import { type Chunk, type ChunkLine, chunkGap, chunkLines } from './chunks.ts'
import { type Gutter, guttersOf, median, settleGutters } from './gutters.ts'
import type { Lattice } from './lattice.ts'
import { type Level, levelCover } from './levels.ts'
import { columnOf, rowsOfLines } from './rows.ts'

/** A row to be: its lines, and the columns (from … to, inclusive) that a rule or a heading over several closes it for. */
type Row = { readonly lines: readonly ChunkLine[]; readonly bottom: number; readonly closed: 'all' | readonly Span[] }
type Span = readonly [from: number, to: number]

/**
 * A lattice for a region whose rules part rows at best: columns from the white gutters that its lines share, rows from
 * rules and from figures stacked in columns, spans from headings that reach over several columns. Null unless the
 * lines clearly stand in columns; prose between two rules must not become a table.
 */
export function inferLattice(region: Box, levels: readonly Level[], words: readonly PlacedWord[]): Lattice | null {
  if (levels.length > INFER.mostLevels || words.length > INFER.mostWords) return null
  const full = levels.filter((l) => levelCover(l, region[0], region[2]) >= INFER.whole)
  const partial = levels.filter((l) => !full.includes(l))
  const zones = zonesOf(region, full, words)
  const headed = hasHeader(zones)
  const ruledRows = zones.length >= 4
  const body = (headed ? zones.slice(1) : zones).flatMap((z) => z.lines)
  const gutters = guttersOf(body)
  if (gutters.length === 0 || !isTabular(body, ruledRows)) return null
  const { box, above, beneath } = withOuterLines(region, gutters, !headed, words)
  const xs = [box[0], ...settleGutters(gutters, [...above, ...zones.flatMap((z) => z.lines), ...beneath]), box[2]]

  const outer = (lines: readonly ChunkLine[], bottom: number): Row[] =>
    lines.length === 0 ? [] : headerRows(chunksOf(lines.flatMap(wordsOf), xs), bottom, partial, xs)
  const rows = zones.flatMap((zone, i): Row[] => {
    const lines = chunksOf(zone.words, xs)
    if (i === 0 && headed) return headerRows(lines, zone.bottom, partial, xs)
    const groups = rowsOfLines(lines, xs, ruledRows)
    if (groups.length === 0) return [{ lines: [], bottom: zone.bottom, closed: 'all' }]
    return groups.map((group, g) => {
      const next = groups[g + 1]
      const bottom = next ? (group[group.length - 1]!.box[3] + next[0]!.box[1]) / 2 : zone.bottom
      return { lines: group, bottom, closed: 'all' }
    })
  })
  return latticeFrom(box, xs, [...outer(above, region[1]), ...rows, ...beneath.flatMap((l) => outer([l], l.box[3]))])
}

type Zone = {
  readonly top: number
  readonly bottom: number
  readonly words: readonly PlacedWord[]
  readonly lines: readonly ChunkLine[]
}

/** What stands between one full rule and the next. */
function zonesOf(box: Box, full: readonly Level[], words: readonly PlacedWord[]): Zone[] {
  const inside = words.filter((w) => inBox(box, w.box))
  const gap = chunkGap(chunkLines(inside, 1).length)
  const edges = [box[1], ...full.map((l) => l.y).filter((y) => y > box[1] + 2 && y < box[3] - 2), box[3]]
  return edges.slice(1).map((bottom, i) => {
    const top = edges[i]!
    const own = inside.filter((w) => between(w.box, top, bottom))
    return { top, bottom, words: own, lines: chunkLines(own, gap) }
  })
}

/** The first zone is a header unless figures stand stacked in it or it is all there is. */
function hasHeader(zones: readonly Zone[]): boolean {
  const figures = zones[0]!.lines.filter((l) => l.chunks.filter((c) => c.numeric).length >= 2)
  const rest = zones.slice(1).flatMap((z) => z.lines)
  return figures.length < 2 && rest.filter((l) => l.chunks.length > 1).length >= INFER.fewestLines
}

/** Takes in the header standing above the first rule and the total below the last, if they fall into the columns. */
function withOuterLines(region: Box, gutters: readonly Gutter[], headless: boolean, words: readonly PlacedWord[]) {
  const beside = words.filter((w) => w.box[0] >= region[0] - 2 && w.box[2] <= region[2] + 2)
  const lines = chunkLines(beside, INFER.gapAtGutter)
  const fits = (line: ChunkLine) =>
    line.chunks.length >= 2 && line.chunks.every((c) => !gutters.some((g) => c.box[0] < g.from && c.box[2] > g.to))
  const above: ChunkLine[] = []
  let top = region[1]
  if (headless)
    for (const line of lines.filter((l) => middle(l.box) < region[1]).reverse()) {
      if (top - line.box[3] > INFER.near * line.em || !fits(line)) break
      top = line.box[1]
      above.unshift(line)
    }
  const beneath: ChunkLine[] = []
  let bottom = region[3]
  for (const line of lines.filter((l) => middle(l.box) > region[3])) {
    if (line.box[1] - bottom > INFER.near * line.em || !fits(line) || !line.chunks.some((c) => c.numeric)) break
    bottom = line.box[3]
    beneath.push(line)
  }
  return { box: [region[0], top, region[2], bottom] as Box, above, beneath }
}

function wordsOf(line: ChunkLine): readonly PlacedWord[] {
  return line.chunks.flatMap((c) => c.words)
}

/** Lines chunked anew now that the columns are known. */
function chunksOf(words: readonly PlacedWord[], xs: readonly number[]): ChunkLine[] {
  return chunkLines(words, INFER.gapFewLines, xs.slice(1, -1), INFER.gapAtGutter)
}

/** Enough lines fall into columns, and what stands in them is no prose. */
function isTabular(body: readonly ChunkLine[], ruledRows: boolean): boolean {
  const parted = body.filter((l) => l.chunks.length > 1)
  if (parted.length < INFER.fewestLines || parted.length < INFER.tabular * body.length) return false
  const chunks = parted.flatMap((l) => l.chunks)
  const letters = chunks.reduce((sum, c) => sum + c.words.reduce((n, w) => n + w.text.length, 0), 0)
  if (letters / chunks.length > INFER.prose) return false
  // Columns of prose: whole sentences side by side and hardly a figure, with no rules between their lines.
  const sentences = median(chunks.map((c) => c.words.length)) >= INFER.sentence
  return ruledRows || !sentences || chunks.some((c) => c.numeric)
}

/**
 * A header's rows: cut under headings that reach over several columns, by a partial rule below them or, without one,
 * because other headings stand under them.
 */
function headerRows(
  lines: readonly ChunkLine[],
  bottom: number,
  partial: readonly Level[],
  xs: readonly number[],
): Row[] {
  const rows: Row[] = []
  let current: ChunkLine[] = []
  lines.forEach((line, i) => {
    current.push(line)
    const next = lines[i + 1]
    if (!next) return
    const rule = partial.find((l) => l.y > middle(line.box) && l.y < middle(next.box))
    const spans: Span[] = rule
      ? rule.pieces.map((p): Span => [columnAt(p.from + 3, xs), columnAt(p.to - 3, xs)])
      : line.chunks
          .map((c) => spanOf(c, xs))
          .filter(
            ([a, b]) => b > a && next.chunks.filter((c) => columnOf(c, xs) >= a && columnOf(c, xs) <= b).length > 1,
          )
    if (spans.length === 0) return
    rows.push({ lines: current, bottom: rule ? rule.y : (line.box[3] + next.box[1]) / 2, closed: spans })
    current = []
  })
  rows.push({ lines: current, bottom, closed: 'all' })
  return rows
}

function latticeFrom(box: Box, xs: readonly number[], rows: readonly Row[]): Lattice {
  const columns = xs.length - 1
  const right = rows.map((row) => {
    const walls = new Array<boolean>(columns).fill(true)
    const spans = row.lines.flatMap((l) => l.chunks.map((c) => spanOf(c, xs)))
    const ruled = row.closed === 'all' ? [] : row.closed
    for (const [from, to] of [...spans, ...ruled]) {
      // A heading claims the columns it reaches over only where nothing else stands in them.
      const others = row.lines.some(
        (l) => l.chunks.filter((c) => columnOf(c, xs) >= from && columnOf(c, xs) <= to).length > 1,
      )
      if (!others) for (let c = from; c < to; c++) walls[c] = false
    }
    return walls
  })
  const below = rows.map((row, r) =>
    Array.from({ length: columns }, (_, c) => {
      if (r === rows.length - 1 || row.closed === 'all') return true
      return row.closed.some(([from, to]) => c >= from && c <= to)
    }),
  )
  // Cells left open downwards go on as one column each: walls beside them must match in both rows.
  rows.forEach((_, r) => {
    for (let c = 0; c < columns; c++) if (!below[r]![c]) right[r]![c] = true
  })
  return {
    xs,
    ys: [box[1], ...rows.map((r) => r.bottom)],
    right,
    below,
    openBelow: new Array<boolean>(columns).fill(false),
  }
}

/** The columns a chunk reaches into, by more than a sliver. */
function spanOf(chunk: Chunk, xs: readonly number[]): Span {
  const em = chunk.words[0]!.size ?? 8
  return [columnAt(chunk.box[0] + 0.3 * em, xs), columnAt(chunk.box[2] - 0.3 * em, xs)]
}

function columnAt(x: number, xs: readonly number[]): number {
  let column = 0
  while (column + 1 < xs.length - 1 && x >= xs[column + 1]!) column++
  return column
}

function middle(box: Box): number {
  return (box[1] + box[3]) / 2
}

function between(box: Box, top: number, bottom: number): boolean {
  return middle(box) >= top && middle(box) < bottom
}
