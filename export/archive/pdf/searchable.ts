import { identify } from '../../../engines/source/identify.ts'
import type { PageReading } from '../../../schemas/page.ts'
import type { Problem } from '../../../schemas/problem.ts'
import type { Original, Outgoing } from '../../outgoing.ts'
import { type ArchivedPage, archivedPages } from '../pages.ts'
import type { PageText } from '../text/page-text.ts'
import { pdfOfImages } from './from-images.ts'
import { layeredApart } from './layered-apart.ts'

/** A searchable PDF, and what it lacks: pages whose picture was lost have no text, or with images are missing. */
export type Searchable = { readonly pdf: Uint8Array; readonly problems: readonly Problem[] }

/**
 * A report's original as a PDF in which everything that was read can be searched and selected. Of a PDF, pages that have
 * text of their own stay as they are; an image becomes a PDF; a text dump has no pages, which is a problem.
 */
export async function searchablePdf(
  report: Pick<Outgoing, 'name' | 'report'>,
  original: Original,
): Promise<Searchable | Problem> {
  const problems: Problem[] = []
  const isPdf = identify(original.bytes).type === 'pdf'
  const pages = withoutProblems(archivedPages(report, original, isPdf ? isSeen : undefined), problems)
  if (!isPdf) {
    const first = await pages.next()
    if (first.done) return problems[0] ?? { code: 'page-not-read', message: 'no page of it was read' }
    const pdf = await pdfOfImages(original.bytes, startingWith(first.value, pages), titleOf(report))
    return { pdf, problems }
  }
  const texts: PageText[] = []
  for await (const { text } of pages) texts.push(text)
  // A copy without any of the text that it should have is no searchable one.
  if (texts.length === 0 && problems[0]) return problems[0]
  const pdf = await layeredApart({ bytes: original.bytes, pages: texts, title: titleOf(report) })
  return 'code' in pdf ? pdf : { pdf, problems }
}

/** What a report's document is called: its title, or else its file's name. */
export function titleOf({ name, report }: Pick<Outgoing, 'name' | 'report'>): string {
  return report.document.title || name
}

/** Whether some of a page was read from its pixels. */
function isSeen({ kind, lines, grids }: PageReading): boolean {
  return (
    kind === 'scan' ||
    lines.some(({ reader }) => reader !== undefined) ||
    grids.some(({ cells }) => cells.some(({ mark }) => mark !== undefined))
  )
}

async function* withoutProblems(
  pages: AsyncGenerator<ArchivedPage | Problem>,
  problems: Problem[],
): AsyncGenerator<ArchivedPage, undefined> {
  for await (const page of pages) {
    if ('code' in page) problems.push(page)
    else yield page
  }
}

async function* startingWith<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first
  yield* rest
}
