import { type DrawnPage, type ReadSteps, readDrawnPage } from '../../pipeline/open/page.ts'
import { PAGES } from '../../pipeline/thresholds.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { ReadImage } from '../image/read-image.ts'
import { pageProblem } from './failures.ts'
import type { pdfjs } from './library.ts'
import { type PageLook, unreadLook } from './look.ts'
import { pagePicture } from './picture.ts'
import { placementOf } from './placement.ts'
import type { Pristine } from './pristine.ts'
import { type Drawn, interpretPage, renderPage } from './render.ts'
import { fontWarnings, listen, sizeInvalid, warningProblems } from './warnings.ts'

/** An open document's pages, in this very thread; one call at a time. */
export type LocalPages = {
  lookAtPage(page: number): Promise<PageLook>
  /** `across`: pixels, of a page that has to be rendered. */
  pagePicture(page: number, across?: number): Promise<ReadImage | Problem>
  inspectPage(page: number): Promise<ReadSteps & DrawnPage>
}

type Doc = pdfjs.PDFDocumentProxy

/** What a page gives does not depend on the pages asked for before. `unmapped` names the fonts whose text means nothing. */
export function localPages(documents: Pristine, unmapped: ReadonlySet<string>): LocalPages {
  const pages = documents.current.numPages
  // Fonts are loaded once: what they lack is told when a page is looked at, and holds for its picture as well.
  let lasting: readonly string[] = []
  // A page whose picture is likely to be asked for next keeps its decoded images until then, or until another's turn.
  let kept: { readonly number: number; readonly page: pdfjs.PDFPageProxy; readonly drawn: Drawn } | null = null
  // What decoders said of pictures that are lost is told when they are decoded, and belongs to the picture as well.
  let looked: { readonly number: number; readonly problems: readonly Problem[] } | null = null
  const release = () => {
    kept?.page.cleanup()
    kept = null
  }
  const afresh = () => {
    release()
    looked = null
    lasting = []
    return documents.take()
  }

  async function inspect(doc: Doc, number: number): Promise<ReadSteps & DrawnPage> {
    const page = await doc.getPage(number)
    try {
      const upright = await renderPage(page, doc, 0, unmapped)
      const turn = textTurn(upright)
      const rendered = turn === 0 ? upright : await renderPage(page, doc, -turn, unmapped)
      const read = readDrawnPage(number, rendered)
      const steps = turn === 0 ? read : { ...read, reading: { ...read.reading, placement: placementOf(page, -turn) } }
      const { operations, drawing } = upright
      if (steps.needsPixels || steps.pictured.length > 0) kept = { number, page, drawn: { operations, drawing } }
      return { ...steps, ...rendered }
    } finally {
      if (!kept) page.cleanup()
    }
  }

  async function picture(doc: Doc, number: number, across?: number): Promise<ReadImage> {
    const dpiOf = ({ drawing }: Drawn) => (across === undefined ? undefined : (across * 72) / drawing.width)
    try {
      if (kept?.number === number) return await pagePicture(kept.page, number, kept.drawn, dpiOf(kept.drawn))
      const page = await doc.getPage(number)
      const drawn = await interpretPage(page, doc, unmapped)
      kept = { number, page, drawn }
      return await pagePicture(page, number, drawn, dpiOf(drawn))
    } finally {
      release()
    }
  }

  /** Work on one page, with all that can go wrong as problems; no result where it went wrong. */
  async function attempt<T>(
    number: number,
    open: () => Promise<Doc>,
    work: (doc: Doc, page: number) => Promise<T>,
  ): Promise<Attempt<T>> {
    if (!Number.isInteger(number) || number < 1 || number > pages)
      return failed({ code: 'page-out-of-range', message: `page ${number} is not one of the ${pages}` })
    const warnings: string[] = []
    try {
      const doc = await open()
      const { result } = await listen(
        async () => (await absurdSize(doc, number)) ?? { done: await work(doc, number) },
        warnings,
      )
      if (sizeInvalid(warnings))
        return failed({
          code: 'page-size-absurd',
          page: number,
          message: `page ${number} has no valid size; it was not read`,
        })
      const told = warningProblems([...warnings, ...lasting], number)
      return 'done' in result ? { ...result, problems: told } : { problems: [result, ...told] }
    } catch (error) {
      return failed(pageProblem(error, number))
    } finally {
      lasting = [...lasting, ...fontWarnings(warnings)]
    }
  }

  return {
    async lookAtPage(number) {
      const { done, problems } = await attempt(number, afresh, inspect)
      looked = { number, problems: problems.filter(({ code }) => code === 'page-not-read') }
      if (!done) return unreadLook(Math.max(1, number), ...problems)
      const { reading, needsPixels, pictured } = done
      return { reading: { ...reading, problems: [...reading.problems, ...problems] }, needsPixels, pictured }
    },
    async pagePicture(number, across) {
      const open = async () => (looked?.number === number ? documents.current : afresh())
      const { done, problems } = await attempt(number, open, (doc, page) => picture(doc, page, across))
      if (!done) return problems[0]!
      const before = looked?.number === number ? looked.problems : []
      const again = before.filter(({ message }) => !problems.some((problem) => problem.message === message))
      return { ...done, problems: [...done.problems, ...again, ...problems] }
    },
    inspectPage: async (number) => (await listen(async () => inspect(await afresh(), number))).result,
  }
}

type Attempt<T> = { readonly done?: T; readonly problems: readonly Problem[] }

function failed(problem: Problem): { readonly problems: readonly Problem[] } {
  return { problems: [problem] }
}

async function absurdSize(doc: pdfjs.PDFDocumentProxy, page: number): Promise<Problem | null> {
  const { view, userUnit } = await doc.getPage(page)
  const [width, height] = [(view[2]! - view[0]!) * userUnit, (view[3]! - view[1]!) * userUnit]
  if ([width, height].every((s) => s >= PAGES.shortestSide && s <= PAGES.longestSide)) return null
  const message = `page ${page} measures ${width} by ${height} points; it was not read`
  return { code: 'page-size-absurd', page, message }
}

/** How the bulk of the text stands: a page whose text lies on its side is turned, whatever its /Rotate says. */
function textTurn({ drawing: { glyphs } }: DrawnPage): number {
  const counts = new Map<number, number>()
  for (const g of glyphs) if (g.text.trim() !== '') counts.set(g.turn, (counts.get(g.turn) ?? 0) + 1)
  const all = [...counts.values()].reduce((a, b) => a + b, 0)
  for (const [turn, count] of counts) if (count > 0.7 * all) return turn
  return 0
}
