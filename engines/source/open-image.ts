import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import { openImage } from '../image/open.ts'
import { readPicture } from '../scan/read-picture.ts'
import type { OpenedDocument, OpenOptions } from './document.ts'
import { DEFAULT_MAX_PAGES } from './limits.ts'
import { unreadPage } from './unread-page.ts'

/** Opens an image file, whose pages are read from their pixels. A page that cannot be decoded is a problem of that page. */
export async function openImageDocument(bytes: Uint8Array, options: OpenOptions): Promise<OpenedDocument | Problem> {
  const image = await openImage(bytes)
  if ('code' in image) return image
  const { maxPages = DEFAULT_MAX_PAGES } = options
  if (image.pages > maxPages) {
    image.close()
    const message = `the image has ${image.pages} pages, more than the limit of ${maxPages}`
    return { code: 'too-many-pages', message }
  }
  return {
    type: 'image',
    pages: image.pages,
    problems: [],
    text: null,
    pagePicture: (page) => image.readPage(page),
    async readPage(page): Promise<PageReading> {
      const picture = await image.readPage(page)
      if ('code' in picture) return unreadPage(page, { ...picture, page })
      const reading = await readPicture(page, picture, options)
      return { ...reading, problems: [...picture.problems, ...reading.problems] }
    },
    close: async () => image.close(),
  }
}
