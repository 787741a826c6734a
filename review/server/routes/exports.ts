import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import { loadFormat } from '../../../export/formats.ts'
import { countDumps, countReports } from '../../../export/sources/count.ts'
import type { Problem } from '../../../schemas/problem.ts'
import { ExportQuery, FilesQuery, Outlook, Selection } from '../../api/export-formats.ts'
import { PATHS } from '../../api/paths.ts'
import { FAILURES, file, json } from '../describe.ts'
import type { Env } from '../env.ts'
import { auditLines } from '../exports/audit-lines.ts'
import { filesExport } from '../exports/files.ts'
import { reportFile } from '../exports/report-file.ts'
import { filterOf } from '../exports/selected.ts'
import { truthLines } from '../exports/truth-lines.ts'
import { attachment } from '../file-name.ts'
import type { Ports } from '../ports.ts'
import { atLeast } from '../security/require-role.ts'

const LINES = 'application/x-ndjson'

const audit = createRoute({
  method: 'get',
  path: PATHS.audit,
  summary: 'Everything that was done, oldest first',
  middleware: atLeast('admin'),
  request: { query: z.object({ document: z.string().optional() }) },
  responses: { 200: file(LINES, 'a JSON object a line'), ...FAILURES },
})
const reports = createRoute({
  method: 'get',
  path: PATHS.reports,
  summary: 'Reports as one file, corrections applied: all, those that are chosen, or that of a document',
  request: { query: ExportQuery },
  responses: { 200: file('application/octet-stream', 'by the format: text, a spreadsheet or Parquet'), ...FAILURES },
})
const files = createRoute({
  method: 'get',
  path: PATHS.files,
  summary:
    'Files of each report: searchable PDF, ALTO, hOCR, bags, workbooks; of a selection, and where one report has many, as a zip',
  request: { query: FilesQuery },
  responses: {
    200: {
      description:
        'a zip, in which left-out.csv lists what is missing and why; of one document as pdf or xlsx the file itself, with X-Left-Out: a URI-encoded JSON array of its problems',
      content: { 'application/zip': { schema: z.string() }, 'application/octet-stream': { schema: z.string() } },
    },
    ...FAILURES,
  },
})
const outlook = createRoute({
  method: 'get',
  path: PATHS.outlook,
  summary: 'How many reports a selection has, and how many of them have no pages to show',
  request: { query: Selection.omit({ document: true }) },
  responses: { 200: json(Outlook, 'counts'), ...FAILURES },
})
const truths = createRoute({
  method: 'get',
  path: PATHS.truths,
  summary: 'Corrections as truth for nianbao eval and for the calibration',
  responses: { 200: file(LINES, 'a document a line'), ...FAILURES },
})

/** Files of many documents, written while they are fetched. */
export function addExports(app: OpenAPIHono<Env>, { store, forms, makers, log }: Ports): void {
  const breakOff = (c: Context<Env>) => (error: unknown) => {
    log.error('an export broke off', { error, path: c.req.path })
    c.env.outgoing.destroy()
  }
  const send = (c: Context<Env>, name: string, lines: AsyncIterable<string>) => {
    c.header('Content-Type', `${LINES}; charset=utf-8`)
    c.header('Content-Disposition', attachment(name))
    return stream(
      c,
      async (out) => {
        for await (const line of lines) {
          if (out.aborted) break
          await out.write(`${line}\n`)
        }
      },
      async (error) => log.error('an export broke off', { error, path: c.req.path }),
    )
  }
  app.openapi(audit, (c) => send(c, 'audit.jsonl', auditLines(store.db, c.req.valid('query').document)))
  app.openapi(reports, async (c) => {
    const made = await reportFile(store, forms, c.req.valid('query'), {
      onLost: ({ name, problem }) => log.warn('a report was left out of an export', { name, code: problem.code }),
      onBroken: breakOff(c),
    })
    return c.body(made.body, 200, { 'Content-Type': made.type, 'Content-Disposition': attachment(made.name) })
  })
  app.openapi(files, async (c) => {
    const { signal } = c.req.raw
    const ports = { store, makers, signal, onBroken: breakOff(c) }
    const made = await filesExport(ports, c.req.valid('query')).catch((error: unknown) => {
      if (!signal.aborted) throw error
      return null
    })
    // Whoever asked has gone.
    if (!made) return c.body(null, 204)
    if (c.req.method === 'HEAD') await made.body.cancel()
    return c.body(made.body, 200, {
      'Content-Type': made.type,
      'Content-Disposition': attachment(made.name),
      ...(made.length === undefined ? {} : { 'Content-Length': `${made.length}` }),
      ...(made.problems.length === 0 ? {} : { 'X-Left-Out': listed(made.problems) }),
    })
  })
  app.openapi(outlook, async (c) => {
    const filter = await filterOf(store, c.req.valid('query'))
    const [reports, dumps] = await Promise.all([countReports(store, filter), countDumps(store, filter)])
    const book = await loadFormat('xlsx', { forms, oneFile: true })
    return c.json({ reports, dumps, workbook: (book.kind === 'stream' && book.most) || null }, 200)
  })
  app.openapi(truths, (c) => send(c, 'truths.jsonl', truthLines(store)))
}

/** Problems in a header, as many as one may hold. */
function listed(problems: readonly Problem[]): string {
  const some = problems.slice(0, MOST_LISTED)
  return encodeURIComponent(
    JSON.stringify(some.map((one) => ({ ...one, message: one.message.slice(0, LONGEST).toWellFormed() }))),
  )
}

/** A header holds some kilobytes. */
const MOST_LISTED = 10
const LONGEST = 200
