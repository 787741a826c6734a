import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import { damageOf } from './damage.ts'
import { hasHeader, openingProblem } from './failures.ts'
import { loadPdf, type pdfjs } from './library.ts'
import { rawObjects } from './objects.ts'
import { type LocalPages, localPages } from './pages.ts'
import { pristine } from './pristine.ts'
import { unmappedFonts } from './unmapped.ts'
import { listen } from './warnings.ts'

export type OpenOptions = {
  readonly password?: string
  readonly maxPages?: number
  /** Milliseconds that opening, and each page, may take before they are given up. */
  readonly patience?: number
}

/** A PDF opened in this very thread: whatever it holds can block it. `openPdf` is the safe way in. */
export type LocalPdf = LocalPages & {
  readonly pages: number
  readonly problems: readonly Problem[]
  readPage(page: number): Promise<PageReading>
  close(): Promise<void>
}

export async function openHere(bytes: Uint8Array, options: OpenOptions = {}): Promise<LocalPdf | Problem> {
  if (bytes.byteLength === 0) return { code: 'file-empty', message: 'the file is empty' }
  if (!hasHeader(bytes)) return openingProblem({}, bytes)
  const head = bytes.slice(0, 1024)
  // pdf.js takes the bytes it is given away.
  const load = () => loadPdf(new Uint8Array(bytes), options.password)
  const task = load()
  let doc: pdfjs.PDFDocumentProxy
  const opening: string[] = []
  try {
    doc = (await listen(() => task.promise, opening)).result
  } catch (error) {
    await task.destroy()
    return openingProblem(error, head)
  }
  const refuse = async (problem: Problem) => {
    await task.destroy()
    return problem
  }
  const pages = doc.numPages
  if (pages < 1) return refuse({ code: 'pdf-no-pages', message: 'the PDF has no pages' })
  if (options.maxPages !== undefined && pages > options.maxPages)
    return refuse({
      code: 'too-many-pages',
      message: `the PDF has ${pages} pages, more than the limit of ${options.maxPages}`,
    })
  const objects = rawObjects(bytes)
  const problems = damageOf(bytes, objects, opening)
  const documents = pristine(task, doc, load)
  const local = localPages(documents, unmappedFonts(objects))
  const readPage = async (page: number) => (await local.lookAtPage(page)).reading
  return { ...local, pages, problems, readPage, close: documents.close }
}
