import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { findDocument } from '../../../store/documents.ts'
import type { NoResult } from '../../../workers/readers/tasks.ts'
import { sourceFile } from '../../../workers/steps/source-file.ts'
import { PageText } from '../../api/documents.ts'
import { PATHS } from '../../api/paths.ts'
import { DocumentId, FAILURES, file, json, UNCHANGED } from '../describe.ts'
import type { Env } from '../env.ts'
import { Refusal, Told } from '../failures.ts'
import { createPictureCache } from '../pictures/cache.ts'
import type { Ports } from '../ports.ts'

/** Widths that pictures are made in, in pixels: few, so that they are found again in the cache. */
const WIDTHS = [400, 800, 1200, 1600, 2400, 3200] as const

const PageOf = DocumentId.extend({ page: z.coerce.number().int().min(1).max(100_000) })
const Wanted = z.object({ width: z.coerce.number().int().min(1).max(10_000).default(1600) })

const image = createRoute({
  method: 'get',
  path: PATHS.image,
  summary: 'A page as the file shows it; reports give boxes in points on it',
  request: { params: PageOf, query: Wanted },
  responses: {
    200: file('image/webp', 'the picture, about as wide as was asked for; X-Page-Size: width and height in points'),
    304: UNCHANGED,
    ...FAILURES,
  },
})
const text = createRoute({
  method: 'get',
  path: PATHS.text,
  summary: "A text dump's lines, which reports number from 1",
  request: { params: PageOf },
  responses: { 200: json(PageText, 'the lines'), ...FAILURES },
})

/** What a page looks like. */
export function addPages(app: OpenAPIHono<Env>, { store, show, versions }: Ports): void {
  const cache = createPictureCache()
  app.openapi(image, async (c) => {
    const { id, page } = c.req.valid('param')
    const { width } = c.req.valid('query')
    const document = await findDocument(store.db, id)
    if (!document) throw new Refusal('document-missing')
    if (document.pages !== null && page > document.pages) throw new Refusal('page-missing')
    const chosen = WIDTHS.find((one) => one >= width) ?? WIDTHS.at(-1)!
    // A newer reader may show the page otherwise.
    const tag = `"${id.slice(0, 16)}-${page}-${chosen}-${versions.reader.split('+').at(-1)}"`
    const headers = { ETag: tag, 'Cache-Control': 'private, max-age=3600' }
    if (c.req.header('if-none-match') === tag) return c.body(null, 304, headers)
    const source = await sourceFile(store, document)
    if ('kind' in source) throw unshown(source)
    const made = await cache.of(tag, () => show.picture(source, page, { maxWidth: chosen }))
    if (made.kind !== 'picture') throw unshown(made)
    return c.body(Buffer.from(made.webp), 200, {
      ...headers,
      'Content-Type': 'image/webp',
      'X-Page-Size': `${made.pageWidth} ${made.pageHeight}`,
    })
  })
  app.openapi(text, async (c) => {
    const { id, page } = c.req.valid('param')
    const document = await findDocument(store.db, id)
    if (!document) throw new Refusal('document-missing')
    if (page !== 1) throw new Refusal('page-missing')
    const source = await sourceFile(store, document)
    if ('kind' in source) throw unshown(source)
    const shown = await show.text(source)
    if (shown.kind !== 'text') throw unshown(shown)
    return c.json({ page, lines: [...shown.lines] }, 200)
  })
}

/** Why a page is not shown. */
function unshown(result: NoResult): Error {
  if (result.kind === 'problem') return new Told(result.problem)
  if (result.kind === 'defect') return new Error(result.message)
  return new Told({ code: 'service-unavailable', message: 'no reader is free to show it; try again' })
}
