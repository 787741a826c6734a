import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ZodType, z } from 'zod'
import { type DocumentLine, DocumentList, HistoryEntry, PageText, Uploaded } from '../../../review/api/documents.ts'
import { Dashboard, QueueCounts } from '../../../review/api/progress.ts'
import { Answered, Lease, OpenItems, QueueChoices, Stale, Task } from '../../../review/api/review.ts'
import { Report } from '../../../schemas/report.ts'
import { Truth } from '../../../schemas/truth.ts'
import { ROOT } from '../../support/sources.ts'
import { type Client, startTestServer, type TestServer, until } from './support.ts'

const TEXT = join(ROOT, 'samples', 'text', 'tabs-lost-cells.txt')
const PDF = join(ROOT, 'samples', 'digital', 'form-2019.pdf')

let server: TestServer
let admin: Client
let anna: Client
let berta: Client
beforeAll(async () => {
  server = await startTestServer()
  admin = await server.as('chief', 'admin')
  anna = await server.as('anna', 'reviewer')
  berta = await server.as('berta', 'reviewer')
})
afterAll(() => server.stop())

async function handIn(files: readonly (string | File)[], batch?: string): Promise<readonly Uploaded[]> {
  const response = await admin.upload(files, batch)
  expect(response.status).toBe(200)
  return told(z.array(Uploaded), response)
}

async function settled(id: string): Promise<DocumentLine> {
  return until(async () => {
    const line = (await (await admin.get(`/api/documents/${id}`)).json()) as DocumentLine
    return ['done', 'review', 'failed'].includes(line.state) && line
  })
}

/** An answer as its schema has it: the description of the API must hold. */
async function told<T>(schema: ZodType<T>, response: Promise<Response> | Response): Promise<T> {
  return schema.parse(await (await response).json())
}

test('an upload is told as it is read, to everybody who listens, and its report can be had', async () => {
  const events = await listen(anna)
  const [uploaded] = await handIn([PDF], '2023')
  expect(uploaded).toEqual({ name: 'form-2019.pdf', document: expect.any(String), known: false, problem: null })
  const id = uploaded!.document!
  const lines = await until(async () => {
    const heard = events.of<DocumentLine>('document').filter((line) => line.id === id)
    return heard.some(({ state }) => state === 'done' || state === 'review') && heard
  })
  expect(lines.map(({ state }) => state)).toContain('running')
  const read = lines.map(({ pagesRead }) => pagesRead)
  expect(read).toEqual(read.toSorted((a, b) => a - b))
  expect(read.at(-1)).toBe(4)
  const progress = events.of<{ states: Record<string, number>; pagesRead: number }>('documents').at(-1)!
  expect(progress.states.done! + progress.states.review!).toBeGreaterThan(0)
  expect(progress.pagesRead).toBeGreaterThanOrEqual(4)

  const report = await anna.get(`/api/documents/${id}/report?download=1`)
  expect(report.headers.get('content-disposition')).toBe(
    `attachment; filename="form-2019.json"; filename*=UTF-8''form-2019.json`,
  )
  expect(Report.parse(await report.json()).source.sha256).toBe(id)
  const tag = report.headers.get('etag')!
  expect((await anna.get(`/api/documents/${id}/report`, { 'if-none-match': tag })).status).toBe(304)
  const { documents } = await told(DocumentList, anna.get('/api/documents?batch=2023'))
  expect(documents.map((line) => [line.id, line.pages])).toEqual([[id, 4]])
  expect((await handIn([PDF]))[0]).toMatchObject({ document: id, known: true })

  expect((await anna.request('DELETE', '/api/session')).status).toBe(204)
  await until(async () => events.ended())
  expect(events.names().at(-1)).toBe('bye')
  await anna.login('anna')
})

test('a page is shown as a picture in the widths that are kept; a text as its lines', async () => {
  const [pdf, text] = await handIn([PDF, TEXT])
  await settled(text!.document!)
  const picture = await anna.get(`/api/documents/${pdf!.document}/pages/1/image?width=700`)
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp'])
  const bytes = Buffer.from(await picture.arrayBuffer())
  expect(bytes.subarray(8, 12).toString()).toBe('WEBP')
  const [width, height] = picture.headers.get('x-page-size')!.split(' ').map(Number)
  expect([Math.round(width!), Math.round(height!)]).toEqual([595, 842])
  const tag = picture.headers.get('etag')!
  const again = await berta.get(`/api/documents/${pdf!.document}/pages/1/image?width=800`, { 'if-none-match': tag })
  expect(again.status).toBe(304)
  expect((await anna.get(`/api/documents/${pdf!.document}/pages/5/image`)).status).toBe(404)
  const { lines } = await told(PageText, anna.get(`/api/documents/${text!.document}/pages/1/text`))
  expect(lines.length).toBeGreaterThan(20)
  expect((await anna.get(`/api/documents/${pdf!.document}/pages/1/text`)).status).toBe(422)
})

