import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DocumentLine, DocumentList, Uploaded } from '../../../review/api/documents.ts'
import { EXPORT_FORMATS, SINGLE_FORMATS } from '../../../review/api/export-names.ts'
import { DOWNLOADS, REPORT_FORMATS } from '../../../review/api/exports.ts'
import { PATHS } from '../../../review/api/paths.ts'
import { Task } from '../../../review/api/review.ts'
import { Report } from '../../../schemas/report.ts'
import { ROOT } from '../../support/sources.ts'
import { type Client, startTestServer, type TestServer, until } from './support.ts'

let server: TestServer
let admin: Client
let anna: Client
let id: string

/** Two reports in one file, of which one is read. */
const first = readFileSync(join(ROOT, 'samples/text/tabs-lost-cells.txt'), 'utf8')
const two = new File([`${first}\n\n${first.replaceAll('2020', '2021')}`], 'two.txt')

beforeAll(async () => {
  server = await startTestServer()
  admin = await server.as('chief', 'admin')
  anna = await server.as('anna', 'reviewer')
  const [uploaded] = (await (await admin.upload([two])).json()) as Uploaded[]
  id = Uploaded.parse(uploaded).document!
  await until(async () => (await line()).state === 'review')
})
afterAll(() => server.stop())

const line = async () => DocumentLine.parse(await (await anna.get(`/api/documents/${id}`)).json())
const take = (client: Client, body: object) => client.post(`/api/documents/${id}/acknowledge`, body)

test('a document that was read in part is taken as it is once nothing else is left, by name, and on record', async () => {
  expect((await line()).unread).toBe(false)
  expect((await take(anna, {})).status).toBe(409)
  const task = Task.parse(await (await anna.post('/api/review/lease', { document: id })).json())
  const answers = task.items.map(({ field, seen }) => {
    const { value, state } = task.report.fields[field]!
    return { subject: field, after: { value, state }, seen, why: 'as-read', seconds: 1 }
  })
  expect((await anna.post('/api/review/answers', { document: id, answers })).status).toBe(200)
  const report = Report.parse(await (await anna.get(`/api/documents/${id}/report`)).json())
  expect([report.review.needed, report.review.fields]).toEqual([true, []])
  expect(await line()).toMatchObject({ state: 'review', open: 0, unread: true, acknowledged: null })

  const viewer = await server.as('lea', 'viewer')
  expect((await take(viewer, {})).status).toBe(403)
  expect((await take(anna, { note: 'x'.repeat(501) })).status).toBe(400)
  const taken = DocumentLine.parse(await (await take(anna, { note: '另一份已单独上传' })).json())
  expect(taken.acknowledged).toMatchObject({ who: 'anna', note: '另一份已单独上传' })
  const list = DocumentList.parse(await (await viewer.get('/api/documents?state=review')).json())
  expect(list.documents).toEqual([taken])
  // What the report says of itself is the reading's, not a person's.
  expect(Report.parse(await (await anna.get(`/api/documents/${id}/report`)).json()).review.needed).toBe(true)
  const log = await (await admin.get(`/api/exports/audit?document=${id}`)).text()
  expect(log.split('\n').filter((entry) => entry.includes('"acknowledged"'))).toHaveLength(1)
})

test('what the menu offers for download is there, each for its role', async () => {
  const many = EXPORT_FORMATS.filter((format) => !SINGLE_FORMATS.includes(format))
  expect([...REPORT_FORMATS].sort()).toEqual([...many].sort())
  const viewer = await server.as('max', 'viewer')
  for (const { what, format, role } of DOWNLOADS) {
    const path = `${PATHS[what]}${format === null ? '' : `?format=${format}`}`
    const answer = await admin.get(path)
    expect([path, answer.status]).toEqual([path, 200])
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/)
    await answer.arrayBuffer()
    expect([path, (await viewer.get(path)).status]).toEqual([path, role === 'viewer' ? 200 : 403])
  }
})
