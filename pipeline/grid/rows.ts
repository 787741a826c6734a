import { INFER } from '../thresholds.ts'
import type { Chunk, ChunkLine } from './chunks.ts'
import { median } from './gutters.ts'

/** Which chunks of a line stand in which column (0-based); a chunk counts where its middle lies. */
export function columnOf(chunk: Chunk, xs: readonly number[]): number {
  const x = (chunk.box[0] + chunk.box[2]) / 2
  let column = 0
  while (column + 1 < xs.length - 1 && x >= xs[column + 1]!) column++
  return column
}

/**
 * Rows of a stretch without rulings between its lines: groups of lines, top to bottom. Figures stacked in a column
 * mean a row each; lines of text alone belong to the row they continue, or are a heading of their own. Without stacked
 * figures the stretch is one row, unless the table's rows are not `ruled` and its spacing says otherwise.
 */
export function rowsOfLines(lines: readonly ChunkLine[], xs: readonly number[], ruled: boolean): ChunkLine[][] {
  if (lines.length < 2) return lines.length === 0 ? [] : [[...lines]]
  const figures = lines.map((l) => l.chunks.filter((c) => c.numeric && columnOf(c, xs) > 0).length)
  const anchors = lines.filter((_, i) => figures[i]! > 0)
  if (!stacked(lines, xs)) return ruled ? [[...lines]] : bySpacing(lines, xs)
  const usual = usualStep(anchors)
  const rows: ChunkLine[][] = []
  let waiting: ChunkLine[] = []
  lines.forEach((line, i) => {
    const previous = rows[rows.length - 1]
    const next = lines[i + 1]
    if (figures[i]! > 0) {
      rows.push([...waiting, line])
      waiting = []
      return
    }
    // A line closer to its neighbour than rows are to each other belongs to it, whatever it says.
    const up = waiting.length === 0 && previous ? line.box[3] - lines[i - 1]!.box[3] : Number.POSITIVE_INFINITY
    const down = next ? next.box[3] - line.box[3] : Number.POSITIVE_INFINITY
    const close = INFER.close * usual
    if (previous && up < close && up <= down) previous.push(line)
    else if (next && down < close) waiting.push(line)
    else if (previous && waiting.length === 0 && continues(line, previous[previous.length - 1]!, xs))
      previous.push(line)
    else if (next && continues(next, line, xs)) waiting.push(line)
    else {
      rows.push([...waiting, line])
      waiting = []
    }
  })
  if (waiting.length > 0) rows.push(waiting)
  return rows
}

/** Points from one row's baseline to the next: the median over neighbouring lines with figures. */
function usualStep(anchors: readonly ChunkLine[]): number {
  return median(anchors.slice(1).map((a, i) => a.box[3] - anchors[i]!.box[3]))
}

/** Two columns with figures in the same two lines, or one column with figures in three. */
function stacked(lines: readonly ChunkLine[], xs: readonly number[]): boolean {
  const perColumn = new Map<number, number[]>()
  lines.forEach((line, i) => {
    for (const chunk of line.chunks) {
      if (!chunk.numeric) continue
      const column = columnOf(chunk, xs)
      perColumn.set(column, [...(perColumn.get(column) ?? []), i])
    }
  })
  const columns = [...perColumn.values()].filter((is) => is.length >= 2)
  if (columns.some((is) => is.length >= 3) && columns.length + xs.length > 2) return true
  return columns.some((a, i) => columns.slice(i + 1).some((b) => a.filter((l) => b.includes(l)).length >= 2))
}

/** Does `line` read on from `before`? Text that starts in lower case or a bracket does, and text without a label. */
function continues(line: ChunkLine, before: ChunkLine, xs: readonly number[]): boolean {
  const label = line.chunks.find((c) => columnOf(c, xs) === 0)
  if (!label) return true
  const start = label.words[0]!.text[0] ?? ''
  if (/[\p{Ll}(&]/u.test(start)) return true
  const above = before.chunks.find((c) => columnOf(c, xs) === 0)
  const close = line.box[1] - before.box[3] < INFER.tight * line.em
  return (
    close &&
    above !== undefined &&
    /(-|,|\bof|\bthe|\band|\bfor|\bin|\bto|&)$/i.test(above.words[above.words.length - 1]!.text)
  )
}

/** Rows by line spacing: a gap clearly wider than the narrowest one parts rows; even spacing tells nothing. */
function bySpacing(lines: readonly ChunkLine[], xs: readonly number[]): ChunkLine[][] {
  const steps = lines.slice(1).map((l, i) => l.box[3] - lines[i]!.box[3])
  const narrow = Math.min(...steps)
  const full = lines.filter(
    (l) => new Set(l.chunks.map((c) => columnOf(c, xs))).size >= Math.max(2, INFER.full * (xs.length - 1)),
  )
  const even = Math.max(...steps) < INFER.spread * narrow
  if (even && full.length === lines.length && lines.length >= 3) return lines.map((l) => [l])
  const wide = steps.filter((s) => s >= INFER.spread * narrow)
  if (even || wide.length < 2 || median(wide) < INFER.spread * narrow) return [[...lines]]
  const rows: ChunkLine[][] = [[lines[0]!]]
  steps.forEach((step, i) => {
    if (step >= INFER.spread * narrow) rows.push([lines[i + 1]!])
    else rows[rows.length - 1]!.push(lines[i + 1]!)
  })
  return rows
}
