import { Ajv2020 } from 'ajv/dist/2020.js'
import { parse } from 'csv-parse/sync'
import { parquetReadObjects } from 'hyparquet'
import { beforeAll, expect, test } from 'vitest'
import schema from '../../schemas/report.schema.json' with { type: 'json' }
import type { Report } from '../../schemas/report.ts'
import { query } from './support/duckdb.ts'
import { hostileReports } from './support/hostile.ts'
import { made, outgoing, sampleReports, values } from './support/outgoing.ts'
import { told } from './support/wide.ts'
import { formFields, longFields } from './support/xlsx.ts'

// Every format is read back by libraries that know nothing of us, and must give the values and states of all reports.

let reports: readonly Report[]
let all: Record<string, ReturnType<typeof values>>
beforeAll(async () => {
  reports = [...(await sampleReports()), ...hostileReports()]
  all = Object.fromEntries(reports.map((report) => [report.source.name, values(report)]))
})

const NUMBER = /^-?\d/

/** Undoes what `harmless` did. */
function plain(text: string): string {
  return text.replace(/^'/, '')
}

/** The cells of a row in CSV as its columns mean them: figures, words, lists. */
function cells(row: Readonly<Record<string, string>>): Record<string, unknown> {
  const texts = new Set(['document.organization', 'document.signedOn'])
  const lists = new Set(['blank', 'dash', 'unreadable', 'missing'])
  return Object.fromEntries(
    Object.entries(row).map(([name, text]) => {
      if (lists.has(name)) return [name, text === '' ? [] : text.split(' ').map(plain)]
      if (text === '') return [name, null]
      return [name, name.includes('.') && !texts.has(name) ? Number(text) : plain(text)]
    }),
  )
}

test('reports are what the published schema says', () => {
  const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema)
  for (const report of reports) expect(validate(report) ? [] : validate.errors).toEqual([])
  expect(validate({ ...reports[0], fields: { 'a.b': { value: true } } })).toBe(false)
})

test('JSON lines give back the reports, their members in order', async () => {
  const { bytes, results } = await made(
    'jsonl',
    reports.map((report) => outgoing(report)),
  )
  expect(bytes.toString()).toBe(reports.map((report) => `${JSON.stringify(report)}\n`).join(''))
  expect(results.map(({ kind }) => kind)).toEqual(reports.map(() => 'written'))
})

test('CSV, a row a report, with csv-parse and with DuckDB', async () => {
  const { bytes } = await made(
    'csv',
    reports.map((report) => outgoing(report)),
  )
  const rows = parse(bytes, { columns: true }) as Record<string, string>[]
  expect(Object.fromEntries(rows.map((row) => [plain(row.document!), told(cells(row))]))).toEqual(all)

  const read = await query(bytes, 'csv', 'SELECT * FROM read_csv(file, header = true, all_varchar = true)')
  const asCsv = read.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell ?? ''])))
  expect(asCsv).toEqual(rows)
  const typed = await query(
    bytes,
    'csv',
    `SELECT sum("requests.received.total") AS received FROM read_csv(file, header = true, sample_size = -1)`,
  )
  const received = reports.map((report) => report.fields['requests.received.total']?.value)
  expect(Number(typed[0]?.received)).toBe(received.filter((one) => typeof one === 'number').reduce((a, b) => a + b, 0))
})

test('CSV, a row a field, with csv-parse and with DuckDB', async () => {
  const { bytes } = await made(
    'csv-fields',
    reports.map((report) => outgoing(report)),
    { bom: true },
  )
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const rows = parse(bytes, { columns: true, bom: true }) as Record<string, string>[]
  const found: typeof all = {}
  for (const { document, field, value, text, state } of rows) {
    const shown = value !== '' ? Number(value) : state === 'text' ? plain(text!) : null
    found[plain(document!)] = { ...found[plain(document!)], [plain(field!)]: [shown, state as never] }
  }
  expect(found).toEqual(all)
  const counted = await query(bytes, 'csv', 'SELECT count(*) AS n, sum(value) AS s FROM read_csv(file, header = true)')
  const numbers = Object.values(all).flatMap((fields) =>
    Object.values(fields).flatMap(([v]) => (typeof v === 'number' ? [v] : [])),
  )
  expect(Number(counted[0]?.n)).toBe(rows.length)
  expect(Number(counted[0]?.s)).toBeCloseTo(
    numbers.reduce((a, b) => a + b, 0),
    3,
  )
})

test('Parquet, a row a report, with DuckDB and with hyparquet', async () => {
  const { bytes } = await made(
    'parquet',
    reports.map((report) => outgoing(report)),
  )
  const rows = await query(bytes, 'parquet', 'SELECT * FROM file')
  expect(Object.fromEntries(rows.map((row) => [row.document, told(row)]))).toEqual(all)
  const types = await query(
    bytes,
    'parquet',
    'DESCRIBE SELECT document, pages, review_needed, blank, "requests.granted.total" FROM file',
  )
  expect(types.map((row) => row.column_type)).toEqual(['VARCHAR', 'INTEGER', 'BOOLEAN', 'VARCHAR[]', 'DOUBLE'])
  const again = await parquetReadObjects({ file: arrayBuffer(bytes) })
  expect(Object.fromEntries(again.map((row) => [row.document, told(row)]))).toEqual(all)
})

test('Parquet, a row a field, with DuckDB and with hyparquet', async () => {
  const { bytes } = await made(
    'parquet-fields',
    reports.map((report) => outgoing(report)),
  )
  const found = (rows: readonly Record<string, unknown>[]) => {
    const fields: Record<string, Record<string, unknown>> = {}
    for (const { document, field, value, text, state } of rows) {
      fields[String(document)] = { ...fields[String(document)], [String(field)]: [value ?? text ?? null, state] }
    }
    return fields
  }
  expect(found(await query(bytes, 'parquet', 'SELECT * FROM file'))).toEqual(all)
  const rows = await parquetReadObjects({ file: arrayBuffer(bytes) })
  expect(found(rows)).toEqual(all)
  const flagged = reports.flatMap((report) => Object.entries(report.fields).filter(([, { review }]) => review))
  expect(rows.filter(({ review }) => review).map(({ field, reasons }) => [field, reasons])).toEqual(
    flagged.map(([id, { reasons }]) => [id, reasons]),
  )
  const boxed = reports.flatMap((report) =>
    Object.values(report.fields).flatMap(({ box, page }) => (box ? [[page, ...box]] : [])),
  )
  expect(rows.filter(({ x0 }) => x0 !== null).map(({ page, x0, y0, x1, y1 }) => [page, x0, y0, x1, y1])).toEqual(boxed)
})

test('a workbook laid out as the form', async () => {
  for (const report of reports) {
    const found = await formFields(outgoing(report))
    expect(Object.fromEntries(found), report.source.name).toEqual(values(report))
  }
})

test('one long sheet', async () => {
  const { bytes } = await made(
    'xlsx-long',
    reports.map((report) => outgoing(report)),
  )
  expect(await longFields(bytes)).toEqual(all)
  expect(NUMBER.test(String(Object.values(all)[0]?.['document.year']?.[0]))).toBe(true)
})

function arrayBuffer(bytes: Buffer): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
}
