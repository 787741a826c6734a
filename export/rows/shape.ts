import type { Outgoing } from '../outgoing.ts'

/** What a column holds, empty cells aside: `texts` is a list of codes or ids, which have no spaces in them. */
export type Column = { readonly name: string; readonly kind: 'text' | 'integer' | 'number' | 'flag' | 'texts' }

export type Cell = string | number | boolean | readonly string[] | null

export type Row = readonly Cell[]

/** Reports as rows of one table, the same columns for CSV, spreadsheets and Parquet. */
export type RowShape = {
  readonly columns: readonly Column[]
  /** The rows of a report, each with a cell for every column. */
  readonly rows: (one: Outgoing) => Promise<readonly Row[]>
}

/** Columns as the keys of an object have them, in their order. */
export function columnsOf(kinds: Readonly<Record<string, Column['kind']>>): readonly Column[] {
  return Object.entries(kinds).map(([name, kind]) => ({ name, kind }))
}
