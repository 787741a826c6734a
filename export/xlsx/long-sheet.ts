import type { Sheet } from './file/book.ts'
import { type Note, SHEET_ROWS } from './file/notes.ts'
import { cellName, cellXml, rowXml, sheetHead, sheetTail } from './file/sheet-xml.ts'
import type { LongRow, LongRows } from './long-rows.ts'
import { measures } from './measures.ts'
import { styleId } from './styles.ts'
import { COLUMN_WORDS } from './words.ts'

/** What one sheet takes: rows, notes, rows that wait for the sheet of checks. */
export type LongLimits = { readonly rows: number; readonly notes: number; readonly checks: number }

/** Excel's own for rows. Notes and checks wait in memory, and each note is a drawing that makes the sheet slow. */
export const MOST: LongLimits = { rows: SHEET_ROWS, notes: 20_000, checks: 10_000 }

type Options = {
  readonly columns: readonly string[]
  readonly limits: LongLimits
  /** Whether something else asks for a further sheet. */
  readonly full: () => boolean
  /** Numbers of texts that cells share. */
  readonly shared: (text: string) => number | null
}

/** A sheet with the next rows, as many as it takes, under a heading that stays in sight. */
export function longSheet(name: string, rows: LongRows, { columns, limits, full, shared }: Options): Sheet {
  const closed = new Set(columns.flatMap((column, at) => (CLOSED.has(column) ? [at] : [])))
  const notes: Note[] = columns.flatMap((column, at) => {
    const words = COLUMN_WORDS[column]
    return words === undefined ? [] : [{ row: 0, column: at, text: words }]
  })
  const setup = { widths: columns.map((column) => WIDTHS[column] ?? Math.max(10, column.length + 4)), frozenRows: 1 }
  const heading = columns.map((column, at) => cellXml(0, at, column, styleId('heading'))).join('')
  const most = notes.length + limits.notes
  let count = 1
  const range = (fixed: boolean) => `${cellName(0, 0, fixed)}:${cellName(count - 1, columns.length - 1, fixed)}`
  return {
    name,
    async *xml() {
      yield sheetHead(setup)
      yield rowXml(0, heading)
      while (count < limits.rows && notes.length < most && !full() && (await rows.more())) {
        yield rowOf(count, rows.next(), { closed, shared, notes })
        count++
      }
      yield sheetTail(setup, { filter: range(false), notes: notes.length > 0 })
    },
    measures: measures(setup.widths, () => undefined),
    notes: () => notes,
    names: () => [{ name: '_xlnm._FilterDatabase', range: range(true), own: true, hidden: true }],
  }
}

type Into = {
  readonly closed: ReadonlySet<number>
  readonly shared: Options['shared']
  readonly notes: Note[]
}

function rowOf(row: number, { values, marked, mark, note }: LongRow, { closed, shared, notes }: Into): string {
  if (note !== undefined) notes.push({ row, column: marked, text: note })
  let cells = ''
  for (let column = 0; column < values.length; column++) {
    const style = mark !== undefined && column === marked ? styleId('plain', mark) : 0
    cells += cellXml(row, column, values[column]!, style, closed.has(column) ? shared : undefined)
  }
  return rowXml(row, cells)
}

/** Columns that have few different texts, however many rows there are. */
const CLOSED: ReadonlySet<string> = new Set([
  ...[
    'form',
    'field',
    'label',
    'table',
    'row',
    'column',
    'state',
    'state_label',
    'unit',
    'reasons',
    'readers',
    'read_state',
  ],
])

/** Characters across, of columns whose names do not say it. */
const WIDTHS: Readonly<Record<string, number>> = {
  document: 28,
  organization: 24,
  field: 30,
  label: 36,
  reasons: 24,
}
