import type { Stretch } from '../../../pipeline/correct/text-stretches.ts'
import type { TableMark } from '../../../schemas/correction.ts'
import type { Grid } from '../../../schemas/page.ts'
import { labelLines } from '../picture/lines.ts'
import { linesFor } from '../picture/source-lines.ts'
import { type Place, placeOf } from './labels.ts'
import { given, task } from './state.ts'

/** A form's table as the report has it, with the line (from 1) that each row found stands in. */
export type Standing = { readonly place: Place; readonly rows: ReadonlyMap<string, number> }

/** Where the report's tables stand in a dump's lines. Of a row whose label is broken beyond telling: that of the row above. */
export function standingIn(lines: readonly string[]): readonly Standing[] {
  return placesRead().map((place) => ({ place, rows: rowLines(linesFor(place.table.id, lines), place) }))
}

/** The report's tables that an HTML table's rows may be, its rows in place of lines. A lone label says little. */
export function standingInGrid(grid: Grid): readonly Standing[] {
  const lines = Array.from({ length: grid.rows }, (_, row) =>
    grid.cells.flatMap((cell) => (cell.row === row ? [cell.text] : [])).join('\t'),
  )
  const all = placesRead().map((place) => ({ place, rows: rowLines(lines, place) }))
  return all.filter(({ place, rows }) => rows.size >= Math.min(2, place.table.rows.length))
}

/** Those of which any row stands in the lines, the one with most rows there first. */
export function tablesIn(lines: Stretch, standing: readonly Standing[]): readonly Standing[] {
  return standing
    .map(({ place, rows }) => ({ place, rows: new Map([...rows].filter(([, at]) => isIn(at, lines))) }))
    .filter(({ rows }) => rows.size > 0)
    .sort((a, b) => b.rows.size - a.rows.size)
}

/**
 * Which of the stretches is proposed: of those around the cursor's line (from 1) the one with most rows of the cursor's
 * table, which page breaks may have parted; of equals the smallest. -1 where the cursor is in none.
 */
export function stretchAround(
  stretches: readonly Stretch[],
  line: number | undefined,
  table: Standing | undefined,
): number {
  if (line === undefined) return -1
  const around = stretches.filter((stretch) => isIn(line, stretch))
  const held = (stretch: Stretch) => [...(table?.rows.values() ?? [])].filter((at) => isIn(at, stretch)).length
  const size = ({ from, to }: Stretch) => to - from
  const [best] = around.sort((a, b) => held(b) - held(a) || size(a) - size(b))
  return best ? stretches.indexOf(best) : -1
}

/** The HTML table with most rows of the cursor's table; -1 where none has any. */
export function gridWith(grids: readonly Grid[], table: Standing | undefined): number {
  const held = grids.map((grid) => {
    const there = standingInGrid(grid).find(({ place }) => place.table.id === table?.place.table.id)
    return new Set(there?.rows.values()).size
  })
  const most = Math.max(0, ...held)
  return most > 0 ? held.indexOf(most) : -1
}

/** How many fields were read from these rows as another table than `as`; what people said of a field stays. */
export function readAsOther(tables: readonly Standing[], as: string): number {
  const rows = tables
    .filter(({ place }) => keyOf({ form: place.form, table: place.table.id }) !== as)
    .flatMap(({ place, rows: own }) => [...own.keys()].map((row) => `${place.table.id}.${row}.`))
  return readOf(Object.keys(task.value!.report.fields).filter((field) => rows.some((row) => field.startsWith(row))))
}

/** Of how many of these fields something was read, and not said by people: of a blank cell nothing is taken away. */
export function readOf(fields: readonly string[]): number {
  return fields.filter((id) => {
    const field = task.value!.report.fields[id]
    const holds = field && field.state !== 'missing' && field.state !== 'blank'
    return holds && !field.corrected && !given.value.has(id)
  }).length
}

/** A mark as one word: `none`, or the form's id and the table's with a space between. */
export function keyOf({ form, table }: TableMark): string {
  return form === null || table === null ? 'none' : `${form} ${table}`
}

function placesRead(): readonly Place[] {
  const { report } = task.value!
  const seen = new Set<string>()
  return Object.keys(report.fields).flatMap((field) => {
    const place = placeOf(field, report.document.form)
    if (!place || seen.has(place.table.id)) return []
    seen.add(place.table.id)
    return [place]
  })
}

function rowLines(lines: readonly string[], { table }: Place): ReadonlyMap<string, number> {
  const found = labelLines(lines, table)
  if (found.every((line) => line === undefined)) return new Map()
  let above = found.find((line) => line !== undefined)!
  return new Map(
    table.rows.map(({ id }, i) => {
      above = found[i] ?? above
      return [id, above + 1]
    }),
  )
}

function isIn(line: number, { from, to }: Stretch): boolean {
  return line >= from && line <= to
}
