import type { Cell, CellStyle, WriteSheet } from 'hucre/xlsx'
import { cellText, linesIn } from './text.ts'

/** Points of a row with one line of text. */
const LINE_HEIGHT = 15

/** A sheet as it fills up, rows and columns from 0; `widths` of its columns in characters. */
export type SheetBuilder = {
  /** Puts a cell, merged over `rows` × `columns`, all of which get its style so that borders close. */
  put(row: number, column: number, cell: Partial<Cell>, rows?: number, columns?: number): void
  text(row: number, column: number, text: string, style: CellStyle, rows?: number, columns?: number): void
  /** `repeated`: rows that each printed page begins with after the one they stand on. */
  finish(name: string, repeated?: RowRange): WriteSheet
}

export type RowRange = { readonly first: number; readonly last: number }

export function createSheet(widths: readonly number[]): SheetBuilder {
  const cells = new Map<string, Partial<Cell>>()
  const merges: NonNullable<WriteSheet['merges']> = []
  const lines = new Map<number, number>()
  const put: SheetBuilder['put'] = (row, column, cell, rows = 1, columns = 1) => {
    for (let r = row; r < row + rows; r++) {
      for (let c = column; c < column + columns; c++) {
        cells.set(`${r},${c}`, { value: null, ...(cell.style ? { style: cell.style } : {}) })
      }
    }
    cells.set(`${row},${column}`, cell)
    if (rows * columns > 1) {
      merges.push({ startRow: row, startCol: column, endRow: row + rows - 1, endCol: column + columns - 1 })
    }
    if (typeof cell.value !== 'string' || !cell.style?.alignment?.wrapText) return
    const width = widths.slice(column, column + columns).reduce((sum, one) => sum + one, 0)
    const each = Math.ceil(linesIn(cell.value, width) / rows)
    for (let r = row; r < row + rows; r++) lines.set(r, Math.max(lines.get(r) ?? 1, each))
  }
  return {
    put,
    text: (row, column, text, style, rows, columns) =>
      put(row, column, { value: cellText(text), style }, rows, columns),
    finish: (name, repeated) => ({
      name,
      columns: widths.map((width) => ({ width })),
      rows: [],
      cells,
      merges,
      rowDefs: new Map(
        [...lines].filter(([, count]) => count > 1).map(([row, count]) => [row, { height: count * LINE_HEIGHT + 3 }]),
      ),
      pageSetup: {
        paperSize: 'a4',
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        ...(repeated ? { printTitlesRow: `$${repeated.first + 1}:$${repeated.last + 1}` } : {}),
      },
    }),
  }
}
