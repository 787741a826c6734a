import { PAGES } from '../../pipeline/thresholds.ts'
import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import { emptyReading, type OpenOptions } from './document.ts'
import { PdfThread, ThreadStopped } from './host.ts'
import type { Opened } from './thread.ts'

/** An open PDF. Page numbers are 1-based. `problems` are those of the document as a whole (a rebuilt index). */
export type PdfDocument = {
  readonly pages: number
  readonly problems: readonly Problem[]
  readPage(page: number): Promise<PageReading>
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

  async function readNow(page: number): Promise<PageReading> {
    if (!thread.alive) {
      // An earlier page took its thread down; the others deserve a fresh one.
      thread = takeThread()
      const again = await openIn(thread, bytes, options)
      if ('code' in again) return emptyReading(page, 0, 0, { ...again, page })
    }
    try {
      const answer = await thread.ask({ kind: 'read', page }, options.patience ?? PAGES.pageMilliseconds)
      if (!('reading' in answer)) throw new Error('the thread answered another question')
      return answer.reading
    } catch (error) {
      if (!(error instanceof ThreadStopped)) throw error
      return emptyReading(page, 0, 0, stoppedPage(error, page))
    }
  }

  return {
    ...(opened as Opened),
    async readPage(page) {
      if (closed) throw new Error('the document has been closed')
      return inTurn(() => readNow(page))
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
