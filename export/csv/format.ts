import { stringify } from 'csv-stringify/sync'
import type { StreamFormat } from '../outgoing.ts'
import { eachReport, writeText } from '../rows/each-report.ts'
import type { Cell, Row, RowShape } from '../rows/shape.ts'
import { harmless } from './harmless.ts'

/** Rows as CSV (RFC 4180, lines ending in LF) in UTF-8; `bom` puts the mark before it by which Excel knows that. */
export function csv(shape: RowShape, bom: boolean): StreamFormat {
  return {
    kind: 'stream',
    extension: 'csv',
    mediaType: 'text/csv',
    async *write(reports, sink) {
      const header = textOf([shape.columns.map(({ name }) => name)])
      if (!(await writeText(sink, `${bom ? '\ufeff' : ''}${header}`))) return
      yield* eachReport(reports, shape, (rows) => writeText(sink, textOf(rows)))
    },
  }
}

function textOf(rows: readonly Row[]): string {
  return stringify(rows.map((row) => row.map(cellText)))
}

/** Empty for what is not there; lists with spaces between their parts. */
function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return harmless(cell)
  return typeof cell === 'object' ? cell.map(harmless).join(' ') : String(cell)
}
