import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HistoryEntry, Uploaded } from '../../../review/api/documents.ts'
import { Answered, Task } from '../../../review/api/review.ts'
import { Report } from '../../../schemas/report.ts'
import { LabelledDocument } from '../../../schemas/truth.ts'
import { ROOT } from '../../support/sources.ts'
import { type Client, startTestServer, type TestServer, until } from './support.ts'

const TEXT = join(ROOT, 'samples', 'text', 'tabs-lost-cells.txt')
/** Where its third table stands. */
const SUBJECT = 'table:lines:42-70'
const NONE = { form: null, table: null }

let server: TestServer
let anna: Client
let id: string

beforeAll(async () => {
  server = await startTestServer()
  const admin = await server.as('chief', 'admin')
  anna = await server.as('anna', 'reviewer')
  const [uploaded] = (await (await admin.upload([TEXT])).json()) as Uploaded[]
  id = Uploaded.parse(uploaded).document!
  await until(async () => (await anna.get(`/api/documents/${id}/report`)).status === 200)
})
afterAll(() => server.stop())

const lease = async () => Task.parse(await (await anna.post('/api/review/lease', { document: id })).json())
const report = async () => Report.parse(await (await anna.get(`/api/documents/${id}/report`)).json())

test('lines of a text dump are marked as no table, which is kept, told, taken back, and out of the truths', async () => {
  const before = await report()
  const task = await lease()
  expect(task.marks).toEqual({})
  const field = 'requests.received.total'
  const { value, state } = before.fields[field]!
  const said = [
    { subject: SUBJECT, after: NONE, seen: null, why: 'table' },
    { subject: field, after: { value, state }, seen: task.seen[field] ?? null },
  ]
  const reply = await anna.post('/api/review/answers', { document: id, answers: said })
  const answered = Answered.parse(await reply.json())
  expect(answered.marks).toEqual({ [SUBJECT]: NONE })
  expect(answered.report.tables.map(({ form }) => form)).not.toContain('requests')
  expect(answered.report.fields['requests.granted.total']).toMatchObject({ state: 'missing' })
  // What a person said of a field stays, whatever the table is.
  expect(answered.report.fields[field]).toMatchObject({ value, corrected: true })
  expect((await lease()).marks).toEqual({ [SUBJECT]: NONE })
  expect(await truth()).toEqual({ [field]: { value, state } })

  const undone = Answered.parse(await (await anna.post('/api/review/undo', { document: id })).json())
  expect(undone.marks).toEqual({})
  expect(undone.report.fields).toEqual(before.fields)
  expect(await truth()).toEqual({})
  const told = (await (await anna.get(`/api/documents/${id}/history`)).json()) as unknown[]
  const ofTable = told.map((entry) => HistoryEntry.parse(entry)).filter(({ subject }) => subject === SUBJECT)
  expect(ofTable.map(({ after, why }) => [after, why])).toEqual([
    [NONE, 'table'],
    [null, 'undo'],
  ])
  // The fields that the mark took away tell of it, too; one that a person has spoken of was not changed by it.
  const subjectsOf = async (one: string) =>
    ((await (await anna.get(`/api/documents/${id}/history?field=${one}`)).json()) as HistoryEntry[]).map(
      ({ subject }) => subject,
    )
  expect(await subjectsOf('requests.granted.total')).toEqual([SUBJECT, SUBJECT])
  expect(await subjectsOf(field)).toEqual([field, field])
  expect(await subjectsOf('document.year')).toEqual([])
})

async function truth() {
  const lines = (await (await anna.get('/api/exports/truths')).text()).split('\n').filter((line) => line !== '')
  const own = lines.map((line) => LabelledDocument.parse(JSON.parse(line))).find(({ document }) => document === id)
  return own?.truth.fields ?? {}
}
