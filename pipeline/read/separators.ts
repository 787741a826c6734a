import { SEPARATED } from '../thresholds.ts'
import { isNumber, isValueLike } from './value.ts'

/**
 * The sign that parts the cells of a dump's rows where neither tabs nor pipes do, as in files of comma-separated values:
 * null where too few lines hold figures between such signs. Commas of the prose or between thousands make no rows.
 */
export function cellSeparator(lines: readonly string[]): CellSeparator | null {
  for (const sign of SIGNS) {
    const rows = lines.flatMap((line) => {
      const cells = line.includes(sign) ? split(line, sign) : []
      return cells.length >= SEPARATED.cells && isRow(cells) ? [cells.length] : []
    })
    if (rows.length >= SEPARATED.rows) return { sign, widths: new Set(rows) }
  }
  return null
}

/** What parts the cells, and how many cells the rows with figures have. */
export type CellSeparator = { readonly sign: string; readonly widths: ReadonlySet<number> }

/** A line's cells if it has as many as the dump's rows, or a label and nothing but figures behind it; null for prose. */
export function splitAt(line: string, { sign, widths }: CellSeparator): string[] | null {
  const cells = line.includes(sign) ? split(line, sign) : []
  const figures = cells.length > 1 && !isValueLike(cells[0]!) && cells.slice(1).every((cell) => isNumber(cell))
  return widths.has(cells.length) || figures ? cells : null
}

const SIGNS = [',', ';', '，', '；'] as const

/** Half of the cells behind the first hold figures or are blank, and one figure at least is among them. */
function isRow([, ...cells]: readonly string[]): boolean {
  const values = cells.filter(isValueLike)
  return 2 * values.length >= cells.length && values.some((cell) => /\d/u.test(cell))
}

/** Cells between signs; a cell in quotes may hold the sign, and quotes written twice. */
function split(line: string, sign: string): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (const c of line) {
    if (c === '"') quoted = !quoted
    if (c === sign && !quoted) {
      cells.push(cell)
      cell = ''
    } else cell += c
  }
  return [...cells, cell].map((text) => unquoted(text.trim()))
}

function unquoted(cell: string): string {
  return /^".*"$/su.test(cell) ? cell.slice(1, -1).replaceAll('""', '"').trim() : cell
}
