import stringWidth from 'string-width'

/** A text in a cell; `mark` puts a sign and a colour on it, `corrected` those of what a person said. */
export type Cell = {
  readonly text: string
  readonly mark?: boolean
  readonly corrected?: boolean
  readonly align?: 'left' | 'right'
}
/** Turns a marked text into what the terminal highlights; the identity where there are no colours. */
export type Paint = (text: string) => string

export const FLAG = '⚑'
export const PEN = '✎'
export const GAP = '  '

/**
 * Rows of cells as aligned lines under the `header`'s; Chinese characters take two columns, marked cells carry the flag.
 * Where the lines are wider than `width` columns the first column's texts, which are labels, are cut short; where that is
 * not enough the columns go on in further blocks below, each with the labels.
 */
export function layoutTable(
  header: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  width: number,
  paint: Paint,
  settled: Paint = paint,
): readonly string[] {
  const blocks = columnBlocks(header, rows, width)
  return blocks.flatMap((columns, index) => {
    const of = (cells: readonly Cell[]) => [0, ...columns].map((column) => cells[column] ?? NOTHING)
    const lines = layoutBlock(header.length > 0 ? of(header) : [], rows.map(of), width, { paint, settled })
    return index === 0 ? lines : ['', ...lines]
  })
}

const NOTHING: Cell = { text: '' }

/** Which columns, beside the first one, stand together so that the shortest labels and they fit. */
function columnBlocks(
  header: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  width: number,
): readonly (readonly number[])[] {
  const heads = header.map((cell) => wrapLabel(cell.text))
  const [label = 0, ...widths] = columnWidths([...rows, header.map(() => NOTHING)]).map((column, index) =>
    Math.max(column, ...(heads[index] ?? []).map((line) => stringWidth(line))),
  )
  const room = width - Math.min(label, shortestLabel(width))
  const blocks: number[][] = [[]]
  let used = 0
  widths.forEach((column, index) => {
    if (used > 0 && used + GAP.length + column > room) {
      blocks.push([])
      used = 0
    }
    blocks.at(-1)!.push(index + 1)
    used += GAP.length + column
  })
  return blocks
}

function layoutBlock(
  header: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  width: number,
  paints: Paints,
): readonly string[] {
  const heads = header.map((cell) => wrapLabel(cell.text))
  const height = Math.max(0, ...heads.map((lines) => lines.length))
  const headRows = Array.from({ length: height }, (_, line) =>
    header.map((cell, column): Cell => {
      const lines = heads[column]!
      return { ...cell, text: lines[line - (height - lines.length)] ?? '' }
    }),
  )
  const widths = columnWidths([...headRows, ...rows])
  const rest = widths.slice(1).reduce((sum, column) => sum + column + GAP.length, 0)
  const first = Math.min(widths[0] ?? 0, Math.max(shortestLabel(width), width - rest))
  const line = ([label, ...cells]: readonly Cell[]) => {
    const short = label && { ...label, text: cutShort(label.text, first) }
    return widths
      .map((column, index) => pad(index === 0 ? short : cells[index - 1], index === 0 ? first : column, paints))
      .join(GAP)
      .trimEnd()
  }
  const rule = widths.map((column, index) => '─'.repeat(index === 0 ? first : column)).join(GAP)
  return [...headRows.map(line), ...(height ? [rule] : []), ...rows.map(line)]
}

/** Labels are not cut below this many columns: fewer of them on a narrow terminal. */
function shortestLabel(width: number): number {
  return Math.min(24, Math.max(8, Math.floor(width / 2)))
}

function columnWidths(rows: readonly (readonly Cell[])[]): readonly number[] {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  return Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...rows.map((row) => stringWidth(marked(row[column])))),
  )
}

/** A text cut to so many columns, with a sign that it is. */
export function cutShort(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let cut = ''
  for (const character of text) {
    if (stringWidth(cut + character) >= width) break
    cut += character
  }
  return `${cut}…`
}

/** Column labels wider than this many columns go on over several lines, or seven numbers would fill two screens. */
const LABEL_WIDTH = 10

function wrapLabel(label: string): readonly string[] {
  const width = stringWidth(label)
  const even = width / Math.ceil(width / LABEL_WIDTH)
  const lines: string[] = ['']
  for (const character of label) {
    if (stringWidth(lines.at(-1)!) >= even) lines.push('')
    lines[lines.length - 1] += character
  }
  return lines
}

function marked(cell: Cell | undefined): string {
  if (!cell) return ''
  const sign = cell.mark ? FLAG : cell.corrected ? PEN : ''
  return sign === '' ? cell.text : `${cell.text} ${sign}`
}

/** What highlights cells of either kind. */
type Paints = { readonly paint: Paint; readonly settled: Paint }

function pad(cell: Cell | undefined, width: number, { paint, settled }: Paints): string {
  const text = marked(cell)
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)))
  const shown = cell?.mark ? paint(text) : cell?.corrected ? settled(text) : text
  return cell?.align === 'right' ? space + shown : shown + space
}
