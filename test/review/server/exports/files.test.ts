import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Outlook } from '../../../../review/api/export-formats.ts'
import { changePassword } from '../../../../store/password.ts'
import { parseXml } from '../../../export/archive/alto-rules.ts'
import { POPPLER, scratch } from '../../../export/archive/support.ts'
import { unzipped } from '../../../export/support/zip.ts'
import { makePdf } from '../../../support/pdfs.ts'
import { type Client, startTestServer, type TestServer } from '../support.ts'
import { LINE, putBatch, putPage } from './archived.ts'

const file = scratch()
let server: TestServer
let anna: Client
let closed: string
let ids: Awaited<ReturnType<typeof putBatch>>
beforeAll(async () => {
  server = await startTestServer({
    async prepare(store) {
      ids = await putBatch(store, 'one')
      await putBatch(store, 'two')
      const content = makePdf({ password: 'geheim' })
      closed = await putPage(store, { name: 'closed.pdf', batch: 'three', content, kind: 'scan' })
      await changePassword(store.db, closed, 'geheim')
    },
  })
  anna = await server.as('anna', 'viewer')
})
afterAll(() => server?.stop())

const get = (search: string) => anna.get(`/api/exports/files?${search}`)
const zipOf = async (search: string) => Buffer.from(await (await get(search)).arrayBuffer())

type Line = { readonly document: string; readonly code: string; readonly message: string }

function listed(files: ReadonlyMap<string, Buffer>): Readonly<Record<string, string>> {
  const lines = parse(files.get('left-out.csv') ?? '', { columns: true, bom: true }) as Line[]
  expect(lines.every(({ message }) => message.length > 10)).toBe(true)
  return Object.fromEntries(lines.map(({ document, code }) => [document, code]))
}

test('a batch as searchable PDFs in one zip, with a list of what is left out and why; the same bytes again', async () => {
  const response = await get('format=pdf&batch=one')
  expect(response.headers.get('content-type')).toBe('application/zip')
  expect(response.headers.get('content-disposition')).toContain('filename="one-pdf.zip"')
  const zip = Buffer.from(await response.arrayBuffer())
  const files = await unzipped(zip)
  expect([...files.keys()]).toEqual(['某县 2023.pdf', 'left-out.csv'])
  expect(listed(files)).toEqual({
    'locked.pdf': 'pdf-encrypted',
    'dump.txt': 'file-type-unknown',
    'never.pdf': 'page-not-read',
  })
  const pdf = files.get('某县 2023.pdf')!
  const original = (await server.store.blobs.get(ids.scan))!
  expect(pdf.subarray(0, original.length).equals(original)).toBe(true)
  if (POPPLER) expect(execFileSync('pdftotext', [file('a.pdf', pdf), '-'], { encoding: 'utf8' })).toContain(LINE)
  expect((await zipOf('format=pdf&batch=one')).equals(zip)).toBe(true)
})

test('bags in a zip hold what their checksums say, of a dump too', async () => {
  const files = await unzipped(await zipOf('format=bag&batch=one'))
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
  for (const bag of ['某县 2023', 'locked', 'dump']) {
    for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) {
      const lines = files.get(`${bag}/${manifest}`)!.toString().trim().split('\n')
      expect(lines.length).toBeGreaterThan(1)
      for (const line of lines) expect(line.slice(0, 64)).toBe(sha256(files.get(`${bag}/${line.slice(66)}`)!))
    }
    const held = [...files.keys()].filter((path) => path.startsWith(`${bag}/data/`))
    const size = held.reduce((sum, path) => sum + files.get(path)!.length, 0)
    expect(files.get(`${bag}/bag-info.txt`)!.toString()).toContain(`Payload-Oxum: ${size}.${held.length}\n`)
    expect(files.get(`${bag}/bagit.txt`)!.toString()).toContain('BagIt-Version: 1.0')
  }
  expect([...files.keys()].filter((path) => path.startsWith('dump/data/'))).toEqual([
    'dump/data/original.txt',
    'dump/data/report.json',
  ])
  expect(sha256(files.get('某县 2023/data/original.pdf')!)).toBe(ids.scan)
  expect(listed(files)).toEqual({ 'locked.pdf': 'pdf-encrypted', 'never.pdf': 'page-not-read' })
})

