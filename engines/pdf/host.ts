import { Worker } from 'node:worker_threads'
import { PAGES } from '../../pipeline/thresholds.ts'
import type { Answer, Request } from './thread.ts'

type Pending = { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void }

/** Requests without their id. */
type Ask = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never

/** The thread was stopped: it took too long, ran out of memory or crashed. */
export class ThreadStopped extends Error {
  readonly why: 'timeout' | 'memory' | 'crash'
  constructor(why: 'timeout' | 'memory' | 'crash', message: string) {
    super(message)
    this.why = why
  }
}

/** A thread that one document at a time is opened in. It can be stopped whatever the document makes it do. */
export class PdfThread {
  readonly #worker: Worker
  readonly #pending = new Map<number, Pending>()
  #nextId = 1
  alive = true

  constructor() {
    const own = import.meta.url
    this.#worker = new Worker(new URL(own.endsWith('.ts') ? './thread.ts' : './thread.js', own), {
      resourceLimits: { maxOldGenerationSizeMb: PAGES.threadMegabytes },
    })
    this.#worker.unref()
    this.#worker.on('message', (answer: Answer) => {
      const pending = this.#pending.get(answer.id)
      this.#pending.delete(answer.id)
      if (this.#pending.size === 0) this.#worker.unref()
      if (!pending) return
      if ('defect' in answer) pending.reject(new Error(answer.defect))
      else pending.resolve(answer)
    })
    this.#worker.on('error', (error: Error & { code?: string }) => {
      const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      this.#fail(new ThreadStopped(memory ? 'memory' : 'crash', error.message))
    })
    this.#worker.on('exit', () => this.#fail(new ThreadStopped('crash', 'the thread ended')))
  }

  /** Asks and waits at most `milliseconds`; past them the thread is stopped for good. */
  async ask(request: Ask, milliseconds: number): Promise<Answer> {
    if (!this.alive) throw new ThreadStopped('crash', 'the thread has been stopped')
    const id = this.#nextId++
    this.#worker.ref()
    let timer: NodeJS.Timeout | undefined
    let watch: NodeJS.Timeout | undefined
    const before = process.memoryUsage.rss()
    try {
      return await new Promise<Answer>((resolve, reject) => {
        this.#pending.set(id, { resolve, reject })
        timer = setTimeout(() => {
          this.#fail(new ThreadStopped('timeout', `stopped after ${milliseconds / 1000} s`))
          void this.stop()
        }, milliseconds)
        // A thread's heap has a limit, its buffers (inflated streams, decoded images) have none but this.
        watch = setInterval(() => {
          if (process.memoryUsage.rss() - before < PAGES.mostMegabytes * 1e6) return
          this.#fail(new ThreadStopped('memory', `stopped at ${PAGES.mostMegabytes} MB`))
          void this.stop()
        }, 100)
        this.#worker.postMessage({ ...request, id })
      })
    } finally {
      clearTimeout(timer)
      clearInterval(watch)
    }
  }

  async stop(): Promise<void> {
    this.alive = false
    await this.#worker.terminate()
  }

  #fail(error: Error): void {
    this.alive = false
    for (const { reject } of this.#pending.values()) reject(error)
    this.#pending.clear()
  }
}
