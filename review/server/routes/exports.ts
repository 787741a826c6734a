import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import { PATHS } from '../../api/paths.ts'
import { FAILURES, file } from '../describe.ts'
import type { Env } from '../env.ts'
import { auditLines } from '../exports/audit-lines.ts'
import { reportLines } from '../exports/report-lines.ts'
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
  summary: 'Reports, corrections applied',
  request: { query: z.object({ batch: z.string().optional() }) },
  responses: { 200: file(LINES, 'nianbao/report@1, a document a line'), ...FAILURES },
})
const truths = createRoute({
  method: 'get',
  path: PATHS.truths,
  summary: 'Corrections as truth for nianbao eval and for the calibration',
  responses: { 200: file(LINES, 'a document a line'), ...FAILURES },
})

/** Files of many documents, written while they are fetched. */
export function addExports(app: OpenAPIHono<Env>, { store, log }: Ports): void {
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
  app.openapi(reports, (c) => send(c, 'reports.jsonl', reportLines(store, c.req.valid('query').batch)))
  app.openapi(truths, (c) => send(c, 'truths.jsonl', truthLines(store)))
}
