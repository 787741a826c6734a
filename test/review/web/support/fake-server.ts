import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { lastWords } from '../../../../pipeline/correct/last-words.ts'
import type { Answer, Aside, Item } from '../../../../review/api/review.ts'
import type { Correction } from '../../../../schemas/correction.ts'
import { FORMS } from '../../../../schemas/forms/index.ts'
import type { Held } from './documents.ts'
import { BOARD, COUNTS } from './figures.ts'

/** What a test may do to the server, and what it saw. */
export type FakeServer = {
  readonly url: string
  readonly answers: { readonly document: string; readonly answer: Answer }[]
  readonly asides: Aside[]
  readonly requests: string[]
  /** Multipart bodies, as they came. */
  readonly uploads: string[]
  /** Answers stay unanswered for as long, in milliseconds. */
  delay: number
  /** While true every request of the API breaks off. */
  down: boolean
  /** Somebody else says something of a field, behind the page's back. */
  say(document: string, subject: string, value: number): void
  close(): Promise<void>
}

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** A server that serves the built page and the API over a few documents held in memory, for one reviewer. */
export async function startFakeServer(dist: string, documents: readonly Held[]): Promise<FakeServer> {
  const corrections: Correction[] = []
  const put = new Map<string, Aside>()
  const fake = {
    answers: [],
    asides: [],
    requests: [],
    uploads: [],
    delay: 0,
    down: false,
  } as unknown as FakeServer & {
    url: string
  }
  const of = (id: unknown) => documents.find((document) => document.id === id)
  const said = (id: string) => corrections.filter(({ document }) => document === id)
  const lastOf = (id: string, subject: string) => said(id).findLast((correction) => correction.subject === subject)

  const itemsOf = (document: Held): Item[] => {
    const report = document.report(said(document.id))
    const failing = report.checks.filter(({ outcome }) => outcome === 'fail')
    return report.review.fields
      .filter((field) => !put.has(`${document.id} ${field}`))
      .map((field) => ({
        ...{ field, kind: 'flagged' as const, page: report.fields[field]?.page ?? null },
        reasons: [...(report.fields[field]?.reasons ?? [])],
        failing: failing.filter(({ fields }) => fields.includes(field)).length,
        ...{ seen: lastOf(document.id, field)?.id ?? null, note: null },
      }))
      .sort((a, b) => b.failing - a.failing)
  }
  const until = () => Date.now() + 300_000
  const marksOf = (id: string) => Object.fromEntries(lastWords(said(id)).tables)
  const taskOf = (document: Held) => ({
    ...{ document: document.id, name: document.name, until: until(), pages: document.pages },
    ...{ report: document.report(said(document.id)), items: itemsOf(document) },
    seen: Object.fromEntries(said(document.id).map(({ subject, id }) => [subject, id])),
    marks: marksOf(document.id),
  })
  const answered = (document: Held) => ({
    ...{ report: document.report(said(document.id)), items: itemsOf(document), until: until() },
    corrections: Object.fromEntries(said(document.id).map(({ subject, id }) => [subject, id])),
    marks: marksOf(document.id),
  })
  const keep = (document: string, subject: string, after: Correction['after'], who: string) => {
    const before = lastOf(document, subject)?.after ?? null
    corrections.push({
      id: `c${corrections.length + 1}`,
      document,
      subject,
      before,
      after,
      who,
      why: '',
      at: Date.now(),
    })
  }
  const lineOf = (document: Held) => {
    const { fields } = document.report(said(document.id))
    const open = itemsOf(document).length
    return {
      ...{ id: document.id, name: document.name, state: open > 0 ? 'review' : 'done', pages: document.pages },
      ...{ pagesRead: document.pages, organization: fields['document.organization']?.value ?? null, open },
      ...{ problematic: 0, skipped: 0, unread: false, acknowledged: null },
      ...{ year: fields['document.year']?.value ?? null, form: '2021', code: null, message: null, at: Date.now() },
    }
  }

  const api = (method: string, path: string, query: URLSearchParams, body: Record<string, unknown>): Reply => {
    const page = /^\/api\/documents\/(\w+)(?:\/(report|history|pages\/(\d+)\/(image|text)))?$/.exec(path)
    if (page) return documentRoute(of(page[1]), page, query)
    const document = of(body.document)
    switch (`${method} ${path}`) {
      case 'GET /api/session':
        return { body: { account: { name: '核对员', role: 'admin', password: true }, csrf: 'token' } }
      case 'GET /api/forms':
        return { body: FORMS }
      case 'GET /api/documents':
        return { body: { documents: documents.map(lineOf), next: null } }
      case 'GET /api/users':
        return { body: [{ name: '核对员', role: 'admin', password: true }] }
      case 'GET /api/dashboard':
        return { body: BOARD }
      case 'GET /api/review/counts':
        return { body: COUNTS }
      case 'GET /api/review/filters':
        return { body: { agencies: [], years: [{ value: '2023', items: 9 }], forms: [], reasons: [], batches: [] } }
      case 'POST /api/review/next': {
        const not = (body.except ?? []) as string[]
        const next = documents.find((one) => !not.includes(one.id) && itemsOf(one).length > 0)
        return next ? { body: taskOf(next) } : { status: 204 }
      }
      case 'POST /api/review/lease':
        return document ? { body: taskOf(document) } : { status: 404, body: { code: 'not-found', message: '' } }
      case 'POST /api/review/renew':
        return { body: { document: body.document, until: until() } }
      case 'POST /api/review/release':
        return { status: 204 }
      case 'POST /api/review/aside':
        fake.asides.push(body as unknown as Aside)
        if (body.as === 'open') put.delete(`${body.document} ${body.field}`)
        else put.set(`${body.document} ${body.field}`, body as unknown as Aside)
        return { body: { items: itemsOf(document!), until: until() } }
      case 'POST /api/review/undo': {
        const last = said(document!.id).findLast(({ who, after }) => who === '核对员' && after !== null)
        if (last) keep(document!.id, last.subject, last.before, '核对员')
        return { body: answered(document!) }
      }
      case 'POST /api/review/answers': {
        const answers = body.answers as Answer[]
        const conflicts = answers.flatMap(({ subject, seen, after }) => {
          const last = lastOf(document!.id, subject)
          if ((last?.id ?? null) === seen || !last) return []
          return [{ subject, yours: after, theirs: last.after, who: last.who, at: last.at, id: last.id }]
        })
        if (conflicts.length > 0) return { status: 409, body: { code: 'stale', message: '', conflicts } }
        for (const answer of answers) {
          keep(document!.id, answer.subject, answer.after, '核对员')
          fake.answers.push({ document: document!.id, answer })
        }
        return { body: answered(document!) }
      }
      default:
        return { status: 404, body: { code: 'not-found', message: path } }
    }
  }

  const documentRoute = (
    document: Held | undefined,
    [, , what, number, kind]: RegExpExecArray,
    query: URLSearchParams,
  ): Reply => {
    if (!document) return { status: 404, body: { code: 'not-found', message: '' } }
    if (kind === 'text') return { body: { page: 1, lines: document.lines } }
    if (kind === 'image') {
      const picture = document.pictures[Number(number) - 1]
      if (!picture) return { status: 404 }
      return {
        bytes: picture.webp,
        type: 'image/webp',
        headers: { 'x-page-size': `${picture.pageWidth} ${picture.pageHeight}` },
      }
    }
    if (what === 'report') return { body: document.report(said(document.id)) }
    const field = query.get('field')
    if (what === 'history') return { body: said(document.id).filter(({ subject }) => !field || subject === field) }
    return { body: lineOf(document) }
  }

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    fake.requests.push(`${request.method} ${pathname}`)
    if (!pathname.startsWith('/api/')) return file(response, dist, pathname)
    if (fake.down) return void request.socket.destroy()
    if (pathname === '/api/events') return events(response)
    const body = await bodyOf(request)
    if (pathname === '/api/review/answers' && fake.delay > 0) await new Promise((done) => setTimeout(done, fake.delay))
    const sent = body.text as string | undefined
    if (sent !== undefined) {
      fake.uploads.push(sent)
      const name = /filename="([^"]+)"/.exec(sent)?.[1]
      return send(response, { body: [{ name, document: 'a1', known: false, problem: null }] })
    }
    send(response, api(request.method ?? 'GET', pathname, searchParams, body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(fake, {
    say: (document: string, subject: string, value: number) =>
      keep(document, subject, { value, state: 'number' }, '另一位核对员'),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  })
}

type Reply = {
  readonly status?: number
  readonly body?: unknown
  readonly bytes?: Uint8Array
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
}

function send(response: ServerResponse, { status = 200, body, bytes, type = 'application/json', headers = {} }: Reply) {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers })
  response.end(bytes ?? (body === undefined ? undefined : JSON.stringify(body)))
}

function file(response: ServerResponse, dist: string, path: string) {
  const name = path === '/' ? '/index.html' : path === '/login' ? '/login.html' : path
  try {
    const bytes = readFileSync(join(dist, name))
    response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'text/plain', 'content-security-policy': CSP })
    response.end(bytes)
  } catch {
    response.writeHead(404).end()
  }
}

function events(response: ServerResponse) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const states = { waiting: 3, running: 2, done: 118, review: 27, failed: 1, cancelled: 0 }
  response.write(`event: documents\ndata: ${JSON.stringify({ states, pagesRead: 12 })}\n\n`)
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString()
  if (text === '') return {}
  return text.startsWith('{') ? JSON.parse(text) : { text }
}
