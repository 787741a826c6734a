import type { Line, PageReading } from '../../schemas/page.ts'

/** A line and the 1-based page that it stands on; null for text dumps, which have no pages. */
export type PlacedLine = { readonly line: Line; readonly page: number | null }

/** All lines of a document in reading order, page numbers left out. */
export function placedLines(pages: readonly PageReading[]): PlacedLine[] {
  return pages.flatMap((page) =>
    page.lines
      .filter((line) => !PAGE_NUMBER.test(line.text))
      .map((line) => ({ line, page: page.kind === 'text' ? null : page.page })),
  )
}

const PAGE_NUMBER = /^[-—–―·\s]*(?:第\s*\d+\s*页.*|[-—–―]\s*\d+\s*[-—–―]|(?:page|p\.)\s*\d+)[-—–―·\s]*$/iu
