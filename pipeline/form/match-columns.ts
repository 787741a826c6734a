import type { Entry, Form, FormTable } from '../../schemas/form.ts'
import { instancesOf } from '../check/equation.ts'
import { canonical } from '../read/canonical.ts'
import { isNumber, isValueLike } from '../read/value.ts'
import { HEADER_SIMILARITY } from '../thresholds.ts'
import { layoutOf, orderOf, shownOrder } from './layout.ts'
import { matchRows } from './match-rows.ts'
import { saysNone } from './none.ts'
import { HOLE, type Placement, placements } from './place.ts'
import type { RowRecord } from './record.ts'
import { resolveRows } from './resolve.ts'
import { similarity } from './similarity.ts'
import type { HeaderCell, RowSource } from './source.ts'
import type { TableMatch } from './types.ts'
import { labelsOf, type TableRef } from './vocabulary.ts'

/**
 * Finds a table whose entries stand side by side in one printed row (rows × columns cells under a header of several
 * levels). Reports that print it with a row per entry instead are read that way. Null where there is no such row.
 * `trusted` says that the source is this table's own section, so that a row of the right width needs no header.
 */
export function matchSideBySide(
  source: RowSource,
  ref: TableRef,
  year: number | null,
  trusted: boolean,
): TableMatch | null {
  const { form, table } = ref.variants.find((v) => year !== null && v.form.years.includes(year)) ?? ref.variants.at(-1)!
  const instances = form.equations.filter((e) => e.table === table.id).flatMap((e) => instancesOf(e, table))
  const listed = matchRows(
    source.records.filter((record) => record.cells.length >= table.columns.length),
    ref.rows,
    () => [table.columns.length],
  ).filter((match) => match.record.cells.length === table.columns.length && match.similarity > 0.7)
  if (listed.length >= 2) {
    const header = source.header(0, listed[0]!.record.cellsAt)
    const order = orderOf(table, header)
    const fields = resolveRows(
      listed.map((match) => ({ ...match, row: match.row.row, layout: layoutOf(match.record, table, header, order) })),
      table,
      instances,
    )
    return found(
      table,
      form,
      fields,
      listed.map((match) => match.record),
      order.found,
      shownOrder([{ ways: [order.order], known: order.known, contrary: order.contrary }]),
    )
  }
  const flat = flatten(table)
  const printed = valueRow(source.records, flat.length)
  if (!printed) return null
  const { record } = printed
  const header = source.header(headerStart(source.records, record), record.cellsAt)
  if (!(trusted && record.cells.length === flat.length) && !speaksFor(header, table)) return null
  const order = printedOrder(table, header)
  const way = record.kind === 'grid' ? underHeaders(record, table, header) : null
  const ways = way
    ? [way]
    : placements(record, flat.length).map((way) => {
        const cells = new Array<number>(flat.length).fill(HOLE)
        way.forEach((cell, position) => {
          cells[order.order[position]!] = cell
        })
        return cells
      })
  const layout = { ways, known: way !== null || order.known, contrary: false }
  const wide = { ...table, columns: flat }
  const figures = (row: RowRecord) => row.cells.some(({ raw }) => isNumber(raw))
  const rivals = printed.rivals.filter(
    (row) => isRepeated(source, table) || (figures(row) && row.cells.length >= flat.length / 3),
  )
  const row = { row: '', record, layout, similarity: 1, posterior: 1, rivals }
  const fields = resolveRows([row], wide, instances, (_, column) => `${table.id}.${column}`)
  return found(table, form, fields, [record], order.known ? table.columns.length : 0, shownOrder([layout]))
}

function found(
  table: FormTable,
  form: Form,
  fields: TableMatch['fields'],
  records: readonly RowRecord[],
  columnsFound: number,
  order: TableMatch['order'],
): TableMatch {
  const page = records[0]?.cells.find((cell) => cell.page !== undefined)?.page
  const at = records[0]?.at ?? 0
  return {
    table,
    form,
    fields,
    rowsFound: table.rows.length,
    columnsFound,
    distinct: false,
    order,
    others: [],
    at,
    ...(page === undefined ? {} : { page }),
  }
}

/** The header begins behind the last row of another table. */
function headerStart(records: readonly RowRecord[], record: RowRecord): number {
  const above = records.filter(
    (r) => r.cellsAt < record.at && r.labels.length > 0 && r.cells.some((cell) => isNumber(cell.raw)),
  )
  return Math.max(0, ...above.map((r) => r.cellsAt + 1))
}

/** Whether a header names two of the table's rows or most of its columns; else the values could be anybody's. */
function speaksFor(header: readonly HeaderCell[], table: FormTable): boolean {
  const texts = header.map((cell) => canonical(cell.text))
  const named = (entry: Entry) =>
    labelsOf(entry).some((label) => texts.some((text) => text === label || (label.length > 3 && text.includes(label))))
  return table.rows.filter(named).length >= 2 || table.columns.filter(named).length >= 3
}

/** Whether the labels of a table's columns come more often than it has rows: then there is a second one of its kind. */
function isRepeated(source: RowSource, table: FormTable): boolean {
  const labels = labelsOf(table.columns[0]!)
  const texts = source.header(0, Number.POSITIVE_INFINITY).map(({ text }) => canonical(text))
  return texts.filter((text) => labels.includes(text)).length > table.rows.length
}

/** The table's cells as one row: an entry for each row and column, its id "row.column". */
function flatten(table: FormTable): Entry[] {
  return table.rows.flatMap((row) => table.columns.map((column) => ({ ...column, id: `${row.id}.${column.id}` })))
}

