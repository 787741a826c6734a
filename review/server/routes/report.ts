import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { Report } from '../../../schemas/report.ts'
import { findDocument } from '../../../store/documents.ts'
import { baseName } from '../../../store/names.ts'
import { reportText } from '../../../store/report-text.ts'
import { findReport } from '../../../store/reports.ts'
import { PATHS } from '../../api/paths.ts'
import { DocumentId, FAILURES, json, UNCHANGED } from '../describe.ts'
import type { Env } from '../env.ts'
import { Refusal } from '../failures.ts'
import { attachment } from '../file-name.ts'
import type { Ports } from '../ports.ts'

const report = createRoute({
  method: 'get',
  path: PATHS.report,
  summary: "A document's report, corrections applied",
  request: { params: DocumentId, query: z.object({ download: z.string().optional() }) },
  responses: { 200: json(Report, 'nianbao/report@1, byte for byte as it is kept'), 304: UNCHANGED, ...FAILURES },
})

/** Reports as they are kept. */
export function addReport(app: OpenAPIHono<Env>, { store }: Ports): void {
  app.openapi(report, async (c) => {
    const { id } = c.req.valid('param')
    const document = await findDocument(store.db, id)
    if (!document) throw new Refusal('document-missing')
    const kept = await findReport(store.db, id)
    const text = kept && (await reportText(store.blobs, kept.blob))
    if (!text) throw new Refusal('report-missing')
    const tag = `"${kept.blob}"`
    const headers = { ETag: tag, 'Cache-Control': 'private, no-cache' }
    if (c.req.header('if-none-match') === tag) return c.body(null, 304, headers)
    return c.body(Buffer.from(text), 200, {
      ...headers,
      'Content-Type': 'application/json; charset=utf-8',
      ...(c.req.valid('query').download === undefined
        ? {}
        : { 'Content-Disposition': attachment(`${baseName(document.name)}.json`) }),
    })
  })
}
