import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { READER } from '../../schemas/report.ts'
import type { Sink, StreamFormat } from '../outgoing.ts'
import { eachReport } from '../rows/each-report.ts'
import type { Cell, Column, Row, RowShape } from '../rows/shape.ts'
import { parquetSchema } from './schema.ts'

/** Rows as Parquet, typed, compressed with Snappy; `groupSize` rows are held in memory and written at a time. */
export function parquet(shape: RowShape, groupSize: number): StreamFormat {
  return {
    kind: 'stream',
    extension: 'parquet',
    mediaType: 'application/vnd.apache.parquet',
    async *write(reports, sink) {
      const file = openParquet(shape, sink)
      let waiting: Row[] = []
      yield* eachReport(reports, shape, async (rows) => {
        for (const row of rows) waiting.push(row)
        if (waiting.length < groupSize) return true
        const group = waiting
        waiting = []
        return file.put(group)
      })
      if (waiting.length > 0) await file.put(waiting)
      await file.end()
    },
  }
}

function openParquet({ columns }: RowShape, sink: Sink) {
  const bytes = new ByteWriter()
  const schema = parquetSchema(columns)
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: READER })
  const flush = async (): Promise<boolean> => {
    // The buffer is used again.
    const ready = bytes.getBytes().slice()
    bytes.index = 0
    return sink.write(ready)
  }
  return {
    async put(rows: readonly Row[]): Promise<boolean> {
      const columnData = columns.map(({ name, kind }, index) => ({
        name,
        data: rows.map((row) => held(row[index] ?? null, kind)),
        // Where pages begin within a group is kept until the end, and few of them have more than one.
        offsetIndex: false,
      }))
      await writer.write({ columnData, rowGroupSize: rows.length })
      return flush()
    },
    async end(): Promise<void> {
      await writer.finish()
      await flush()
    },
  }
}

/** The number of a page that no document has is none: a report that says so is not to end the run. */
function held(cell: Cell, kind: Column['kind']): Cell {
  return kind === 'integer' && typeof cell === 'number' && cell !== (cell | 0) ? null : cell
}
