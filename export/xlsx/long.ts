import { writeXlsxStream } from 'hucre/xlsx'
import type { Exported, OutgoingReports, StreamFormat } from '../outgoing.ts'
import { eachReport } from '../rows/each-report.ts'
import type { Cell, RowShape } from '../rows/shape.ts'
import { cellText } from './text.ts'

/** Rows of reports in one long sheet, which goes on in further ones where Excel's rows are at an end. */
export function xlsxLong(shape: RowShape): StreamFormat {
  return {
    kind: 'stream',
    extension: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    async *write(reports, sink) {
      const results: Exported[] = []
      const bytes = writeXlsxStream(rowsOf(reports, shape, results), {
        name: '字段',
        columns: shape.columns.map(({ name }) => ({ header: name, width: Math.max(10, name.length + 2) })),
        freezePane: { rows: 1 },
      })
      for await (const some of bytes) {
        yield* results.splice(0)
        if (!(await sink.write(some))) return
      }
      yield* results.splice(0)
    },
  }
}

async function* rowsOf(reports: OutgoingReports, shape: RowShape, results: Exported[]) {
  const waiting: (string | number | boolean | null)[][] = []
  const run = eachReport(reports, shape, async (rows) => {
    for (const row of rows) waiting.push(row.map(cellValue))
    return true
  })
  for await (const result of run) {
    results.push(result)
    yield* waiting.splice(0)
  }
}

function cellValue(cell: Cell): string | number | boolean | null {
  if (typeof cell === 'string') return cellText(cell)
  return cell !== null && typeof cell === 'object' ? cellText(cell.join(' ')) : cell
}
