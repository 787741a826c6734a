import type { Raster } from '../../pipeline/image/raster.ts'
import { mergePictured } from '../../pipeline/page/merge.ts'
import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import { openPdf, type PdfDocument } from '../pdf/open.ts'
import { readPicture } from '../scan/read-picture.ts'
import type { OpenedDocument, OpenOptions } from './document.ts'
import { DEFAULT_MAX_PAGES } from './limits.ts'
import { unreadPage } from './unread-page.ts'

/** Opens a PDF, whose pages are read from their content, or from their pixels where that is not enough. */
export async function openPdfDocument(bytes: Uint8Array, options: OpenOptions): Promise<OpenedDocument | Problem> {
  const { password, maxPages = DEFAULT_MAX_PAGES } = options
  const pdf = await openPdf(bytes, { maxPages, ...(password === undefined ? {} : { password }) })
  if ('code' in pdf) return pdf
  return {
    type: 'pdf',
    pages: pdf.pages,
    problems: pdf.problems,
    text: null,
    pagePicture: (page, across) => pdf.pagePicture(page, across),
    readPage: (page) => readPage(pdf, page, options).catch((error: unknown) => failedPage(page, error)),
    close: () => pdf.close(),
  }
}

/** What a page's content says, or where that is not enough its picture. */
async function readPage(pdf: PdfDocument, page: number, options: OpenOptions): Promise<PageReading> {
  const { reading, needsPixels, pictured } = await pdf.lookAtPage(page)
  if (!needsPixels && pictured.length === 0) {
    if (options.onDrawable) options.onDrawable({ reading, raster: await rasterOf(pdf, page), rulings: [] })
    return reading
  }
  const image = await pdf.pagePicture(page)
  if ('code' in image) return { ...reading, problems: [...reading.problems, image] }
  const seen = await readPicture(page, image, options)
  if (!needsPixels) {
    const own = { ...reading, problems: reading.problems.filter(({ code }) => code !== 'page-not-read') }
    const merged = mergePictured(own, seen, pictured)
    return { ...merged, problems: [...merged.problems, ...image.problems] }
  }
  const told = reading.problems.filter(({ code }) => !ANSWERED.has(code))
  return { ...seen, problems: [...told, ...image.problems, ...seen.problems] }
}

async function rasterOf(pdf: PdfDocument, page: number): Promise<Raster | null> {
  const image = await pdf.pagePicture(page)
  return 'code' in image ? null : image.raster
}

/** What the content alone could not say, the picture says. */
const ANSWERED: ReadonlySet<Problem['code']> = new Set(['page-not-read', 'text-layer-distrusted', 'page-blank'])

function failedPage(page: number, error: unknown): PageReading {
  const why = error instanceof Error ? error.message : String(error)
  const message = `page ${page} could not be read (${why}); look at it yourself`
  return unreadPage(page, { code: 'page-failed', page, message })
}
