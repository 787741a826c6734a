import { expect, test } from 'vitest'
import { parquet } from '../../../export/parquet/format.ts'
import { reportRow } from '../../../export/rows/report-row.ts'
import { query } from '../support/duckdb.ts'
import { field, made, madeBy, outgoing, smallReport } from '../support/outgoing.ts'

test('groups are written as they fill, and read as one table', async () => {
  const reports = Array.from({ length: 8 }, (_, index) =>
    outgoing(smallReport({ 'requests.received.total': field({ value: index, state: 'number' }) })),
  )
  const { bytes, writes, results } = await madeBy(parquet(reportRow(), 3), reports)
  expect(results).toHaveLength(8)
  expect(writes).toBe(4)
  const sql = 'SELECT count(*) AS rows, sum("requests.received.total") AS received FROM file'
  expect(await query(bytes, 'parquet', sql)).toEqual([{ rows: '8', received: 28 }])
  const groups = await query(
    bytes,
    'parquet',
    'SELECT DISTINCT row_group_num_rows AS n FROM parquet_metadata(file) ORDER BY n',
  )
  expect(groups.map(({ n }) => Number(n))).toEqual([2, 3])
})

test.each(['parquet', 'parquet-fields'] as const)('%s without reports is a table without rows', async (format) => {
  const { bytes } = await made(format, [])
  expect(await query(bytes, 'parquet', 'SELECT count(*) AS rows FROM file')).toEqual([{ rows: '0' }])
})

test('words and figures come back as they are, whatever they are, in columns of the types that are told', async () => {
  const words = ['\ud800 alone', 'nul \u0000 in', '𠮷', '\r\n', '', 'a\ufeff', '字'.repeat(40_000)]
  const figures = [-0.1, 1e21, 5e-324, 2 ** 53 - 1, 0, -12, 3135.15]
  const reports = words.map((text, index) =>
    outgoing(
      smallReport(
        {
          'document.organization': field({ value: text, state: 'text', raw: text }),
          'requests.granted.total': field({
            ...{ value: figures[index]!, state: 'number', raw: text, page: index + 1, box: [-1.5, 0, 1e9, 0.1] },
            ...{ review: true, reasons: ['negative', 'low-score'], suggestion: -2.25 },
            readings: [{ reader: text, raw: text, score: 0 }],
          }),
          'requests.granted.other': field({ state: 'missing' }),
        },
        { source: { name: `${index}`, sha256: `${index}`, pages: 3_000_000_000, kind: 'text' } },
      ),
    ),
  )
  const held = words.map((text) => text.toWellFormed())
  const fields = (await made('parquet-fields', reports)).bytes
  const rows = await query(fields, 'parquet', `SELECT * FROM file WHERE field = 'requests.granted.total'`)
  expect(rows.map(({ raw }) => raw)).toEqual(held)
  expect(rows.map(({ readers }) => readers)).toEqual(held.map((text) => [text]))
  expect(rows.map(({ value }) => value)).toEqual(figures)
  expect(rows.map(({ page, x0, reasons }) => [page, x0, reasons])).toEqual(
    words.map((_, index) => [index + 1, -1.5, ['negative', 'low-score']]),
  )
  const types = await query(fields, 'parquet', 'SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM file)')
  expect(new Set(types.map(({ column_type }) => column_type))).toEqual(
    new Set(['VARCHAR', 'DOUBLE', 'INTEGER', 'BOOLEAN', 'VARCHAR[]']),
  )
  const empty = `SELECT value, text, page, x0, suggestion, corrected, reasons FROM file WHERE state = 'missing' LIMIT 1`
  expect(await query(fields, 'parquet', empty)).toEqual([
    { value: null, text: null, page: null, x0: null, suggestion: null, corrected: false, reasons: [] },
  ])
  const whole = await query((await made('parquet', reports)).bytes, 'parquet', 'SELECT * FROM file')
  expect(whole.map((row) => row['requests.granted.total'])).toEqual(figures)
  expect(whole.map((row) => row['document.organization'])).toEqual(held)
  // No document has so many pages; the column has none then, and the run goes on.
  expect(whole.map(({ pages }) => pages)).toEqual(words.map(() => null))
})
