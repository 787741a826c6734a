import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import { openImage } from '../image/open.ts'
import { readPicture } from '../scan/read-picture.ts'
import type { DocumentReading, ReadOptions } from './document.ts'
import { DEFAULT_MAX_PAGES } from './limits.ts'
import { selectPages } from './pages.ts'
import { unreadPage } from './unread-page.ts'

/** Reads the pages of an image file that `options` take. A page that cannot be decoded is a problem of that page. */
export async function readImage(bytes: Uint8Array, options: ReadOptions): Promise<DocumentReading | Problem> {
  const image = await openImage(bytes)
  if ('code' in image) return image
  try {
    const { maxPages = DEFAULT_MAX_PAGES } = options
    if (image.pages > maxPages)
      return {
        code: 'too-many-pages',
        message: `the image has ${image.pages} pages, more than the limit of ${maxPages}`,
      }
    const { pages, outside } = selectPages(options.pages ?? [[1, null]], image.pages)
    const beyond: Problem = {
      code: 'page-out-of-range',
      message: `--pages asks for ${outside}, the image has ${image.pages} page${image.pages === 1 ? '' : 's'}`,
    }
    if (pages.length === 0) return beyond
    const readings: PageReading[] = []
    for (const page of pages) {
      options.onPage?.(page, image.pages)
      const picture = await image.readPage(page)
      if ('code' in picture) readings.push(unreadPage(page, { ...picture, page }))
      else {
        const reading = await readPicture(page, picture, options)
        readings.push({ ...reading, problems: [...picture.problems, ...reading.problems] })
      }
    }
    return { pages: image.pages, readings, problems: outside ? [beyond] : [] }
  } finally {
    image.close()
  }
}