test('what is no document is refused with a line, and nothing that a file is called does any harm', async () => {
  const script = '<img src=x onerror=alert(1)>'
  const answers = await handIn([
    new File([Buffer.from('PK\x03\x04 a spreadsheet')], 'report.pdf'),
    new File([], 'empty.txt'),
    new File(['<html><script>alert(1)</script></html>'], 'page.txt'),
    new File([Buffer.alloc(3000, 0x01)], 'noise.bin'),
    new File(['行政许可\t12\t3\n'.repeat(3)], `../../../etc/${script}.txt`),
  ])
  expect(answers.map(({ document, problem }) => [document !== null, problem?.code ?? null])).toEqual([
    [false, 'file-type-unknown'],
    [false, 'file-empty'],
    [false, 'file-type-unknown'],
    [false, 'file-type-unknown'],
    [true, null],
  ])
  for (const { problem } of answers.slice(0, 4)) expect(problem!.message).not.toMatch(/\n|</)
  expect(answers[4]!.name).toBe(`${script}.txt`)
  const line = await admin.get(`/api/documents/${answers[4]!.document}`)
  expect(line.headers.get('content-type')).toMatch(/^application\/json/)
  expect(await line.json()).toMatchObject({ name: `${script}.txt` })

  const large = await admin.upload([new File([Buffer.alloc(2.5 * 1024 ** 2)], 'large.txt')])
  expect([large.status, await large.text()]).toEqual([200, expect.stringContaining('file-too-large')])
  const larger = await admin.upload([new File([Buffer.alloc(4 * 1024 ** 2)], 'larger.txt')])
  expect([larger.status, await larger.json()]).toEqual([413, expect.objectContaining({ code: 'too-large' })])
  const nothing = await admin.post('/api/documents', new FormData())
  expect([nothing.status, await nothing.json()]).toEqual([400, expect.objectContaining({ code: 'invalid' })])
})

test('two reviewers never get one document; answers are saved, stale ones refused, and taken back', async () => {
  const [uploaded] = await handIn([TEXT])
  const id = uploaded!.document!
  expect((await settled(id)).open).toBeGreaterThan(0)
  const choices = await told(QueueChoices, anna.get('/api/review/filters'))
  expect(choices.reasons.length).toBeGreaterThan(0)

  const [mine, hers] = await Promise.all([anna.post('/api/review/next', {}), berta.post('/api/review/next', {})])
  const tasks = await Promise.all([mine, hers].map(async (one) => (one.status === 200 ? told(Task, one) : null)))
  expect(tasks.filter((task) => task !== null).length).toBeGreaterThan(0)
  expect(tasks[0]?.document).not.toBe(tasks[1]?.document)
  for (const [client, task] of [
    [anna, tasks[0]],
    [berta, tasks[1]],
  ] as const) {
    if (task) expect((await client.post('/api/review/release', { document: task.document })).status).toBe(204)
  }

  const task = await told(Task, anna.post('/api/review/lease', { document: id }))
  const refused = await berta.post('/api/review/lease', { document: id })
  expect([refused.status, await refused.json()]).toEqual([
    409,
    { code: 'leased', message: expect.any(String), who: 'anna', until: task.until },
  ])
  expect(await told(Lease, anna.post('/api/review/renew', { document: id }))).toMatchObject({
    document: id,
    until: expect.any(Number),
  })
  expect((await berta.post('/api/review/renew', { document: id })).status).toBe(409)
  const item = task.items[0]!
  const answer = (after: object | null, seen: string | null) => ({
    document: id,
    answers: [{ subject: item.field, after, seen, why: 'as printed', seconds: 2 }],
  })
  const absurd = { subject: 'document.year', after: { value: 7, state: 'number' }, seen: null, why: '', seconds: 1 }
  const impossible = await anna.post('/api/review/answers', { document: id, answers: [absurd] })
  expect([impossible.status, (await impossible.json()).code]).toEqual([422, 'value-impossible'])
  const answered = await told(
    Answered,
    anna.post('/api/review/answers', answer({ value: 7, state: 'number' }, item.seen)),
  )
  expect(answered.report.fields[item.field]).toMatchObject({
    value: 7,
    state: 'number',
    corrected: true,
    review: false,
  })
  expect(answered.items.map(({ field }) => field)).not.toContain(item.field)
  const kept = await told(Report, berta.get(`/api/documents/${id}/report`))
  expect(kept.fields[item.field]).toMatchObject({ value: 7, corrected: true })

  const late = await anna.post('/api/review/answers', answer({ value: 8, state: 'number' }, item.seen))
  expect(late.status).toBe(409)
  expect(await told(Stale, late)).toMatchObject({
    code: 'stale',
    conflicts: [{ subject: item.field, yours: { value: 8 }, theirs: { value: 7 }, who: 'anna' }],
  })
  const other = await berta.post(
    '/api/review/answers',
    answer({ value: 8, state: 'number' }, answered.corrections[item.field]!),
  )
  expect(other.status).toBe(409)

  const history = await told(z.array(HistoryEntry), berta.get(`/api/documents/${id}/history?field=${item.field}`))
  expect(history).toMatchObject([{ who: 'anna', subject: item.field, after: { value: 7 }, why: 'as printed' }])
  const truths = (await (await admin.get('/api/exports/truths')).text()).trim().split('\n')
  const truth = truths.map((line) => JSON.parse(line)).find(({ document }) => document === id)
  expect(Truth.parse(truth.truth).fields[item.field]).toMatchObject({ value: 7 })

  const undone = await told(Answered, anna.post('/api/review/undo', { document: id }))
  expect(undone.report.fields[item.field]?.corrected).toBeUndefined()
  expect(undone.items.map(({ field }) => field)).toContain(item.field)
  const [second] = undone.items
  const aside = { document: id, field: second!.field, as: 'problematic', note: 'the page is torn' }
  const open = await told(OpenItems, anna.post('/api/review/aside', aside))
  expect(open.items.map(({ field }) => field)).not.toContain(second!.field)
  expect(await told(QueueCounts, anna.get('/api/review/counts'))).toMatchObject({ problematic: 1, leased: 1 })
  expect((await anna.post('/api/review/release', { document: id })).status).toBe(204)
  expect((await berta.post('/api/review/lease', { document: id })).status).toBe(200)
  expect(await told(Dashboard, berta.get('/api/dashboard'))).toMatchObject({ reviewers: expect.any(Array) })
})

