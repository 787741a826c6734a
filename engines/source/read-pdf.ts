import type { Raster } from '../../pipeline/image/raster.ts'
import { mergePictured } from '../../pipeline/page/merge.ts'
import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import { openPdf, type PdfDocument } from '../pdf/open.ts'
import { drawable, readPicture } from '../scan/read-picture.ts'
import type { DocumentReading, ReadOptions } from './document.ts'
import { DEFAULT_MAX_PAGES, PATIENCE } from './limits.ts'
import { selectPages } from './pages.ts'
import { unreadPage } from './unread-page.ts'

/** Reads the pages of a PDF that `options` take. A page that fails is a problem of that page; the others are read all the same. */
export async function readPdf(bytes: Uint8Array, options: ReadOptions): Promise<DocumentReading | Problem> {
  const { password, maxPages = DEFAULT_MAX_PAGES } = options
  const pdf = await openPdf(bytes, { maxPages, ...(password === undefined ? {} : { password }) })
  if ('code' in pdf) return pdf
  try {
    const { pages, outside } = selectPages(options.pages ?? [[1, null]], pdf.pages)
    const beyond: Problem = {
      code: 'page-out-of-range',
      message: `--pages asks for ${outside}, the document has ${pdf.pages} page${pdf.pages === 1 ? '' : 's'}`,
    }
    if (pages.length === 0) return beyond
    const readings = await readPages(pdf, pages, options)
    const problems = [
      ...pdf.problems,
      ...(outside ? [beyond] : []),
      ...(readings.every(isBlank) ? [NOTHING_SHOWN] : []),
    ]
    return { pages: pdf.pages, readings, problems }
  } finally {
    await pdf.close()
  }
}

// A blank page among others is nothing special, a document of blank pages is no document.
const NOTHING_SHOWN: Problem = {
  code: 'page-not-read',
  message: 'no page shows anything; the file lost its content, or never had any: look at it yourself',
}

function isBlank({ problems }: PageReading): boolean {
  return problems.some(({ code }) => code === 'page-blank')
}

async function readPages(pdf: PdfDocument, pages: readonly number[], options: ReadOptions): Promise<PageReading[]> {
  const readings: PageReading[] = []
  for (const page of pages) {
    if (isHopeless(readings)) {
      const message = `page ${page} was left unread after other pages failed; read it alone with --pages ${page}`
      readings.push(unreadPage(page, { code: 'page-not-read', page, message }))
      continue
    }
    options.onPage?.(page, pdf.pages)
    readings.push(await readPage(pdf, page, options).catch((error: unknown) => failedPage(page, error)))
  }
  return readings
}

/** What a page's content says, or where that is not enough its picture. */
async function readPage(pdf: PdfDocument, page: number, options: ReadOptions): Promise<PageReading> {
  const { reading, needsPixels, pictured } = await pdf.lookAtPage(page)
  if (!needsPixels && pictured.length === 0) {
    if (options.onDrawable) options.onDrawable(drawable(reading, await rasterOf(pdf, page), []))
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

function isHopeless(readings: readonly PageReading[]): boolean {
  return Object.entries(PATIENCE).some(([code, most]) => {
    return readings.filter(({ problems }) => problems.some((problem) => problem.code === code)).length >= most
  })
}

function failedPage(page: number, error: unknown): PageReading {
  const why = error instanceof Error ? error.message : String(error)
  const message = `page ${page} could not be read (${why}); look at it yourself`
  return unreadPage(page, { code: 'page-failed', page, message })
}
