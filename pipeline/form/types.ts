import type { Form, FormTable } from '../../schemas/form.ts'
import type { Reason } from '../../schemas/report.ts'
import type { Layout } from './layout.ts'
import type { RecordCell, RowRecord } from './record.ts'

/** What matching found for one field: the cell that prints it, or none, and every doubt about that. */
export type FieldMatch = {
  readonly id: string
  readonly unit?: string
  /** Whether a figure below 0 makes sense here. */
  readonly signed: boolean
  /** Whether things are counted, so that a fraction cannot be. */
  readonly whole: boolean
  /** The cell; null where the document has the row but no cell for the field, or no row. */
  readonly cell: RecordCell | null
  /** Probability, 0 … 1, that this cell is this field's, from label, alignment and columns alone. */
  readonly certainty: number
  readonly reasons: readonly Reason[]
  /** Raw texts of other cells that it could be; '' stands for a lost one. */
  readonly candidates: readonly string[]
}

/** A table of a form as found in the document, with all its fields. */
export type TableMatch = {
  readonly table: FormTable
  readonly form: Form
  readonly fields: readonly FieldMatch[]
  /** How many of its rows were found, and how many of its column labels in the header. */
  readonly rowsFound: number
  readonly columnsFound: number
  /** Whether a row was found by a label too long to be anybody else's. */
  readonly distinct: boolean
  /** Whether the header shows the form's order of columns, another, or nothing of it. */
  readonly order: 'usual' | 'other' | 'unknown'
  /** Other forms' versions of the table that the document may follow as well; none where it shows which one. */
  readonly others: readonly FormTable[]
  /** A person said which form it follows. */
  readonly named?: true
  readonly page?: number
  readonly at: number
}

/** A row of a table with the record that prints it and the ways to lay that out; certainty is 0 … 1. */
export type RowLayout = {
  readonly row: string
  readonly record: RowRecord
  readonly layout: Layout
  readonly similarity: number
  readonly posterior: number
  readonly rivals: readonly RowRecord[]
}
