import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { Form } from '../../../schemas/form.ts'
import { hashOf } from '../../../store/blobs/hash.ts'
import { PATHS } from '../../api/paths.ts'
import { FAILURES, json, UNCHANGED } from '../describe.ts'
import type { Env } from '../env.ts'
import type { Ports } from '../ports.ts'

const list = createRoute({
  method: 'get',
  path: PATHS.forms,
  summary: 'The forms that documents are matched with: labels, tables, equations',
  responses: { 200: json(z.array(Form), 'the official ones and those of --form'), 304: UNCHANGED, ...FAILURES },
})

/** The forms of this server, which the page's labels and live checks go by. */
export function addForms(app: OpenAPIHono<Env>, { forms }: Pick<Ports, 'forms'>): void {
  const bytes = Buffer.from(JSON.stringify(forms))
  const tag = `"${hashOf(bytes).slice(0, 16)}"`
  const headers = { ETag: tag, 'Cache-Control': 'private, no-cache' }
  app.openapi(list, (c) => {
    if (c.req.header('if-none-match') === tag) return c.body(null, 304, headers)
    return c.body(bytes, 200, { ...headers, 'Content-Type': 'application/json; charset=utf-8' })
  })
}
