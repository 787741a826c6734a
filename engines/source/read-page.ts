import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { OpenOptions } from './document.ts'
import { openDocument } from './open.ts'

/**
 * What one page of a document says; `page` counts from 1. `name` only words a refusal. A problem where the document cannot
 * be opened or has no such page; a page that cannot be read is a problem of its reading. Each call opens the document: for
 * many pages of one, `openDocument` opens it once.
 */
export async function readPage(
  bytes: Uint8Array,
  name: string,
  page: number,
  options: OpenOptions = {},
): Promise<PageReading | Problem> {
  const document = await openDocument(bytes, name, options)
  if ('code' in document) return document
  try {
    if (Number.isInteger(page) && page >= 1 && page <= document.pages) return await document.readPage(page)
    const message = `has no page ${page}, but ${document.pages} page${document.pages === 1 ? '' : 's'}`
    return { code: 'page-out-of-range', message }
  } finally {
    await document.close()
  }
}
