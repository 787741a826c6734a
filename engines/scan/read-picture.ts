import { readScan } from '../../pipeline/page/read-scan.ts'
import type { PageImage } from '../../pipeline/upright/types.ts'
import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { Found } from '../debug/found.ts'
import { sharedReaders } from '../ocr/shared.ts'

/** What reading pictures needs to know: a folder with newer models if any, and who wants to see what was found. */
export type PictureOptions = {
  readonly models?: string | undefined
  readonly onDrawable?: ((page: Found) => void) | undefined
}

/** Reads a page from its picture with this process's readers; `page` is 1-based. */
export async function readPicture(page: number, image: PageImage, options: PictureOptions): Promise<PageReading> {
  const { readers, problems } = await sharedReaders(options.models)
  if (readers.length === 0) return unread(page, image, problems)
  const { reading, upright, rulings } = await readScan(page, image, readers)
  options.onDrawable?.({ reading, raster: { ...upright.gray, channels: 1 }, rulings })
  const missing = problems.map((problem): Problem => ({ ...problem, page }))
  return { ...reading, problems: [...missing, ...reading.problems] }
}

function unread(page: number, { width, height }: PageImage, problems: readonly Problem[]): PageReading {
  const why: Problem = { code: 'page-not-read', page, message: `page ${page} is a picture, and no reader can be used` }
  return {
    format: 'nianbao/page@1',
    page,
    kind: 'scan',
    width,
    height,
    lines: [],
    grids: [],
    problems: [...problems.map((problem) => ({ ...problem, page })), why],
  }
}
