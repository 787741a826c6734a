import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { Found } from '../debug/found.ts'
import type { ReadImage } from '../image/read-image.ts'
import type { PageRange } from './pages.ts'

export type OpenOptions = {
  readonly password?: string | undefined
  readonly maxPages?: number | undefined
  /** A folder with newer recognition models for pages that are read from their pixels; the built-in ones where absent. */
  readonly models?: string | undefined
  /** Given every page with what was found on it, to be drawn; pages of text have nothing to draw. */
  readonly onDrawable?: ((page: Found) => void) | undefined
}

export type ReadOptions = OpenOptions & {
  /** Pages of a PDF or TIFF to read; all where absent. Text has one page and is read whole. */
  readonly pages?: readonly PageRange[] | undefined
  /** Called before each page; `page` is 1-based. */
  readonly onPage?: ((page: number, pages: number) => void) | undefined
}

/**
 * An input whose pages can be read one by one. What `readPage` (1-based) gives depends on the input and the page alone,
 * never on what was read before. `problems` are those of the input as a whole.
 */
export type OpenedDocument = {
  readonly type: 'pdf' | 'image' | 'text'
  readonly pages: number
  readonly problems: readonly Problem[]
  /** What a text dump says, decoded; null of documents with pictures. */
  readonly text: string | null
  /** A page that cannot be read is a problem of its reading. */
  readPage(page: number): Promise<PageReading>
  /** The page as a viewer shows it, in the points of a report's boxes; `across` is the width in pixels of one that has to be rendered. */
  pagePicture(page: number, across: number): Promise<ReadImage | Problem>
  close(): Promise<void>
}

/** Everything one input says, page by page, before anybody asks what it means. `pages` counts the pages of the whole input. */
export type DocumentReading = {
  readonly pages: number
  readonly readings: readonly PageReading[]
  readonly problems: readonly Problem[]
}
