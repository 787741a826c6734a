import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DocumentLine, HistoryEntry, Uploaded } from '../../../review/api/documents.ts'
import { Answered, Task } from '../../../review/api/review.ts'
import { readAgain } from '../../../review/queue/read-again.ts'
import { Report } from '../../../schemas/report.ts'
import { ROOT } from '../../support/sources.ts'
import { type Client, startTestServer, type TestServer, until } from './support.ts'

const PDF = join(ROOT, 'samples', 'digital', 'wrong-sum.pdf')

let server: TestServer
let admin: Client
let anna: Client
let id: string

beforeAll(async () => {
  server = await startTestServer()
  admin = await server.as('chief', 'admin')
  anna = await server.as('anna', 'reviewer')
  const [uploaded] = (await (await admin.upload([PDF])).json()) as Uploaded[]
  id = Uploaded.parse(uploaded).document!
  await until(atEnd)
})
afterAll(() => server.stop())

const line = async () => DocumentLine.parse(await (await admin.get(`/api/documents/${id}`)).json())
const atEnd = async () => ['done', 'review'].includes((await line()).state)
const report = async () => Report.parse(await (await admin.get(`/api/documents/${id}/report`)).json())
const retry = (client: Client) => client.post(`/api/documents/${id}/retry`)

/** As a page is kept that ran out of time: its reading is one of nothing. */
async function loseThirdPage(): Promise<void> {
  const { db } = server.store
  await db.run((k) =>
    k
      .updateTable('page_readings')
      .set({ code: 'page-timeout' })
      .where('document', '=', id)
      .where('page', '=', 3)
      .execute(),
  )
  await db.run((k) => k.updateTable('documents').set({ state: 'review' }).where('id', '=', id).execute())
}

test('what was read in whole is not read again', async () => {
  expect((await line()).unreadPages ?? []).toEqual([])
  expect((await retry(admin)).status).toBe(409)
  expect(await readAgain(server.store.db, { document: id, who: 'chief', at: Date.now() })).toMatch(/read|other-state/)
})

test('unread pages of a document in review are read again, and nothing that was said is lost', async () => {
  await loseThirdPage()
  expect((await line()).unreadPages).toEqual([3])
  expect((await retry(anna)).status).toBe(403)
  const field = 'requests.received.naturalPerson'
  const task = Task.parse(await (await anna.post('/api/review/lease', { document: id })).json())
  const answer = { subject: field, after: { value: 4321, state: 'number' }, seen: task.seen[field] ?? null }
  Answered.parse(await (await anna.post('/api/review/answers', { document: id, answers: [answer] })).json())

  // As long as somebody has it, nobody takes it out of their hands.
  const refused = await retry(admin)
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([409, 'leased'])
  expect((await line()).state).toBe('review')
  await anna.post('/api/review/release', { document: id })

  const before = await readings()
  const ordered = await retry(admin)
  expect(ordered.status).toBe(200)
  expect(['waiting', 'running', 'review', 'done']).toContain(DocumentLine.parse(await ordered.json()).state)
  await until(atEnd)
  const after = await readings()
  expect(after.map(({ page, code }) => [page, code])).toEqual(before.map(({ page }) => [page, null]))
  expect(after.filter(({ page }) => page !== 3)).toEqual(before.filter(({ page }) => page !== 3))
  expect((await report()).fields[field]).toMatchObject({ value: 4321, corrected: true })
  const told = (await (await anna.get(`/api/documents/${id}/history`)).json()) as unknown[]
  expect(told.map((entry) => HistoryEntry.parse(entry).subject)).toEqual([field])
  const log = await (await admin.get(`/api/exports/audit?document=${id}`)).text()
  const entry = log.split('\n').find((one) => one.includes('"reread"'))
  expect(JSON.parse(entry!)).toMatchObject({ who: 'chief', action: 'reread', detail: { from: 'review', pages: [3] } })
})

test('one’s own lease holds nobody up', async () => {
  await loseThirdPage()
  await admin.post('/api/review/lease', { document: id })
  expect((await retry(admin)).status).toBe(200)
  await until(atEnd)
  expect((await report()).fields['requests.received.naturalPerson']).toMatchObject({ value: 4321, corrected: true })
})

async function readings() {
  const rows = await server.store.db.run((k) =>
    k.selectFrom('page_readings').selectAll().where('document', '=', id).orderBy('page').execute(),
  )
  return rows.map(({ page, code, blob, created_at }) => ({ page, code, blob, created_at }))
}
