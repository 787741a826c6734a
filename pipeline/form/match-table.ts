import type { FormTable } from '../../schemas/form.ts'
import { instancesOf } from '../check/equation.ts'
import { canonical } from '../read/canonical.ts'
import { isNumber } from '../read/value.ts'
import { byPosition, columnSpans } from './by-position.ts'
import { withoutHabitualFillers, withoutLeadingFillers } from './fillers.ts'
import { layoutOf, orderOf, shownOrder } from './layout.ts'
import { matchRows, type RowMatch } from './match-rows.ts'
import { overlong } from './place.ts'
import { resolveRows } from './resolve.ts'
import type { HeaderCell, RowSource } from './source.ts'
import { hasStrangeColumn } from './strange-columns.ts'
import type { TableMatch } from './types.ts'
import type { SectionRef, TableRef } from './vocabulary.ts'

/**
 * Finds the tables of a section that have one printed row per entry. Rows are matched over all forms at once, then each
 * table takes the form that its own rows, header and number of cells speak for, since reports mix forms.
 */
export function matchTables(source: RowSource, section: SectionRef, year: number | null): TableMatch[] {
  const tables = section.tables.filter((table) => table.layout === 'rows')
  const byId = new Map(tables.map((table) => [table.id, table]))
  const found = matchRows(source.records, section.listedRows, (row) =>
    byId.get(row.table)!.variants.map((v) => v.table.columns.length),
  )
  const matches: TableMatch[] = []
  for (const table of tables) {
    const own = found.filter((match) => match.row.table === table.id)
    if (own.length === 0) continue
    const first = Math.min(...own.map((match) => match.record.cellsAt))
    const before = found
      .filter((match) => match.row.table !== table.id && match.record.cellsAt < first)
      .map((match) => match.record.cellsAt)
    const from = before.length > 0 ? Math.max(...before) + 1 : 0
    matches.push(...tableMatch(table, own, headerAbove(source, table, from, first), year))
  }
  return matches
}

/**
 * The header between two lines or grid rows: what stands behind the last row of any other table there, if it names a
 * column; else all of it, since the row may be this table's own with a label that nobody knows.
 */
function headerAbove(source: RowSource, table: TableRef, from: number, to: number): readonly HeaderCell[] {
  const strange = source.records.filter(
    ({ cellsAt, labels, cells }) =>
      cellsAt >= from && cellsAt < to && labels.length > 0 && cells.filter(({ raw }) => isNumber(raw)).length >= 2,
  )
  const all = source.header(from, to)
  if (strange.length === 0) return all
  const nearest = source.header(Math.max(...strange.map(({ cellsAt }) => cellsAt)) + 1, to)
  return table.variants.some((variant) => orderOf(variant.table, nearest).found > 1) ? nearest : all
}

function tableMatch(
  table: TableRef,
  own: readonly RowMatch[],
  header: readonly HeaderCell[],
  year: number | null,
): TableMatch[] {
  const { variant, others } = pickVariant(table, own, header, year)
  const { form, table: version } = variant
  const order = orderOf(version, header)
  // A group heading that another form has as a row is not a row here.
  const rows = own.filter(
    (match) => version.rows.some((row) => row.id === match.row.row) || match.record.cells.length > 0,
  )
  if (rows.every((match) => match.record.cells.length === 0) && rows.length < LABELS_ALONE) return []
  const extra = rows.filter((match) => !version.rows.some((row) => row.id === match.row.row))
  const records = withoutHabitualFillers(
    withoutLeadingFillers(
      rows.map((match) => match.record),
      version.columns.length,
    ),
    version.columns.length,
    header,
    order,
  )
  const over = overlong(records, version.columns.length)
  const strange = hasStrangeColumn(version, header)
  const laid = byPosition(records, version.columns.length, columnSpans(version, header)).map((record, i) => ({
    ...rows[i]!,
    record,
    row: rows[i]!.row.row,
    layout:
      strange && record.kind !== 'grid'
        ? { ways: [], known: false, contrary: true }
        : layoutOf(record, version, header, order, over),
  }))
  const fields = resolveRows(
    laid,
    version,
    form.equations.filter((e) => e.table === version.id).flatMap((e) => instancesOf(e, version)),
  )
  const page = rows[0]?.record.cells.find((cell) => cell.page !== undefined)?.page
  return [
    {
      table: extra.length === 0 ? version : { ...version, rows: mergedRows(table, version, extra) },
      form,
      fields,
      rowsFound: rows.length,
      columnsFound: order.found,
      distinct: rows.some(
        (match) => match.similarity >= 0.999 && match.row.labels.some((label) => label.length >= DISTINCT_LABEL),
      ),
      order: shownOrder(laid.map(({ layout }) => layout)),
      others,
      ...(page === undefined ? {} : { page }),
      at: Math.min(...rows.map((match) => match.record.at)),
    },
  ]
}

// Labels without any value are a table whose cells are blank or lost, if there are as many as this.
const LABELS_ALONE = 3

// Eight characters of a form's label do not come about by chance.
const DISTINCT_LABEL = 8

function mergedRows(table: TableRef, version: FormTable, extra: readonly RowMatch[]): FormTable['rows'] {
  const others = extra.flatMap((match) =>
    table.variants.flatMap((v) => v.table.rows.filter((row) => row.id === match.row.row)).slice(0, 1),
  )
  return [...version.rows, ...others]
}

/**
 * The form's version of a table that the document follows: by its own rows, header, cell counts, and year at last. With
 * `others`, the versions that nothing but the year speaks against.
 */
function pickVariant(table: TableRef, own: readonly RowMatch[], header: readonly HeaderCell[], year: number | null) {
  const orders = table.variants.map((variant) => orderOf(variant.table, header))
  // A header that was lost names no version's columns, and speaks for none.
  const silent = orders.every(({ found }) => found === 0)
  // A row that may as well be another tells no version.
  const telling = own.filter(({ posterior }) => posterior >= LIKELY)
  const scored = table.variants.map((variant, v) => {
    const order = orders[v]!
    const has = (id: string) => variant.table.rows.some((row) => row.id === id)
    const shared = (id: string) => table.variants.every((v) => v.table.rows.some((row) => row.id === id))
    let printed = silent ? 0 : 2 * order.found - (variant.table.columns.length - order.found)
    for (const match of own) {
      const weight = !telling.includes(match) ? 0 : match.record.cells.length === 0 ? 0.5 : 1
      printed += has(match.row.row) ? (shared(match.row.row) ? 0 : weight) : -weight
      if (match.record.cells.length === variant.table.columns.length) printed += 0.5
      const official = variant.table.rows.find((row) => row.id === match.row.row)?.label
      const leaf = match.record.labels.at(-1)
      if (official && leaf && canonical(official) === canonical(leaf)) printed += 0.2
    }
    const exclusive = variant.table.rows.filter((row) => !shared(row.id))
    const lacking = exclusive.filter((row) => !telling.some((match) => match.row.row === row.id))
    if (exclusive.length > 0) printed -= lacking.length / exclusive.length
    const usual = year !== null && variant.form.years.includes(year)
    return { variant, printed, score: printed + (usual ? 0.4 : 0) }
  })
  scored.sort((a, b) => b.score - a.score)
  const [best, ...rest] = scored
  const others = rest.filter(({ printed }) => printed > best!.printed - DECIDED).map(({ variant: { table } }) => table)
  return { variant: best!.variant, others }
}

// One row or column that only one form has.
const DECIDED = 1

// The posterior from which a row is rather this one than any other.
const LIKELY = 0.75
