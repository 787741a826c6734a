import type { GridCell } from '../schemas/page.ts'

/** What the measure needs of a table: its cells' places and texts. */
export type TableCells = readonly Pick<GridCell, 'row' | 'column' | 'rowSpan' | 'columnSpan' | 'text'>[]

export type Score = { readonly found: number; readonly wanted: number; readonly right: number }

/**
 * Neighbouring-cell relations of tables: each non-blank cell with its next non-blank neighbour to the right and below.
 * After Göbel, Hassan, Oro, Orsi, "A methodology for evaluating algorithms for table understanding in PDF documents"
 * (DocEng 2012). Texts are compared without white space.
 */
export function relations(tables: readonly TableCells[]): string[] {
  return tables.flatMap((cells) => {
    const rows = Math.max(0, ...cells.map((c) => c.row + c.rowSpan))
    const columns = Math.max(0, ...cells.map((c) => c.column + c.columnSpan))
    const at: (number | undefined)[][] = Array.from({ length: rows }, () => new Array(columns))
    cells.forEach((cell, i) => {
      if (squash(cell.text) === '') return
      for (let r = cell.row; r < cell.row + cell.rowSpan; r++)
        for (let c = cell.column; c < cell.column + cell.columnSpan; c++) at[r]![c] = i
    })
    const found = new Set<string>()
    const pair = (line: readonly (number | undefined)[], way: string) => {
      let last: number | undefined
      for (const i of line) {
        if (i === undefined || i === last) continue
        if (last !== undefined) found.add(`${last}|${i}|${way}`)
        last = i
      }
    }
    for (const row of at) pair(row, 'right')
    for (let c = 0; c < columns; c++)
      pair(
        at.map((row) => row[c]),
        'below',
      )
    return [...found].map((key) => {
      const [a, b, way] = key.split('|')
      return `${squash(cells[Number(a)]!.text)} ${way} ${squash(cells[Number(b)]!.text)}`
    })
  })
}

export function compareTables(truth: readonly TableCells[], read: readonly TableCells[]): Score {
  const left = new Map<string, number>()
  const wanted = relations(truth)
  for (const r of wanted) left.set(r, (left.get(r) ?? 0) + 1)
  const found = relations(read)
  let right = 0
  for (const r of found) {
    const n = left.get(r) ?? 0
    if (n === 0) continue
    right++
    left.set(r, n - 1)
  }
  return { found: found.length, wanted: wanted.length, right }
}

/** The harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found. */
export function f1({ found, wanted, right }: Score): number {
  return found + wanted === 0 ? 1 : (2 * right) / (found + wanted)
}

function squash(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '')
}
