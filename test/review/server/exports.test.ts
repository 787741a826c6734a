import { serve } from '@hono/node-server'
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StreamFormat } from '../../../export/outgoing.ts'
import { EXPORT_FORMATS } from '../../../review/api/export-names.ts'
import { streamOf } from '../../../review/server/exports/stream-of.ts'
import type { Store } from '../../../store/open.ts'
import { query } from '../../export/support/duckdb.ts'
import { field, outgoing, smallReport, streamed } from '../../export/support/outgoing.ts'
import { putReport } from '../../export/support/store.ts'
import { freePort } from '../../support/free-port.ts'
import { type Client, startTestServer, type TestServer } from './support.ts'

let server: TestServer
let anna: Client
const ids: Record<string, string> = {}
beforeAll(async () => {
  server = await startTestServer({ prepare: fill })
  anna = await server.as('anna', 'viewer')
})
afterAll(() => server?.stop())

async function fill(store: Store): Promise<void> {
  for (const [name, batch] of [
    ['一.pdf', 'one'],
    ['two.pdf', 'two'],
    ['three.pdf', 'two'],
  ] as const) {
    const report = smallReport(
      { 'requests.granted.total': field({ value: name.length, state: 'number' }) },
      { source: { name, sha256: name, pages: 1, kind: 'text' } },
    )
    ids[name] = (await putReport(store, report, { origin: name, batch })).document
  }
}

const get = (search: string) => anna.get(`/api/exports/reports?${search}`)
const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer())

test('every format is to be had, of all reports or of a batch', async () => {
  const csv = await get('format=csv&batch=two&bom=1')
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(csv.headers.get('content-disposition')).toContain('filename="two.csv"')
  const text = await bytes(csv)
  expect(text.subarray(0, 3).toString('hex')).toBe('efbbbf')
  expect(
    (parse(text, { columns: true, bom: true }) as { document: string }[]).map(({ document }) => document).sort(),
  ).toEqual(['three.pdf', 'two.pdf'])
  expect(
    await query(await bytes(await get('format=parquet-fields')), 'parquet', 'SELECT sum(value) AS s FROM file'),
  ).toEqual([{ s: 21 }])
  expect(await readSheet(await bytes(await get('format=xlsx-long')), 1)).toHaveLength(4)
  const book = await get('format=xlsx&batch=two')
  expect(book.headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  expect((await readSheet(await bytes(book), 'three'))[0]).toContain('某县年度报告')
  expect((await (await get('')).text()).trim().split('\n')).toHaveLength(3)
})

test('files of the same kind are called by what is in them', async () => {
  const nameOf = async (search: string) =>
    /filename="([^"]*)"/.exec((await get(search)).headers.get('content-disposition')!)?.[1]
  const all = await Promise.all(EXPORT_FORMATS.slice(1).map((format) => nameOf(`format=${format}`)))
  expect(new Set(all).size).toBe(all.length)
  expect(all).toContain('fields.xlsx')
  expect(await nameOf('format=csv-fields&batch=two')).toBe('two-fields.csv')
})

test('every format of one document', async () => {
  for (const format of EXPORT_FORMATS) {
    const response = await get(`format=${format}&document=${ids['一.pdf']}`)
    expect(response.status).toBe(200)
    const extension =
      { 'csv-fields': 'csv', 'xlsx-long': 'xlsx', 'parquet-fields': 'parquet' }[format as string] ?? format
    expect(response.headers.get('content-disposition')).toContain(
      `filename*=UTF-8''${encodeURIComponent('一')}${extension === format || format === 'xlsx' ? '' : '-fields'}.${extension}`,
    )
    expect((await bytes(response)).length).toBeGreaterThan(100)
  }
  const named = (await get(`format=csv&document=${ids['two.pdf']}`)).headers.get('content-disposition')
  expect(named).toContain('filename="two.csv"')
  const json = await get(`format=json&document=${ids['一.pdf']}`)
  expect(await json.json()).toMatchObject({ source: { name: '一.pdf' } })
})

test('what cannot be had is refused with a line', async () => {
  const refused = async (search: string) => {
    const response = await get(search)
    return [response.status, ((await response.json()) as { code: string }).code]
  }
  expect(await refused('format=docx')).toEqual([400, 'invalid'])
  expect(await refused('format=json')).toEqual([400, 'invalid'])
  expect(await refused('document=x')).toEqual([400, 'invalid'])
  expect(await refused(`document=${'0'.repeat(64)}`)).toEqual([404, 'document-missing'])
  expect((await server.client().get('/api/exports/reports?format=csv')).status).toBe(401)
})

test('an export that breaks off does not look whole to who fetches it', async () => {
  const told: unknown[] = []
  const format = (breaks: boolean): StreamFormat => ({
    ...{ kind: 'stream', extension: 'x', mediaType: 'text/plain' },
    async *write(reports, sink) {
      for await (const { name } of reports) {
        await sink.write(new TextEncoder().encode('first'))
        yield { name, kind: 'written' }
      }
      if (breaks) throw new Error('the store has gone')
    },
  })
  const port = await freePort()
  const broken = serve({
    ...{ port, hostname: '127.0.0.1' },
    fetch: ({ url }, { outgoing: connection }) => {
      const onBroken = (error: unknown) => {
        told.push(error)
        connection.destroy()
      }
      const reports = streamed([outgoing(smallReport({}))])
      return new Response(streamOf(format(url.endsWith('/broken')), reports, { onLost: () => {}, onBroken }))
    },
  })
  expect(await (await fetch(`http://127.0.0.1:${port}/whole`)).text()).toBe('first')
  await expect(fetch(`http://127.0.0.1:${port}/broken`).then((response) => response.text())).rejects.toThrow()
  expect(told).toMatchObject([{ message: 'the store has gone' }])
  await new Promise((settle) => broken.close(settle))
})
