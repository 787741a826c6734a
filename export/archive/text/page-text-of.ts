import { inBox } from '../../../pipeline/grid/boxes.ts'
import type { Box } from '../../../schemas/geometry.ts'
import type { Grid, GridCell, Line, PageReading, Reading } from '../../../schemas/page.ts'
import { asSettled } from './as-settled.ts'
import { legible } from './legible.ts'
import type { ArchivedCell, Block, PageText, Passage } from './page-text.ts'
import type { ReportPlaces } from './report-places.ts'
import { spreadText } from './spread.ts'

/**
 * What a page says with its places, corrections applied, in reading order: lines that follow one another closely are one
 * block, a table comes before the first line that begins below its head. `ink` are lines of ink in points of the upright
 * page, which tell where text lies within its cell.
 */
export function pageTextOf(reading: PageReading, ink: readonly Box[], places: ReportPlaces): PageText {
  const { page, width, height, placement = null } = reading
  const tables = reading.grids.flatMap((grid) => (grid.box ? [{ ...grid, box: grid.box as Box }] : []))
  const lines = reading.lines.flatMap((line) =>
    line.box && line.text.trim() !== '' ? [{ ...line, box: line.box as Box }] : [],
  )
  const blocks: Block[] = []
  let prose: Passage[] = []
  const close = () => {
    if (prose.length > 0) blocks.push({ kind: 'prose', box: around(prose), passages: prose })
    prose = []
  }
  let next = 0
  const tablesAbove = (y: number) => {
    for (; next < tables.length && tables[next]!.box[1] < y; next++) {
      close()
      blocks.push(tableOf(tables[next]!, reading, ink, places))
    }
  }
  for (const line of lines) {
    tablesAbove(line.box[1])
    const passage = lineOf(line, reading, places)
    const last = prose.at(-1)
    if (last && !follows(last.box, passage.box)) close()
    if (passage.lines.length > 0) prose.push(passage)
  }
  tablesAbove(Number.POSITIVE_INFINITY)
  close()
  return { page, width, height, placement, blocks }
}

function tableOf(
  { box, rows, columns, cells }: Omit<Grid, 'box'> & { readonly box: Box },
  reading: PageReading,
  ink: readonly Box[],
  places: ReportPlaces,
): Block {
  const placed = cells.flatMap((cell) => (cell.box ? [{ ...cell, box: cell.box as Box }] : []))
  return {
    kind: 'table',
    box,
    rows,
    columns,
    cells: placed.map((cell): ArchivedCell => {
      const { row, column, rowSpan, columnSpan } = cell
      const own = ink.filter((one) => inBox(cell.box, one))
      return { row, column, rowSpan, columnSpan, ...passageOf(cell, reading, own, places, cell.mark !== undefined) }
    }),
  }
}

function lineOf(line: Omit<Line, 'box'> & { readonly box: Box }, reading: PageReading, places: ReportPlaces): Passage {
  const seen = line.reader !== undefined
  const said = line.readings ?? (seen ? [{ reader: line.reader!, raw: line.text, score: line.score ?? 0 }] : [])
  return passageOf({ text: line.text, box: line.box, readings: said }, reading, [line.box], places, seen)
}

function passageOf(
  { text, box, readings }: Pick<GridCell, 'text' | 'readings'> & { readonly box: Box },
  reading: PageReading,
  ink: readonly Box[],
  places: ReportPlaces,
  seen: boolean,
): Passage {
  const here = places(reading, box)
  const settled = asSettled(text, here)
  const legibly = legible(settled.text)
  return {
    box,
    lines: spreadText(legibly, ink, box),
    confidence: settled.corrected
      ? 1
      : Math.min(1, ...(here.length > 0 ? here.map(({ field }) => field.confidence) : scores(readings, text))),
    corrected: settled.corrected,
    others: othersThan(legibly, [...(settled.corrected ? [{ reader: 'read', raw: text, score: 0 }] : []), ...readings]),
    fields: here.map(({ id }) => id),
    seen,
  }
}

/** How sure those are who read what the text says; all of them where nobody did. */
function scores(readings: readonly Reading[], text: string): readonly number[] {
  const agreeing = readings.filter(({ raw }) => raw === text)
  return [
    agreeing.length > 0
      ? Math.max(...agreeing.map(({ score }) => score))
      : Math.min(1, ...readings.map(({ score }) => score)),
  ]
}

function othersThan(text: string, readings: readonly Reading[]): Passage['others'] {
  const others: { reader: string; text: string }[] = []
  const known = new Set([text.trim(), ''])
  for (const { reader, raw } of readings) {
    const other = legible(raw).trim()
    if (known.has(other)) continue
    known.add(other)
    others.push({ reader, text: other })
  }
  return others
}

/** Whether a line goes on where another ends: below it, by less than a line's height, and over some of its width. */
function follows(above: Box, below: Box): boolean {
  const height = Math.max(above[3] - above[1], below[3] - below[1])
  const gap = below[1] - above[3]
  return gap > -height / 2 && gap < 1.2 * height && above[0] < below[2] && above[2] > below[0]
}

function around(passages: readonly Passage[]): Box {
  const side = (of: (box: Box) => number, best: (...all: number[]) => number) =>
    best(...passages.map(({ box }) => of(box)))
  return [
    side((b) => b[0], Math.min),
    side((b) => b[1], Math.min),
    side((b) => b[2], Math.max),
    side((b) => b[3], Math.max),
  ]
}
