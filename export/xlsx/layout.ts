import type { Entry, FormTable } from '../../schemas/form.ts'

/** A place in a table, rows and columns from 0. */
export type Span = { readonly row: number; readonly column: number; readonly rows: number; readonly columns: number }
export type Heading = Span & { readonly text: string }
export type FieldPlace = { readonly id: string; readonly row: number; readonly column: number }

export type Layout = {
  readonly rows: number
  readonly columns: number
  readonly headings: readonly Heading[]
  readonly fields: readonly FieldPlace[]
}

type Leaf = { readonly label: string; readonly groups: readonly string[] }

/**
 * A form's table as it is printed: headings of several columns or rows merged over them, the labels of rows taking
 * `labelColumns` columns, those that stand under no heading all of them. `rows` are those of the form that are wanted.
 */
export function layOut(table: FormTable, rows: readonly Entry[], labelColumns: number): Layout {
  if (table.layout === 'columns') return sideBySide(table, rows, labelColumns)
  const depth = depthOf(table.columns)
  const corner = { row: 0, column: 0, rows: depth, columns: labelColumns, text: table.corner.join('\n') }
  const above = headings(table.columns, depth).map((one) => ({ ...one, column: one.column + labelColumns }))
  const left = headings(rows, labelColumns)
    .map(turned)
    .map((one) => ({ ...one, row: one.row + depth }))
  return {
    rows: depth + rows.length,
    columns: labelColumns + table.columns.length,
    headings: [corner, ...above, ...left],
    fields: rows.flatMap((row, r) =>
      table.columns.map((column, c) => ({ id: fieldId(table, row, column), row: depth + r, column: labelColumns + c })),
    ),
  }
}

/** Label columns that a table's rows need. */
export function labelDepth(table: FormTable): number {
  return table.layout === 'columns' ? 0 : depthOf(table.rows)
}

export function fieldId(table: FormTable, row: Entry, column: Entry): string {
  return `${table.id}.${row.id}.${column.id}`
}

/** One printed row of values, the columns of each of the form's rows side by side. */
function sideBySide(table: FormTable, rows: readonly Entry[], left: number): Layout {
  const leaves = rows.flatMap((row) =>
    table.columns.map((column) => ({
      id: fieldId(table, row, column),
      label: column.label,
      groups: [...row.groups, row.label, ...column.groups],
    })),
  )
  const depth = depthOf(leaves)
  return {
    rows: depth + 1,
    columns: left + leaves.length,
    headings: headings(leaves, depth).map((one) => ({ ...one, column: one.column + left })),
    fields: leaves.map(({ id }, index) => ({ id, row: depth, column: left + index })),
  }
}

function depthOf(leaves: readonly Leaf[]): number {
  return Math.max(0, ...leaves.map(({ groups }) => groups.length)) + 1
}

/** Labels along the columns, their groups merged above them, each label reaching down to the last of `depth` rows. */
function headings(leaves: readonly Leaf[], depth: number): readonly Heading[] {
  const labels = leaves.map(({ label, groups }, column) => {
    const row = Math.min(groups.length, depth - 1)
    return { row, column, rows: depth - row, columns: 1, text: label }
  })
  const merged: Heading[] = []
  for (let level = 0; level < depth - 1; level++) {
    for (let start = 0; start < leaves.length; ) {
      const path = pathTo(leaves[start]!, level)
      let end = start + 1
      while (path !== null && end < leaves.length && pathTo(leaves[end]!, level) === path) end++
      if (path !== null) {
        merged.push({ row: level, column: start, rows: 1, columns: end - start, text: leaves[start]!.groups[level]! })
      }
      start = end
    }
  }
  return [...merged, ...labels]
}

function pathTo({ groups }: Leaf, level: number): string | null {
  return level < groups.length ? groups.slice(0, level + 1).join('\u0000') : null
}

function turned({ row, column, rows, columns, text }: Heading): Heading {
  return { row: column, column: row, rows: columns, columns: rows, text }
}
