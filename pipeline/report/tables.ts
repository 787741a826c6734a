import type { Box } from '../../schemas/geometry.ts'
import type { Line, PageReading } from '../../schemas/page.ts'
import type { Table, TableCell } from '../../schemas/report.ts'
import { withoutLines } from '../correct/line-marks.ts'
import { regionsOf } from '../form/regions.ts'
import type { Vocabulary } from '../form/vocabulary.ts'
import type { StitchedTable } from '../stitch/stitch.ts'

/** Ruled tables as they are printed, recognized or not; `forms` names for each the forms' tables that it holds. */
export function ruledTables(tables: readonly StitchedTable[], forms: readonly (readonly string[])[]): Table[] {
  return tables.map((table, i) => {
    const first = table.parts[0]!
    const cells = [...table.cells].sort((a, b) => a.row - b.row || a.column - b.column)
    return {
      ...(first.box ? { page: first.page, pages: table.parts.map((part) => part.page), box: boxOf(first.box) } : {}),
      rows: table.rows,
      columns: table.columns,
      form: nameOf(forms[i] ?? []),
      cells: cells.map((cell) => ({
        row: cell.row,
        column: cell.column,
        rowSpan: cell.rowSpan,
        columnSpan: cell.columnSpan,
        text: cell.text,
        ...(cell.box ? { page: cell.page, box: boxOf(cell.box) } : {}),
        confidence: Math.min(1, ...cell.readings.map((reading) => reading.score)),
      })),
    }
  })
}

/** Lines that a person marked, with the ids of the forms' tables that they hold. */
export type SaidOfLines = { readonly lines: readonly Line[]; readonly ids: readonly string[] }

/**
 * Delimited lines of a text dump that follow one another, as tables without geometry. Where a marked stretch begins or
 * ends, so does a table; it goes by what was said.
 */
export function delimitedTables(
  page: PageReading,
  vocabulary: Vocabulary,
  found: readonly string[],
  said: readonly SaidOfLines[] = [],
): Table[] {
  const saidOf = new Map(said.flatMap((one) => one.lines.map((line) => [line, one] as const)))
  const regions = regionsOf(withoutLines(page.lines, said), vocabulary).filter(
    (region) => region.section.tables.length > 0,
  )
  const tables: Table[] = []
  let block: Line[] = []
  let from = 0
  const close = () => {
    const columns = Math.max(0, ...block.map((line) => line.cells!.length))
    if (block.length >= 2 && columns >= 2) {
      const region = regions.find((r) => r.heading >= 0 && from >= r.start && from < r.end)
      const around = region?.section.tables.map((table) => table.id).filter((id) => found.includes(id)) ?? []
      const ids = saidOf.get(block[0]!)?.ids ?? around
      tables.push({ rows: block.length, columns, form: nameOf(ids), cells: block.flatMap(lineCells) })
    }
    block = []
  }
  page.lines.forEach((line, at) => {
    if (line.cells === null || (block.length > 0 && saidOf.get(line) !== saidOf.get(block[0]!))) close()
    if (line.cells === null) return
    if (line.cells.length > 0) {
      if (block.length === 0) from = at
      block.push(line)
    }
  })
  close()
  return tables
}

function lineCells(line: Line, row: number): TableCell[] {
  return line.cells!.map((text, column) => ({ row, column, rowSpan: 1, columnSpan: 1, text, confidence: 1 }))
}

/** The forms' small tables of one section are printed as one: it goes by the ids they share up to the first "_". */
function nameOf(ids: readonly string[]): string | null {
  const [first] = ids
  if (first === undefined) return null
  if (ids.length === 1) return first.startsWith('art20_') ? 'proactive' : first
  return ids.every((id) => id.startsWith('art20_')) ? 'proactive' : ids.join('+')
}

function boxOf(box: Box): [number, number, number, number] {
  return [box[0], box[1], box[2], box[3]]
}
