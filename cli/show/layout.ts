import stringWidth from 'string-width'

/** A text in a cell; `mark` puts a sign and a colour on it. */
export type Cell = { readonly text: string; readonly mark?: boolean; readonly align?: 'left' | 'right' }
/** Turns a marked text into what the terminal highlights; the identity where there are no colours. */
export type Paint = (text: string) => string

export const FLAG = '⚑'
const GAP = '  '

/**
 * Rows of cells as aligned lines; Chinese characters take two columns, and `header` lines are underlined. Marked cells
 * carry the flag. Nothing is cut: what is wider than the terminal is for the pager to scroll.
 */
export function layoutTable(
  header: readonly Cell[],
  rows: readonly (readonly Cell[])[],
  paint: Paint,
): readonly string[] {
  const heads = header.map((cell) => wrapLabel(cell.text))
  const height = Math.max(0, ...heads.map((lines) => lines.length))
  const headRows = Array.from({ length: height }, (_, line) =>
    header.map(
      (cell, column): Cell => ({ ...cell, text: heads[column]![line - (height - heads[column]!.length)] ?? '' }),
    ),
  )
  const all = [...headRows, ...rows]
  const columns = Math.max(0, ...all.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...all.map((row) => stringWidth(marked(row[column])))),
  )
  const line = (row: readonly Cell[]) =>
    widths
      .map((width, column) => pad(row[column], width, paint))
      .join(GAP)
      .trimEnd()
  const rule = widths.map((width) => '─'.repeat(width)).join(GAP)
  return [...headRows.map(line), ...(height ? [rule] : []), ...rows.map(line)]
}

/** Column labels wider than this many columns go on over several lines, or seven numbers would fill two screens. */
const LABEL_WIDTH = 8

function wrapLabel(label: string): readonly string[] {
  const lines: string[] = ['']
  for (const character of label) {
    if (stringWidth(lines.at(-1)! + character) > LABEL_WIDTH) lines.push('')
    lines[lines.length - 1] += character
  }
  return lines
}

function marked(cell: Cell | undefined): string {
  return cell?.mark ? `${cell.text} ${FLAG}` : (cell?.text ?? '')
}

function pad(cell: Cell | undefined, width: number, paint: Paint): string {
  const text = marked(cell)
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)))
  const shown = cell?.mark ? paint(text) : text
  return cell?.align === 'right' ? space + shown : shown + space
}
