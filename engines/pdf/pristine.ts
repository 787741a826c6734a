import type { pdfjs } from './library.ts'
import { listen } from './warnings.ts'

type Task = pdfjs.PDFDocumentLoadingTask
type Doc = pdfjs.PDFDocumentProxy

/**
 * A document as it is before a page of it was read. pdf.js keeps fonts, pictures and what it found broken, tells of each
 * only once, and so says less of a page that comes behind others; opened anew, it says the same of every page whatever
 * was read before. That takes about 2 ms a page.
 */
export type Pristine = {
  /** The document that was given out last. */
  readonly current: Doc
  /** The document as nobody has read it; the one given out before is closed. */
  take(): Promise<Doc>
  close(): Promise<void>
}

/** `opened` is the document of `task`, nobody having read it; `load` opens it again. */
export function pristine(task: Task, opened: Doc, load: () => Task): Pristine {
  let read = false
  let held = { task, doc: opened }
  return {
    get current() {
      return held.doc
    },
    async take() {
      if (read) {
        await held.task.destroy()
        const again = load()
        // What is said while it is opened was said the first time, and told as the document's.
        held = { task: again, doc: (await listen(() => again.promise)).result }
      }
      read = true
      return held.doc
    },
    close: () => held.task.destroy(),
  }
}
