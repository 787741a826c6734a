import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { DebugPage } from '../debug/draw-page.ts'
import type { PageRange } from './pages.ts'

export type ReadOptions = {
  readonly password?: string | undefined
  readonly maxPages?: number | undefined
  /** Pages of a PDF or TIFF to read; all where absent. Text has one page and is read whole. */
  readonly pages?: readonly PageRange[] | undefined
  /** A folder with newer recognition models for pages that are read from their pixels; the built-in ones where absent. */
  readonly models?: string | undefined
  /** Given every page with what was found on it, to be drawn; pages of text have nothing to draw. */
  readonly onDrawable?: ((page: DebugPage) => void) | undefined
  /** Called before each page; `page` is 1-based. */
  readonly onPage?: ((page: number, pages: number) => void) | undefined
}

/** Everything one input says, page by page, before anybody asks what it means. `pages` counts the pages of the whole input. */
export type DocumentReading = {
  readonly pages: number
  readonly readings: readonly PageReading[]
  readonly problems: readonly Problem[]
}