test('two browsers of one account are given different documents as well', async () => {
  const files = ['第一份', '第二份'].map(
    (text) => new File([`${readFileSync(TEXT, 'utf8')}\n${text}\n`], `${text}.txt`),
  )
  for (const { document } of await handIn(files)) await settled(document!)
  const other = server.client()
  await other.login('anna')
  const [here, there] = await Promise.all([anna, other].map((one) => told(Task, one.post('/api/review/next', {}))))
  expect(here!.document).not.toBe(there!.document)
  const document = here!.document
  await told(Task, other.post('/api/review/lease', { document })) // opened there on purpose
  expect((await anna.post('/api/review/release', { document })).status).toBe(204)
  expect((await berta.post('/api/review/lease', { document })).status).toBe(409)
  expect((await other.post('/api/review/release', { document })).status).toBe(204)
  expect((await berta.post('/api/review/lease', { document })).status).toBe(200)
})

test('admins cancel, order again, and fetch the log; it names who did it', async () => {
  const [uploaded] = await handIn([new File(['不是年报，只是一行字。\n'], 'note.txt')])
  const id = uploaded!.document!
  await settled(id)
  expect((await admin.post(`/api/documents/${id}/cancel`)).status).toBe(409)
  expect((await admin.post(`/api/documents/${id}/retry`)).status).toBe(409)
  expect((await admin.post(`/api/documents/${'b'.repeat(64)}/cancel`)).status).toBe(404)
  const log = (await (await admin.get(`/api/exports/audit?document=${id}`)).text()).trim().split('\n')
  const entries = log.map((line) => JSON.parse(line) as { who: string; action: string; detail: object })
  expect(entries.map(({ action }) => action)).toEqual(expect.arrayContaining(['submitted', 'uploaded', 'assembled']))
  expect(entries.find(({ action }) => action === 'uploaded')).toMatchObject({
    who: 'chief',
    detail: { name: 'note.txt' },
  })
  const reports = (await (await anna.get('/api/exports/reports')).text()).trim().split('\n')
  expect(reports.map((line) => Report.parse(JSON.parse(line)).source.sha256)).toContain(id)
})

/** Server-sent events as they come in. */
async function listen(client: Client) {
  const response = await client.get('/api/events')
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
  let text = ''
  let ended = false
  void (async () => {
    for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) text += piece
    ended = true
  })()
  const all = () =>
    text.split('\n\n').flatMap((block) => {
      const [, event] = /^event: (.*)$/m.exec(block) ?? []
      const [, data] = /^data: (.*)$/m.exec(block) ?? []
      return event && data ? [{ event, data: JSON.parse(data) as unknown }] : []
    })
  return {
    of: <T>(name: string) => all().flatMap(({ event, data }) => (event === name ? [data as T] : [])),
    names: () => all().map(({ event }) => event),
    ended: () => ended,
  }
}
