import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import { ExportQuery } from '../../api/export-formats.ts'
import { PATHS } from '../../api/paths.ts'
import { FAILURES, file } from '../describe.ts'
import type { Env } from '../env.ts'
import { auditLines } from '../exports/audit-lines.ts'
import { reportFile } from '../exports/report-file.ts'
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
  summary: 'Reports as one file, corrections applied: all, those of a batch, or that of a document',
  request: { query: ExportQuery },
  responses: { 200: file('application/octet-stream', 'by the format: text, a spreadsheet or Parquet'), ...FAILURES },
})
const truths = createRoute({
  method: 'get',
  path: PATHS.truths,
  summary: 'Corrections as truth for nianbao eval and for the calibration',
  responses: { 200: file(LINES, 'a document a line'), ...FAILURES },
})

/** Files of many documents, written while they are fetched. */
export function addExports(app: OpenAPIHono<Env>, { store, forms, log }: Ports): void {
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
      onBroken: (error) => {
        log.error('an export broke off', { error, path: c.req.path })
        c.env.outgoing.destroy()
      },
    })
    return c.body(made.body, 200, { 'Content-Type': made.type, 'Content-Disposition': attachment(made.name) })
  })
  app.openapi(truths, (c) => send(c, 'truths.jsonl', truthLines(store)))
}
