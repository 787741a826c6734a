import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AsideEntry, DocumentLine, DocumentList, HistoryEntry, Uploaded } from '../../../review/api/documents.ts'
import type { QueueCounts } from '../../../review/api/progress.ts'
import type { Task } from '../../../review/api/review.ts'
import type { Report } from '../../../schemas/report.ts'
import { drawSamples } from '../../../store/review/samples.ts'
import { ROOT } from '../../support/sources.ts'
import { type Client, startTestServer, type TestServer, until } from './support.ts'

let server: TestServer
let chief: Client
let anna: Client
let viewer: Client
let id: string
beforeAll(async () => {
  server = await startTestServer()
  chief = await server.as('chief', 'admin')
  anna = await server.as('anna', 'reviewer')
  viewer = await server.as('viewer', 'viewer')
  const uploaded = await chief.upload([join(ROOT, 'samples/text/tabs-lost-cells.txt')])
  id = ((await uploaded.json()) as Uploaded[])[0]!.document!
  await until(async () => ['done', 'review'].includes((await lineOf()).state))
  const { fields } = (await (await chief.get(`/api/documents/${id}/report`)).json()) as Report
  expect(await drawSamples(server.store.db, { document: id, fields, share: 0.3, at: 1 })).toBeGreaterThan(0)
})
afterAll(() => server?.stop())

const lineOf = async () => (await (await viewer.get(`/api/documents/${id}`)).json()) as DocumentLine
const idsWith = async (mark: string) =>
  ((await (await viewer.get(`/api/documents?mark=${mark}`)).json()) as DocumentList).documents.map((one) => one.id)
const asides = async () => (await (await viewer.get(`/api/documents/${id}/asides`)).json()) as AsideEntry[]

test('a problematic item is found again by everybody, with its note, in a document that is settled otherwise', async () => {
  const task = (await (await anna.post('/api/review/lease', { document: id })).json()) as Task
  const sample = task.items.find(({ kind }) => kind === 'sample')!
  expect(sample).toBeDefined()
  const put = { document: id, field: sample.field, as: 'problematic', note: '印章盖住了数字' }
  expect((await anna.post('/api/review/aside', put)).status).toBe(200)
  const rest = task.items.filter(({ field }) => field !== sample.field)
  const answers = rest.map(({ field, seen }) => {
    const { value, state } = task.report.fields[field]!
    return { subject: field, after: { value, state }, seen, why: 'as-read', seconds: 1 }
  })
  expect((await anna.post('/api/review/answers', { document: id, answers })).status).toBe(200)
  expect(await lineOf()).toMatchObject({ state: 'done', open: 0, problematic: 1, skipped: 0 })
  expect(await asides()).toEqual([
    { field: sample.field, aside: 'problematic', note: '印章盖住了数字', who: 'anna', at: expect.any(Number) },
  ])
  expect([await idsWith('problematic'), await idsWith('skipped')]).toEqual([[id], []])
  const history = await viewer.get(`/api/documents/${id}/history?field=${sample.field}`)
  expect((await history.json()) as HistoryEntry[]).toMatchObject([
    { who: 'anna', subject: sample.field, before: null, after: null, why: 'problematic', note: '印章盖住了数字' },
  ])

  // Whoever decides answers it, and it is put aside no longer.
  const { value, state } = task.report.fields[sample.field]!
  const decided = [{ subject: sample.field, after: { value, state }, seen: null, why: 'as-read', seconds: 1 }]
  expect((await anna.post('/api/review/answers', { document: id, answers: decided })).status).toBe(200)
  expect([await asides(), await idsWith('problematic'), (await lineOf()).problematic]).toEqual([[], [], 0])
})

test('a day begins where the one who asks is', async () => {
  const settledSince = async (today: number) =>
    ((await (await anna.get(`/api/review/counts?today=${today}`)).json()) as QueueCounts).settledToday
  expect(await settledSince(0)).toBeGreaterThan(0)
  expect(await settledSince(Date.now() + 60_000)).toBe(0)
  const board = await anna.get(`/api/dashboard?today=${Date.now() + 60_000}`)
  expect(await board.json()).toMatchObject({ reviewers: [{ who: 'anna', today: 0 }] })
})

test('what is no report is found as such; admins alone remove a document, and not from under a reviewer', async () => {
  const uploaded = await chief.upload([new File(['hello\n'], 'plain.txt')])
  const plain = ((await uploaded.json()) as Uploaded[])[0]!.document!
  await until(async () => (await idsWith('foreign')).includes(plain))
  expect(await idsWith('foreign')).toEqual([plain])
  expect((await anna.post(`/api/documents/${plain}/remove`)).status).toBe(403)
  expect((await chief.post(`/api/documents/${plain}/remove`)).status).toBe(204)
  expect((await chief.get(`/api/documents/${plain}`)).status).toBe(404)
  expect((await chief.post(`/api/documents/${plain}/remove`)).status).toBe(404)

  const held = await chief.post(`/api/documents/${id}/remove`)
  expect([held.status, await held.json()]).toEqual([409, expect.objectContaining({ code: 'leased' })])
  await anna.post('/api/review/release', { document: id })
  await chief.post('/api/review/lease', { document: id })
  expect((await chief.post(`/api/documents/${id}/remove`)).status).toBe(204)
  const log = await (await chief.get(`/api/exports/audit?document=${id}`)).text()
  expect(log).toContain('"removed"')
})
