import type { Sheet, SheetCell } from '../sheet.ts'
import type { Segment } from './lines.ts'

/** A cell of a table on its way to text. `covered` marks what a span hides: "down" under, "right" beside its anchor. */
export interface TextCell {
  readonly text: string
  readonly role: SheetCell['role'] | 'filler'
  readonly field?: string
  readonly covered?: 'down' | 'right'
}

/** A row of a table on its way to text; `key` names a row of values ("requests.granted"), heads have "". */
export interface TextRow {
  readonly key: string
  readonly cells: readonly TextCell[]
}

/** What a converter prints for covered cells: nothing; empty cells under a group on the left; an empty cell for each. */
export type Covered = 'omit' | 'lead' | 'grid'

/** The rows of a sheet with every grid position filled in, covered ones by empty cells. */
export function textRows(sheet: Sheet): TextRow[] {
  const open: (number | undefined)[] = []
  return sheet.rows.map((anchors) => {
    const cells: TextCell[] = []
    const waiting = [...anchors]
    for (let column = 0; column < sheet.columns; ) {
      const below = open[column] ?? 0
      if (below > 0) {
        open[column] = below - 1
        cells.push({ text: '', role: 'filler', covered: 'down' })
        column++
        continue
      }
      const anchor = waiting.shift()
      if (!anchor) throw new Error(`a row of ${sheet.id} is too short`)
      const { text, role, field } = anchor
      cells.push(field === undefined ? { text, role } : { text, role, field })
      for (let i = 0; i < anchor.colSpan; i++) {
        open[column + i] = anchor.rowSpan - 1
        if (i > 0) cells.push({ text: '', role: 'filler', covered: 'right' })
      }
      column += anchor.colSpan
    }
    return { key: keyOf(anchors), cells }
  })
}

/** The cells of a row that a converter prints. A head keeps its empty places, so that columns can be told. */
export function shown(row: TextRow, covered: Covered): TextCell[] {
  const isHead = row.key === ''
  return row.cells.filter((cell) => {
    if (cell.text !== '' || cell.covered === undefined || covered === 'grid') return true
    return covered === 'lead' && (cell.covered === 'down' || isHead)
  })
}

/** A cell as a stretch of text that remembers its row and field. */
export function segment(row: TextRow, cell: TextCell): Segment {
  return {
    text: cell.text,
    ...(row.key === '' ? {} : { row: row.key }),
    ...(cell.field === undefined ? {} : { field: cell.field }),
  }
}

/** The cells of a row by what they are for: groups that begin here (or go on), the label, the values. */
export function parts(row: TextRow): { groups: TextCell[]; label: TextCell | undefined; values: TextCell[] } {
  return {
    groups: row.cells.filter((cell) => cell.role === 'group'),
    label: row.cells.find((cell) => cell.role === 'label'),
    values: row.cells.filter((cell) => cell.role === 'value'),
  }
}

function keyOf(anchors: readonly SheetCell[]): string {
  const first = anchors.find((cell) => cell.field !== undefined)?.field
  if (first === undefined) return ''
  return first.startsWith('disputes.') ? 'disputes' : first.split('.').slice(0, 2).join('.')
}
