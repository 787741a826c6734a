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
