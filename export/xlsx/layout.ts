import type { Entry, FormTable } from '../../schemas/form.ts'

/** A place in a table, rows and columns from 0. */
export type Span = { readonly row: number; readonly column: number; readonly rows: number; readonly columns: number }
/** `label`: of a row, else of a column. */
export type Heading = Span & { readonly text: string; readonly label: boolean }
export type FieldPlace = { readonly id: string; readonly row: number; readonly column: number }

export type Layout = {
  readonly rows: number
  readonly columns: number
  readonly headings: readonly Heading[]
  readonly fields: readonly FieldPlace[]
}

/** Columns for the labels of rows: `levels` of headings and labels, the last of which takes `last` columns. */
export type LabelColumns = { readonly levels: number; readonly last: number }

type Leaf = { readonly label: string; readonly groups: readonly string[] }

/**
 * A form's table as it is printed: headings of several columns or rows merged over them, the labels of rows that stand
 * under no heading over all label columns. `rows` are those of the form that are wanted.
 */
export function layOut(table: FormTable, rows: readonly Entry[], { levels, last }: LabelColumns): Layout {
  if (table.layout === 'columns') return sideBySide(table, rows)
  const depth = depthOf(table.columns)
  const figures = levels - 1 + last
  const corner = { row: 0, column: 0, rows: depth, columns: figures, text: table.corner.join('\n'), label: false }
  const above = headings(table.columns, depth).map((one) => ({ ...one, column: one.column + figures }))
  const left = headings(rows, levels).map((one) => {
    const reachesLast = one.row + one.rows === levels
    const columns = reachesLast ? one.rows - 1 + last : one.rows
    return { row: depth + one.column, column: one.row, rows: one.columns, columns, text: one.text, label: true }
  })
  return {
    rows: depth + rows.length,
    columns: figures + table.columns.length,
    headings: [corner, ...above, ...left],
    fields: rows.flatMap((row, r) =>
      table.columns.map((column, c) => ({ id: fieldId(table, row, column), row: depth + r, column: figures + c })),
    ),
  }
}

/** Levels of labels that a table's rows need. */
export function labelDepth(table: FormTable): number {
  return table.layout === 'columns' ? 0 : depthOf(table.rows)
}

export function fieldId(table: FormTable, row: Entry, column: Entry): string {
  return `${table.id}.${row.id}.${column.id}`
}

/** One printed row of values, the columns of each of the form's rows side by side. */
function sideBySide(table: FormTable, rows: readonly Entry[]): Layout {
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
    columns: leaves.length,
    headings: headings(leaves, depth),
    fields: leaves.map(({ id }, column) => ({ id, row: depth, column })),
  }
}

function depthOf(leaves: readonly Leaf[]): number {
  return Math.max(0, ...leaves.map(({ groups }) => groups.length)) + 1
}

/** Labels along the columns, their groups merged above them, each label reaching down to the last of `depth` rows. */
function headings(leaves: readonly Leaf[], depth: number): readonly Heading[] {
  const labels = leaves.map(({ label, groups }, column) => {
    const row = Math.min(groups.length, depth - 1)
    return { row, column, rows: depth - row, columns: 1, text: label, label: false }
  })
  const merged: Heading[] = []
  for (let level = 0; level < depth - 1; level++) {
    for (let start = 0; start < leaves.length; ) {
      const path = pathTo(leaves[start]!, level)
      let end = start + 1
      while (path !== null && end < leaves.length && pathTo(leaves[end]!, level) === path) end++
      if (path !== null) {
        merged.push({
          row: level,
          column: start,
          rows: 1,
          columns: end - start,
          text: leaves[start]!.groups[level]!,
          label: false,
        })
      }
      start = end
    }
  }
  return [...merged, ...labels]
}

function pathTo({ groups }: Leaf, level: number): string | null {
  return level < groups.length ? groups.slice(0, level + 1).join('\u0000') : null
}
