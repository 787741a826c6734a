import { PAGES } from '../../pipeline/thresholds.ts'
import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { ReadImage } from '../image/read-image.ts'
import type { OpenOptions } from './document.ts'
import { PdfThread, ThreadStopped } from './host.ts'
import { type PageLook, unreadLook } from './look.ts'
import type { Answer, Opened } from './thread.ts'

/** An open PDF. Page numbers are 1-based. `problems` are those of the document as a whole (a rebuilt index). */
export type PdfDocument = {
  readonly pages: number
  readonly problems: readonly Problem[]
  /** What the page's content says, and whether only its pixels can tell: `pagePicture` gives them, best at once. */
  lookAtPage(page: number): Promise<PageLook>
  /** `lookAtPage` for whoever does not read pixels. */
  readPage(page: number): Promise<PageReading>
  /**
   * The page as a viewer shows it; `across` is the width in pixels of one that has to be rendered. Of what a look at the
   * page told, its problems repeat only pictures that are lost.
   */
  pagePicture(page: number, across?: number): Promise<ReadImage | Problem>
  close(): Promise<void>
}

/**
 * Opens a PDF in a thread of its own, so that whatever the file holds can neither hang nor crash this one. Documents
 * open at the same time are read at the same time; one document's pages one after the other. Threads are used again.
 */
export async function openPdf(bytes: Uint8Array, options: OpenOptions = {}): Promise<PdfDocument | Problem> {
  let thread = takeThread()
  const opened = await openIn(thread, bytes, options)
  if ('code' in opened) {
    giveBack(thread)
    return opened
  }
  let closed = false
  let last: Promise<unknown> = Promise.resolve()

  // One after the other, so that a page's time starts when its reading does.
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }

  async function ask(request: PageRequest): Promise<Answer | Problem> {
    const { page } = request
    if (!thread.alive) {
      // An earlier page took its thread down; the others deserve a fresh one.
      thread = takeThread()
      const again = await openIn(thread, bytes, options)
      if ('code' in again) return { ...again, page }
    }
    try {
      return await thread.ask(request, options.patience ?? PAGES.pageMilliseconds)
    } catch (error) {
      if (!(error instanceof ThreadStopped)) throw error
      return stoppedPage(error, page)
    }
  }

  async function lookAtPage(page: number): Promise<PageLook> {
    if (closed) throw new Error('the document has been closed')
    const answer = await inTurn(() => ask({ kind: 'look', page }))
    if ('code' in answer) return unreadLook(page, answer)
    if (!('look' in answer)) throw new Error('the thread answered another question')
    return answer.look
  }

  return {
    ...(opened as Opened),
    lookAtPage,
    readPage: async (page) => (await lookAtPage(page)).reading,
    async pagePicture(page, across) {
      if (closed) throw new Error('the document has been closed')
      const answer = await inTurn(() => ask({ kind: 'picture', page, ...(across === undefined ? {} : { across }) }))
      if ('code' in answer) return answer
      if (!('picture' in answer)) throw new Error('the thread answered another question')
      return answer.picture
    },
    async close() {
      if (closed) return
      closed = true
      await inTurn(async () => {
        if (thread.alive) await thread.ask({ kind: 'close' }, PAGES.openMilliseconds).catch(ignoreStop)
        giveBack(thread)
      })
    },
  }
}

type PageRequest =
  | { readonly kind: 'look'; readonly page: number }
  | { readonly kind: 'picture'; readonly page: number; readonly across?: number }

const idle: PdfThread[] = []

function takeThread(): PdfThread {
  for (let thread = idle.pop(); thread; thread = idle.pop()) if (thread.alive) return thread
  return new PdfThread()
}

function giveBack(thread: PdfThread): void {
  if (!thread.alive) return
  if (idle.length < PAGES.idleThreads) idle.push(thread)
  else void thread.stop()
}

async function openIn(thread: PdfThread, bytes: Uint8Array, options: OpenOptions): Promise<Opened | Problem> {
  try {
    const answer = await thread.ask({ kind: 'open', bytes, options }, options.patience ?? PAGES.openMilliseconds)
    if (!('opened' in answer)) throw new Error('the thread answered another question')
    return answer.opened
  } catch (error) {
    if (!(error instanceof ThreadStopped)) throw error
    return { code: 'pdf-damaged', message: `the PDF could not be opened (${error.message})` }
  }
}

function stoppedPage(error: ThreadStopped, page: number): Problem {
  if (error.why === 'timeout')
    return { code: 'page-timeout', page, message: `page ${page} took too long and was given up (${error.message})` }
  const why = error.why === 'memory' ? 'ran out of memory' : error.message
  return { code: 'page-failed', page, message: `page ${page} could not be read (${why})` }
}

function ignoreStop(error: unknown): void {
  if (!(error instanceof ThreadStopped)) throw error
}
