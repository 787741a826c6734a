import { type DrawnPage, type ReadSteps, readDrawnPage } from '../../pipeline/open/page.ts'
import { PAGES } from '../../pipeline/thresholds.ts'
import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import { damageOf } from './damage.ts'
import { hasHeader, openingProblem, pageProblem } from './failures.ts'
import { loadPdf, type pdfjs } from './library.ts'
import { rawObjects } from './objects.ts'
import { renderPage } from './render.ts'
import { unmappedFonts } from './unmapped.ts'
import { lastingWarnings, listen, sizeInvalid, warningProblems } from './warnings.ts'

export type OpenOptions = {
  readonly password?: string
  readonly maxPages?: number
  /** Milliseconds that opening, and each page, may take before they are given up. */
  readonly patience?: number
}

/** A PDF opened in this very thread: whatever it holds can block it. `openPdf` is the safe way in. */
export type LocalPdf = {
  readonly pages: number
  readonly problems: readonly Problem[]
  readPage(page: number): Promise<PageReading>
  inspectPage(page: number): Promise<ReadSteps & DrawnPage>
  close(): Promise<void>
}

export async function openHere(bytes: Uint8Array, options: OpenOptions = {}): Promise<LocalPdf | Problem> {
  if (bytes.byteLength === 0) return { code: 'file-empty', message: 'the file is empty' }
  if (!hasHeader(bytes)) return openingProblem({}, bytes)
  const head = bytes.slice(0, 1024)
  const task = loadPdf(new Uint8Array(bytes), options.password)
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
  const unmapped = unmappedFonts(objects)

  async function inspect(number: number): Promise<ReadSteps & DrawnPage> {
    const page = await doc.getPage(number)
    try {
      const upright = await renderPage(page, doc, 0, unmapped)
      const turn = textTurn(upright)
      const rendered = turn === 0 ? upright : await renderPage(page, doc, -turn, unmapped)
      return { ...readDrawnPage(number, rendered), ...rendered }
    } finally {
      page.cleanup()
    }
  }

  async function readSized(number: number): Promise<PageReading> {
    const { view, userUnit } = await doc.getPage(number)
    const [width, height] = [(view[2]! - view[0]!) * userUnit, (view[3]! - view[1]!) * userUnit]
    if ([width, height].every((s) => s >= PAGES.shortestSide && s <= PAGES.longestSide))
      return (await inspect(number)).reading
    return emptyReading(number, 0, 0, {
      code: 'page-size-absurd',
      page: number,
      message: `page ${number} measures ${width} by ${height} points; it was not read`,
    })
  }

  const lasting: string[] = []
  async function readPage(number: number): Promise<PageReading> {
    if (!Number.isInteger(number) || number < 1 || number > pages)
      return emptyReading(Math.max(1, number), 0, 0, {
        code: 'page-out-of-range',
        message: `page ${number} is not one of the ${pages}`,
      })
    const warnings: string[] = []
    try {
      const { result } = await listen(() => readSized(number), warnings)
      if (sizeInvalid(warnings))
        return emptyReading(number, 0, 0, {
          code: 'page-size-absurd',
          page: number,
          message: `page ${number} has no valid size; it was not read`,
        })
      return { ...result, problems: [...result.problems, ...warningProblems([...warnings, ...lasting], number)] }
    } catch (error) {
      return emptyReading(number, 0, 0, pageProblem(error, number))
    } finally {
      lasting.push(...lastingWarnings(warnings))
    }
  }

  const inspectPage = async (number: number) => (await listen(() => inspect(number))).result
  return { pages, problems, readPage, inspectPage, close: () => task.destroy() }
}

/** A page of which nothing was read, and why. */
export function emptyReading(page: number, width: number, height: number, problem: Problem): PageReading {
  return { format: 'nianbao/page@1', page, kind: 'digital', width, height, lines: [], grids: [], problems: [problem] }
}

/** How the bulk of the text stands: a page whose text lies on its side is turned, whatever its /Rotate says. */
function textTurn({ drawing: { glyphs } }: DrawnPage): number {
  const counts = new Map<number, number>()
  for (const g of glyphs) if (g.text.trim() !== '') counts.set(g.turn, (counts.get(g.turn) ?? 0) + 1)
  const all = [...counts.values()].reduce((a, b) => a + b, 0)
  for (const [turn, count] of counts) if (count > 0.7 * all) return turn
  return 0
}
