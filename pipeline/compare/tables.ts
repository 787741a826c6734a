import type { ReadingsCompared, TableDifference, TableView } from '../../schemas/comparison.ts'
import type { Table } from '../../schemas/report.ts'

type Placed = { readonly table: Table; readonly index: number }

/**
 * Compares the tables of two reports. Those that hold a form's table stand for each other in their order; others where
 * all their cells are the same, else where they have the same size, in their order.
 */
export function compareTables(a: readonly Table[], b: readonly Table[]): ReadingsCompared['tables'] {
  const left = a.map((table, index): Placed => ({ table, index }))
  const free = new Set(b.map((table, index): Placed => ({ table, index })))
  const pairs = new Map<Placed, Placed>()
  for (const alike of [sameCells, sameForm, sameSize]) {
    for (const one of left) {
      if (pairs.has(one)) continue
      const other = [...free].find(({ table }) => alike(one.table, table))
      if (!other) continue
      pairs.set(one, other)
      free.delete(other)
    }
  }
  const compared = [...pairs].map(([one, other]) => differenceOf(one, other)).sort((x, y) => x.a.index - y.a.index)
  const differing = compared.filter(({ a, b, cells }) => cells.length > 0 || !isSameSize(a, b))
  return {
    agreeing: compared.length - differing.length,
    differing,
    onlyA: left.filter((one) => !pairs.has(one)).map(viewOf),
    onlyB: [...free].map(viewOf),
  }
}

function sameCells(a: Table, b: Table): boolean {
  return a.form === b.form && isSameSize(a, b) && differingCells(a, b).length === 0
}

function sameForm(a: Table, b: Table): boolean {
  return a.form !== null && a.form === b.form
}

function sameSize(a: Table, b: Table): boolean {
  return a.form === null && b.form === null && isSameSize(a, b)
}

function isSameSize(a: Pick<Table, 'rows' | 'columns'>, b: Pick<Table, 'rows' | 'columns'>): boolean {
  return a.rows === b.rows && a.columns === b.columns
}

function differenceOf(a: Placed, b: Placed): TableDifference {
  return { a: viewOf(a), b: viewOf(b), cells: differingCells(a.table, b.table) }
}

function differingCells(a: Table, b: Table): TableDifference['cells'] {
  const keyOf = ({ row, column }: { row: number; column: number }) => `${row} ${column}`
  const theirs = new Map(b.cells.map((cell) => [keyOf(cell), cell]))
  const mine = new Set(a.cells.map(keyOf))
  return [
    ...a.cells.map(({ row, column, text }) => ({
      row,
      column,
      a: text,
      b: theirs.get(`${row} ${column}`)?.text ?? null,
    })),
    ...b.cells
      .filter((cell) => !mine.has(keyOf(cell)))
      .map(({ row, column, text }) => ({ row, column, a: null, b: text })),
  ].filter((cell) => cell.a !== cell.b)
}

function viewOf({ table: { page, form, rows, columns }, index }: Placed): TableView {
  return { index, ...(page === undefined ? {} : { page }), form, rows, columns }
}
