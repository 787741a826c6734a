import type { Sheet } from './file/book.ts'
import type { RangeName } from './file/cell-names.ts'
import type { Note } from './file/notes.ts'
import { cellXml, type Merge, rowXml, type Setup, sheetHead, sheetTail, type Value } from './file/sheet-xml.ts'
import { measures, rowHeight } from './measures.ts'
import { type Look, type Mark, styleId } from './styles.ts'
import { cellText, linesIn } from './text.ts'

/** `note`: what shows when somebody points at it. */
export type Cell = {
  readonly value: Value
  readonly look?: Look
  readonly mark?: Mark | undefined
  readonly note?: string | undefined
}

/** A sheet as it fills up, rows and columns from 0; `widths` of its columns in characters. */
export type SheetBuilder = {
  /** Puts a cell, merged over `rows` × `columns`, all of which get its style so that borders close. */
  put(row: number, column: number, cell: Cell, rows?: number, columns?: number): void
  text(row: number, column: number, text: string, look: Look, rows?: number, columns?: number): void
  /** `repeated`: rows that each printed page begins with after the one they stand on. */
  finish(name: string, more?: { repeated?: RowRange; names?: readonly RangeName[] }): Sheet
}

export type RowRange = { readonly first: number; readonly last: number }

export function createSheet(widths: readonly number[]): SheetBuilder {
  const rows = new Map<number, Map<number, Cell>>()
  const merges: Merge[] = []
  const notes: Note[] = []
  const lines = new Map<number, number>()
  const at = (row: number) => {
    const there = rows.get(row)
    if (there) return there
    const cells = new Map<number, Cell>()
    rows.set(row, cells)
    return cells
  }
  const put: SheetBuilder['put'] = (row, column, cell, high = 1, wide = 1) => {
    const around = { value: null, ...(cell.look ? { look: cell.look } : {}), mark: cell.mark }
    for (let r = row; r < row + high; r++) for (let c = column; c < column + wide; c++) at(r).set(c, around)
    at(row).set(column, cell)
    if (cell.note !== undefined) notes.push({ row, column, text: cell.note })
    if (high * wide > 1) merges.push({ row, column, rows: high, columns: wide })
    if (typeof cell.value !== 'string' || !WRAPPED.has(cell.look)) return
    const width = widths.slice(column, column + wide).reduce((sum, one) => sum + one, 0)
    const each = Math.ceil(linesIn(cell.value, width) / high)
    for (let r = row; r < row + high; r++) lines.set(r, Math.max(lines.get(r) ?? 1, each))
  }
  const heightOf = (row: number) => rowHeight(lines.get(row) ?? 1)
  return {
    put,
    text: (row, column, text, look, high, wide) => put(row, column, { value: cellText(text), look }, high, wide),
    finish(name, { repeated, names = [] } = {}) {
      const setup: Setup = { widths, onePageWide: true }
      const titles = repeated && {
        ...{ name: '_xlnm.Print_Titles', own: true },
        range: `$${repeated.first + 1}:$${repeated.last + 1}`,
      }
      return {
        name,
        *xml() {
          yield sheetHead(setup)
          for (const [row, cells] of [...rows].sort(([a], [b]) => a - b)) yield rowOf(row, cells, heightOf(row))
          yield sheetTail(setup, { merges, notes: notes.length > 0 })
        },
        measures: measures(widths, heightOf),
        notes: () => notes,
        names: () => (titles ? [...names, titles] : names),
      }
    },
  }
}

/** Looks whose text goes over several lines. */
const WRAPPED: ReadonlySet<Look | undefined> = new Set(['heading', 'label', 'value', 'words'])

function rowOf(row: number, cells: ReadonlyMap<number, Cell>, height: number | undefined): string {
  const each = [...cells].sort(([a], [b]) => a - b)
  const xml = each.map(([column, { value, look = 'plain', mark }]) => {
    return cellXml(row, column, value, styleId(look, mark))
  })
  return rowXml(row, xml.join(''), height)
}