test('ALTO and hOCR of one document are a zip of its pages, a PDF and a workbook are themselves', async () => {
  for (const [format, ending] of [
    ['alto', 'alto.xml'],
    ['hocr', 'hocr.html'],
  ] as const) {
    const response = await get(`format=${format}&document=${ids.scan}`)
    expect(response.headers.get('content-disposition')).toContain(encodeURIComponent(`某县 2023-${format}.zip`))
    const files = await unzipped(Buffer.from(await response.arrayBuffer()))
    expect([...files.keys()]).toEqual([`某县 2023/page-0001.${ending}`])
    const text = files.get(`某县 2023/page-0001.${ending}`)!.toString()
    parseXml(text)
    expect(text).toContain(LINE)
  }
  const pdf = await get(`format=pdf&document=${ids.scan}`)
  expect(pdf.headers.get('content-type')).toBe('application/pdf')
  expect(pdf.headers.get('content-disposition')).toContain(encodeURIComponent('某县 2023.pdf'))
  const bytes = Buffer.from(await pdf.arrayBuffer())
  expect(pdf.headers.get('content-length')).toBe(`${bytes.length}`)
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  const book = await get(`format=xlsx&document=${ids.dump}`)
  expect(book.headers.get('content-type')).toContain('spreadsheetml')
  expect((await readSheet(Buffer.from(await book.arrayBuffer()), 1)).length).toBeGreaterThan(1)
})

test('a file that was read with a password shows its pages, and is kept locked', async () => {
  const alto = await unzipped(await zipOf(`format=alto&document=${closed}`))
  expect(alto.get('closed/page-0001.alto.xml')!.toString()).toContain(LINE)
  const bag = await unzipped(await zipOf(`format=bag&document=${closed}`))
  expect(createHash('sha256').update(bag.get('closed/data/original.pdf')!).digest('hex')).toBe(closed)
  expect(bag.has('closed/data/page-0001.jpg')).toBe(true)
  expect(listed(bag)).toEqual({ 'closed.pdf': 'pdf-encrypted' })
})

test('a workbook for each report, however many there are', async () => {
  const files = await unzipped(await zipOf('format=xlsx&batch=one'))
  expect([...files.keys()].sort()).toEqual(['dump.xlsx', 'left-out.csv', 'locked.xlsx', '某县 2023.xlsx'])
  expect((await readSheet(files.get('locked.xlsx')!, 1)).length).toBeGreaterThan(1)
})

test('what cannot be had of one document is refused in words, before anything is sent', async () => {
  const refused = async (search: string) => {
    const response = await get(search)
    return [response.status, ((await response.json()) as { code: string }).code]
  }
  expect(await refused(`format=pdf&document=${ids.locked}`)).toEqual([422, 'pdf-encrypted'])
  expect(await refused(`format=alto&document=${ids.dump}`)).toEqual([422, 'file-type-unknown'])
  expect(await refused(`format=pdf&document=${'0'.repeat(64)}`)).toEqual([404, 'document-missing'])
  expect(await refused('format=pdf&batch=none')).toEqual([404, 'report-missing'])
  expect(await refused('format=docx')).toEqual([400, 'invalid'])
  expect(await refused('format=bag&year=soon')).toEqual([400, 'invalid'])
  expect((await server.client().get('/api/exports/files?format=bag')).status).toBe(401)
})

test('a selection narrows by state, agency, year and form, in every format; its outlook counts', async () => {
  const set = { agency: '某县', organization: '某 县', year: 2023, form: '2021' }
  await server.store.db.run((k) => k.updateTable('documents').set(set).where('id', '=', ids.scan).execute())
  const outlook = async (search: string) => (await (await anna.get(`/api/exports/outlook?${search}`)).json()) as Outlook
  expect(await outlook('')).toMatchObject({ reports: 7, dumps: 2, workbook: expect.any(Number) })
  expect(await outlook('batch=two')).toMatchObject({ reports: 3, dumps: 1 })
  const chosen = `agency=${encodeURIComponent('某  县')}&year=2023&form=2021`
  expect(await outlook(chosen)).toMatchObject({ reports: 1, dumps: 0 })
  expect(await outlook('state=review')).toMatchObject({ reports: 0 })
  const lines = await (await anna.get(`/api/exports/reports?format=jsonl&${chosen}`)).text()
  expect(lines.trim().split('\n')).toHaveLength(1)
  const response = await get(`format=xlsx&${chosen}`)
  expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('-2023-2021-xlsx.zip'))
  expect([...(await unzipped(Buffer.from(await response.arrayBuffer()))).keys()]).toEqual(['某县 2023.xlsx'])
  expect((await get('format=xlsx&year=1999')).status).toBe(404)
})
