import type { Random } from '../random.ts'
import { joined, type Line, plain, type Segment } from './lines.ts'
import { type Covered, segment, shown, type TextCell, type TextRow } from './rows.ts'

/** How a converter writes delimited rows. */
export interface Delimited {
  readonly separator: string
  /** After the last cell of each row. */
  readonly end: string
  readonly covered: Covered
  /** Empty cells added at the end of every row. */
  readonly fillers: number
  /** Headings of groups stand on lines of their own. */
  readonly ownLineGroups: boolean
}

/** Rows with a separator between their cells; empty cells stay, so that columns can be counted. */
export function printDelimited(rows: readonly TextRow[], manner: Delimited): Line[] {
  return rows.flatMap((row) => {
    const cells = shown(row, manner.covered)
    const own = manner.ownLineGroups ? cells.filter((cell) => cell.role === 'group') : []
    const rest = cells.filter((cell) => !own.includes(cell)).map((cell) => segment(row, cell))
    for (let i = 0; i < manner.fillers; i++) rest.push({ text: '' })
    return [...own.map((cell) => plain(cell.text + manner.end)), joined(rest, manner.separator, manner.end)]
  })
}

/** One cell a line, `|` after each; an empty cell is a lone `|`, and rows end in some that belong to nothing. */
export function printCellLines(rows: readonly TextRow[], end: string, filler: boolean): Line[] {
  return rows.flatMap((row) => {
    const lines = shown(row, 'omit').map((cell): Line => [segment(row, cell), { text: cell.text === '' ? '|' : end }])
    return filler && row.key === '' ? [...lines, plain('||')] : lines
  })
}

/** Markdown tables in pieces: a separator line after the first row of each, rows padded to the width of their piece. */
export function printMarkdown(rows: readonly TextRow[], random: Random): Line[] {
  const broken = random.chance(0.7)
  const outside = random.chance(0.4)
  const lines: Line[] = []
  let piece: { cells: Segment[]; row: TextRow }[] = []
  const flush = (): void => {
    const width = Math.max(0, ...piece.map(({ cells }) => cells.length))
    for (const [i, { cells }] of piece.entries()) {
      const padded = [...cells, ...Array.from({ length: width - cells.length }, () => ({ text: '' }))]
      lines.push([{ text: '| ' }, ...joined(padded, ' | ', ' |')])
      if (i === 0) lines.push(plain(`|${'---|'.repeat(width)}`))
    }
    if (piece.length > 0) lines.push(plain(''))
    piece = []
  }
  for (const row of rows) {
    const cells = shown(row, 'omit')
    const label = cells.find((cell) => cell.role === 'label')
    if (outside && label && label.text.length > 18) {
      flush()
      lines.push(...halves(label, row, random))
      piece.push({ row, cells: cells.filter((cell) => cell.role === 'value').map((cell) => segment(row, cell)) })
      if (piece[0]?.cells.length) flush()
      piece = []
      continue
    }
    piece.push({ row, cells: cells.map((cell) => segment(row, cell)) })
    if (broken && random.chance(row.key === '' ? 0.5 : 0.18)) flush()
  }
  flush()
  return lines
}

function halves(label: TextCell, row: TextRow, random: Random): Line[] {
  const cut = random.int(8, label.text.length - 4)
  return [[{ text: label.text.slice(0, cut), row: row.key }], [{ text: label.text.slice(cut), row: row.key }]]
}
