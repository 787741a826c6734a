import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { DocumentReading, OpenedDocument, ReadOptions } from './document.ts'
import { finishReadings, isHopeless, leftUnread } from './finish.ts'
import { openDocument } from './open.ts'
import { selectPages } from './pages.ts'

/**
 * Bytes to page readings, one page after the other. `name` only words a refusal. A page that fails is a problem of that
 * page; the others are read all the same.
 */
export async function readDocument(
  bytes: Uint8Array,
  name: string,
  options: ReadOptions = {},
): Promise<DocumentReading | Problem> {
  const document = await openDocument(bytes, name, options)
  if ('code' in document) return document
  try {
    const { pages, outside } = pagesOf(document, options)
    const beyond = outOfRange(document, outside)
    if (pages.length === 0) return beyond
    const readings: PageReading[] = []
    for (const page of pages) {
      if (isHopeless(readings)) {
        readings.push(leftUnread(page))
        continue
      }
      options.onPage?.(page, document.pages)
      readings.push(await document.readPage(page))
    }
    const problems = outside ? [...document.problems, beyond] : document.problems
    return { pages: document.pages, ...finishReadings(readings, problems) }
  } finally {
    await document.close()
  }
}

function pagesOf({ type, pages }: OpenedDocument, options: ReadOptions): ReturnType<typeof selectPages> {
  return selectPages((type === 'text' ? undefined : options.pages) ?? [[1, null]], pages)
}

function outOfRange({ type, pages }: OpenedDocument, outside: string): Problem {
  const what = type === 'image' ? 'image' : 'document'
  const message = `--pages asks for ${outside}, the ${what} has ${pages} page${pages === 1 ? '' : 's'}`
  return { code: 'page-out-of-range', message }
}