/**
 * The record that prints the values, with the others that could: the one whose cells come nearest to the number wanted;
 * rows of five are joined.
 */
function valueRow(records: readonly RowRecord[], width: number): { record: RowRecord; rivals: RowRecord[] } | null {
  const plain = records.filter(
    (r) => r.cells.length > 0 && r.cells.every(({ raw }) => isValueLike(raw) || saysNone(raw)),
  )
  const used = new Map<RowRecord, number>()
  const joined = plain.map((record, i) => {
    const cells = [...record.cells]
    let k = i + 1
    for (; k < plain.length && plain[k]!.labels.length === 0 && cells.length < width; k++)
      cells.push(...plain[k]!.cells)
    const whole = cells.length === width && record.cells.length < width
    const row = whole ? { ...record, cells } : record
    used.set(row, whole ? k : i + 1)
    return row
  })
  const figures = (record: RowRecord) => record.cells.filter((cell) => isNumber(cell.raw)).length
  const fits = joined.filter((r) => r.cells.length >= width / 3 && (figures(r) > 0 || r.cells.length >= width))
  const others = joined.filter((r) => figures(r) > 0 || r.cells.length >= width)
  const [record] = [...fits].sort(
    (a, b) => Math.abs(a.cells.length - width) - Math.abs(b.cells.length - width) || figures(b) - figures(a),
  )
  if (!record) return null
  const text = (row: RowRecord) => row.cells.map((cell) => cell.raw.trim()).join('\u0001')
  const at = joined.indexOf(record)
  const own = (row: RowRecord) => joined.indexOf(row) >= at && joined.indexOf(row) < used.get(record)!
  return { record, rivals: others.filter((row) => !own(row) && text(row) !== text(record)) }
}

/** The printed order of the columns, the same in every group, and of the groups; the form's where the header is silent. */
function printedOrder(table: FormTable, header: readonly HeaderCell[]): { order: number[]; known: boolean } {
  const texts = header.map((cell) => canonical(cell.text))
  const first = table.columns.map((column) => {
    const labels = labelsOf(column)
    return texts.findIndex((text) => labels.includes(text))
  })
  const known = first.every((at) => at >= 0) && new Set(first).size === first.length && oneGroup(first, header)
  const inner = table.columns.map((_, c) => c)
  if (known) inner.sort((a, b) => first[a]! - first[b]!)
  return { order: rowOrder(table, header).flatMap((r) => inner.map((c) => r * table.columns.length + c)), known }
}

/**
 * Whether labels stand on one line, or each alone on its own. Where one group's header was misread, the first place of a
 * label is in the next group, on another line, and says nothing of the order.
 */
function oneGroup(places: readonly number[], header: readonly HeaderCell[]): boolean {
  const rows = places.map((at) => header[at]!.row)
  if (new Set(rows).size === 1) return places.every((at, i) => i === 0 || Math.abs(at - places[0]!) < 2 * places.length)
  return (
    new Set(rows).size === rows.length && rows.every((row) => header.filter((cell) => cell.row === row).length === 1)
  )
}

/**
 * The printed order of the table's rows, which are groups of columns here: another than the form's only where the
 * header has the titles of all of a group's rows, to the letter, in another order on one line.
 */
function rowOrder(table: FormTable, header: readonly HeaderCell[]): number[] {
  const place = (labels: readonly string[]) => header.findIndex((cell) => labels.includes(canonical(cell.text)))
  const blocks: { members: number[]; at: number }[] = []
  for (const [r, row] of table.rows.entries()) {
    const group = row.groups[0]
    const last = table.rows[r - 1]
    if (group !== undefined && last?.groups[0] === group) blocks.at(-1)!.members.push(r)
    else blocks.push({ members: [r], at: place(group === undefined ? labelsOf(row) : [canonical(group)]) })
  }
  const sorted = <T extends { at: number }>(items: T[]): T[] => {
    const lines = new Set(items.map(({ at }) => (at < 0 ? Number.NaN : header[at]!.row)))
    return lines.size === 1 && !lines.has(Number.NaN) ? [...items].sort((a, b) => a.at - b.at) : items
  }
  return sorted(blocks).flatMap(({ members }) =>
    sorted(members.map((r) => ({ r, at: place(labelsOf(table.rows[r]!)) }))).map(({ r }) => r),
  )
}

/** Each field's cell by the header texts above it: the column's label nearest, the row's anywhere above. */
function underHeaders(record: RowRecord, table: FormTable, header: readonly HeaderCell[]): Placement | null {
  const way = new Array<number>(table.rows.length * table.columns.length).fill(HOLE)
  for (const [index, cell] of record.cells.entries()) {
    const above = header
      .filter((h) => h.column < cell.column + cell.columnSpan && h.column + h.columnSpan > cell.column)
      .sort((a, b) => b.row - a.row)
    const column = best(table.columns, above.slice(0, 1))
    const row = best(table.rows, above.slice(1))
    if (column < 0 || row < 0) continue
    const at = row * table.columns.length + column
    if (way[at] !== HOLE) return null
    way[at] = index
  }
  return way.includes(HOLE) ? null : way
}

function best(entries: readonly Entry[], above: readonly HeaderCell[]): number {
  let index = -1
  let score = HEADER_SIMILARITY
  for (const cell of above) {
    const text = canonical(cell.text)
    entries.forEach((entry, i) => {
      const alike = Math.max(...labelsOf(entry).map((label) => similarity(text, label)))
      if (alike > score) [index, score] = [i, alike]
    })
  }
  return index
}
