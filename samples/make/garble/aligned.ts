import { broken, type Line, plain, type Segment } from './lines.ts'
import { parts, segment, type TextCell, type TextRow } from './rows.ts'

/** Widths in half-width characters. */
export interface Widths {
  readonly label: number
  readonly value: number
}

/** Columns kept apart by spaces, as `pdftotext -layout` prints them: a value's place tells its column. */
export function printAligned(rows: readonly TextRow[], widths: Widths): Line[] {
  return rows.flatMap((row) => {
    const { groups, label, values } = parts(row)
    if (row.key === '') return headLines(row, widths)
    const groupWidth = row.key.startsWith('requests.') ? 10 : 0
    const lead = label ? wrapToWidth(label.text, widths.label - groupWidth - 2) : ['']
    const middle = Math.floor((lead.length - 1) / 2)
    return lead.map((text, i): Line => {
      const group =
        i === middle
          ? groups
              .map((cell) => cell.text.slice(0, 4))
              .join('')
              .slice(0, 4)
          : ''
      const left: Segment[] = [{ text: pad(group, groupWidth) }, { text, row: row.key }]
      if (i !== middle) return left
      const room = startOf(row, 0, widths) - groupWidth - widthOf(text)
      return [...left, { text: ' '.repeat(Math.max(1, room)) }, ...values.flatMap((cell) => centred(row, cell, widths))]
    })
  })
}

// A label breaks where its column ends; what does not fit goes on in the next line, as narrow columns do.
function headLines(row: TextRow, widths: Widths): Line[] {
  const lead = leadOf(row)
  const columns = row.cells.flatMap((cell, column) => {
    if (cell.text === '') return []
    const next = row.cells.findIndex((other, i) => i > column && other.covered !== 'right')
    const start = column < lead ? 0 : startOf(row, column - lead, widths)
    const end = startOf(row, (next < 0 ? row.cells.length : next) - lead, widths)
    return [{ start, width: end - start, pieces: wrapToWidth(cell.text, end - start - 1) }]
  })
  const depth = Math.max(0, ...columns.map(({ pieces }) => pieces.length))
  return Array.from({ length: depth }, (_, i) => {
    let text = ''
    for (const { start, width, pieces } of columns) {
      const piece = pieces[i]
      if (piece === undefined) continue
      const at = start + Math.max(0, Math.floor((width - widthOf(piece)) / 2))
      text += ' '.repeat(Math.max(text === '' ? 0 : 1, at - widthOf(text))) + piece
    }
    return plain(text)
  })
}

// Grid columns to the left of the first value: three in the requests table, one in section two, none in the disputes.
function leadOf(row: TextRow): number {
  return row.cells.length === 10 ? 3 : row.cells.length === 4 ? 1 : 0
}

function startOf(row: TextRow, index: number, widths: Widths): number {
  const lead = row.key === 'disputes' ? 0 : row.key === '' ? leadOf(row) : 1
  return (lead === 0 ? 2 : widths.label) + index * stepOf(row, widths)
}

function stepOf(row: TextRow, widths: Widths): number {
  return row.key.startsWith('art20_') || (row.key === '' && row.cells.length === 4) ? widths.value * 2 : widths.value
}

function centred(row: TextRow, cell: TextCell, widths: Widths): Segment[] {
  const room = Math.max(1, stepOf(row, widths) - widthOf(cell.text))
  const before = Math.floor(room / 2)
  return [{ text: ' '.repeat(before) }, segment(row, cell), { text: ' '.repeat(room - before) }]
}

function wrapToWidth(text: string, width: number): string[] {
  return broken(text, Math.max(2, Math.floor(width / 2)))
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

// A full-width character takes two columns.
function widthOf(text: string): number {
  return [...text].reduce((sum, c) => sum + (/[\u2e80-\uffe0\u201c\u201d]/.test(c) ? 2 : 1), 0)
}
