import { readText } from '../../pipeline/read/text.ts'
import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import { decodeText } from '../text/decode.ts'
import { identify, identifyMarkup } from './identify.ts'
import { emptyProblem } from './load.ts'
import { type PageRange, selectPages } from './pages.ts'

/** Longest text read, in characters; a year's report holds some ten thousand, a concatenated archive is no report. */
export const MAX_TEXT_CHARACTERS = 4_000_000
/** Pages read of a PDF unless the caller says otherwise; reports have 4 to 40. */
export const DEFAULT_MAX_PAGES = 500

export type ReadOptions = {
  readonly password?: string | undefined
  readonly maxPages?: number | undefined
  /** Pages of a PDF to read; all where absent. Text and images have one page and are read whole. */
  readonly pages?: readonly PageRange[] | undefined
  /** Called before each page; `page` is 1-based. */
  readonly onPage?: ((page: number, pages: number) => void) | undefined
}

/** Everything one input says, page by page, before anybody asks what it means. `pages` counts the pages of the whole input. */
export type DocumentReading = {
  readonly pages: number
  readonly readings: readonly PageReading[]
  readonly problems: readonly Problem[]
}

/**
 * Bytes to page readings, by content: PDF through pdf.js, text dumps through the text reader, images as a page that was
 * not read. `name` only words a refusal. A page that fails is a problem of that page; the others are read all the same.
 */
export async function readDocument(
  bytes: Uint8Array,
  name: string,
  options: ReadOptions = {},
): Promise<DocumentReading | Problem> {
  if (bytes.length === 0) return emptyProblem('is empty (0 bytes)')
  const source = identify(bytes)
  if (source.type === 'pdf') return readPdf(bytes, options)
  if (/\.pdf$/i.test(name)) return notAPdf(source.type === 'text' ? textKind(bytes) : source.what)
  if (source.type === 'image') return readImage(source.what)
  if (source.type === 'foreign') return foreign(source.what)
  return readTextBytes(bytes, options)
}

async function readPdf(bytes: Uint8Array, options: ReadOptions): Promise<DocumentReading | Problem> {
  const { openPdf } = await import('../pdf/open.ts')
  const maxPages = options.maxPages ?? DEFAULT_MAX_PAGES
  const pdf = await openPdf(bytes, {
    maxPages,
    ...(options.password === undefined ? {} : { password: options.password }),
  })
  if ('code' in pdf) return pdf
  try {
    const { pages, outside } = selectPages(options.pages ?? [[1, null]], pdf.pages)
    const beyond: Problem = {
      code: 'page-out-of-range',
      message: `--pages asks for ${outside}, the document has ${pdf.pages} page${pdf.pages === 1 ? '' : 's'}`,
    }
    if (pages.length === 0) return beyond
    const readings: PageReading[] = []
    for (const page of pages) {
      options.onPage?.(page, pdf.pages)
      readings.push(await pdf.readPage(page).catch((error: unknown) => failedPage(page, error)))
    }
    return { pages: pdf.pages, readings, problems: outside ? [beyond] : [] }
  } finally {
    await pdf.close()
  }
}

function failedPage(page: number, error: unknown): PageReading {
  const why = error instanceof Error ? error.message : String(error)
  return unreadPage(page, {
    code: 'page-failed',
    page,
    message: `the page could not be read (${why}); look at it yourself`,
  })
}

function unreadPage(page: number, problem: Problem): PageReading {
  return {
    format: 'nianbao/page@1',
    page,
    kind: 'scan',
    width: 0,
    height: 0,
    lines: [],
    grids: [],
    problems: [problem],
  }
}

function readImage(what: string): DocumentReading {
  const message = `a ${what} image; this version reads text and PDFs with a text layer, not pixels`
  return { pages: 1, readings: [unreadPage(1, { code: 'page-not-read', page: 1, message })], problems: [] }
}

function readTextBytes(bytes: Uint8Array, options: ReadOptions): DocumentReading | Problem {
  const decoded = decodeText(bytes)
  if ('code' in decoded) return decoded
  const { text, problems } = decoded
  if (text.trim() === '') return emptyProblem('holds nothing but white space')
  const markup = identifyMarkup(text)
  if (markup) return foreign(markup)
  if (text.length > MAX_TEXT_CHARACTERS) {
    const message = `holds ${text.length} characters, over the limit of ${MAX_TEXT_CHARACTERS}; split it into its reports`
    return { code: 'text-too-long', message }
  }
  options.onPage?.(1, 1)
  return { pages: 1, readings: [readText(text)], problems }
}

function textKind(bytes: Uint8Array): string {
  const decoded = decodeText(bytes)
  return 'code' in decoded ? 'unknown binary data' : (identifyMarkup(decoded.text) ?? 'plain text')
}

function notAPdf(what: string): Problem {
  const advice = what === 'plain text' ? 'rename it to .txt to read it as a text dump' : 'fetch or export the PDF again'
  return { code: 'not-a-pdf', message: `is named .pdf but holds ${what}; ${advice}` }
}

function foreign(what: string): Problem {
  return { code: 'file-type-unknown', message: `is ${what}; save it as PDF or plain text` }
}
