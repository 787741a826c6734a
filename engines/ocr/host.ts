import { Worker } from 'node:worker_threads'
import type { Gray } from '../../pipeline/image/raster.ts'
import type { CropReading } from '../../pipeline/read/reader.ts'
import { ReaderFailed } from './failed.ts'
import { createGate, type Gate, shutGate } from './gate.ts'
import { forgetGate, watchGate } from './last-gates.ts'
import type { CropKind, ReaderName, ThreadData, ThreadMessage } from './protocol.ts'
import { packCrops } from './transfer.ts'

/** How a reader's thread is run. Times are in milliseconds, `mostCrops` is after how many crops a fresh one takes over. */
export type HostOptions = {
  readonly entry: URL
  readonly data: Omit<ThreadData, 'gate'>
  readonly patience: { readonly open: number; readonly request: number; readonly crop: number }
  readonly mostCrops: number
  readonly threadMegabytes: number
}

type Thread = { readonly worker: Worker; readonly gate: Gate; crops: number }
type Waiting = { readonly take: (message: ThreadMessage) => void; readonly fail: (error: ReaderFailed) => void }

/** So many threads may be left behind inside a library's code, each with its memory, before the reader is given up. */
const MOST_ABANDONED = 3

/**
 * One engine in a thread of its own, one request at a time. A thread that takes too long or breaks down costs the
 * request it was at, which rejects with ReaderFailed; the next request starts another. A thread inside a library's own
 * code cannot be ended: it is abandoned, and leaves when it comes out. After three of those every request fails at once.
 */
export class ReaderHost {
  readonly #options: HostOptions
  readonly #name: ReaderName
  /** The thread that is starting or in use. */
  #current: Thread | null = null
  #waiting: Waiting | null = null
  #queue: Promise<unknown> = Promise.resolve()
  #nextId = 1
  #abandoned = 0
  #closed = false

  constructor(options: HostOptions) {
    this.#options = options
    this.#name = options.data.reader
  }

  /** Starts the engine; resolves with its version, rejects with ReaderFailed where it cannot be had. */
  open(): Promise<string> {
    return this.#inTurn(async () => (await this.#start()).version)
  }

  read(kind: CropKind, crops: readonly Gray[]): Promise<readonly CropReading[]> {
    if (crops.length === 0) return Promise.resolve([])
    const packed = packCrops(crops)
    return this.#inTurn(async () => {
      const thread = this.#current ?? (await this.#start()).thread
      const { request, crop } = this.#options.patience
      const id = this.#nextId++
      const answer = await this.#wait(thread, request + crop * crops.length, () =>
        thread.worker.postMessage({ id, kind, crops: packed }, [packed.data.buffer as ArrayBuffer]),
      )
      thread.crops += crops.length
      if (thread.crops >= this.#options.mostCrops) this.#drop(thread)
      if ('readings' in answer) return answer.readings
      throw new ReaderFailed(this.#name, 'failed', 'failed' in answer ? answer.failed : 'it answered out of turn')
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    if (this.#current) this.#drop(this.#current)
    this.#waiting?.fail(new ReaderFailed(this.#name, 'failed', 'it was closed'))
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(() => {
      if (this.#closed) throw new ReaderFailed(this.#name, 'failed', 'it was closed')
      return task()
    })
    this.#queue = turn.catch(() => {})
    return turn
  }

  async #start(): Promise<{ readonly thread: Thread; readonly version: string }> {
    if (this.#abandoned >= MOST_ABANDONED)
      throw new ReaderFailed(this.#name, 'failed', `it was given up after it hung ${MOST_ABANDONED} times`)
    const gate = createGate()
    const worker = new Worker(this.#options.entry, {
      workerData: { ...this.#options.data, gate } satisfies ThreadData,
      resourceLimits: { maxOldGenerationSizeMb: this.#options.threadMegabytes },
    })
    const thread: Thread = { worker, gate, crops: 0 }
    this.#current = thread
    watchGate(gate)
    worker.unref()
    worker.on('message', (message: ThreadMessage) => {
      if (this.#current === thread) this.#waiting?.take(message)
    })
    worker.on('error', (error) => this.#broken(thread, error.message))
    worker.on('exit', () => {
      forgetGate(gate)
      this.#broken(thread, 'its thread ended')
    })
    const message = await this.#wait(thread, this.#options.patience.open, () => {})
    if ('ready' in message) return { thread, version: message.ready }
    this.#drop(thread)
    throw new ReaderFailed(this.#name, 'failed', 'unusable' in message ? message.unusable : 'it answered out of turn')
  }

  /** The next message of the thread, which is given up when it does not come in time. */
  async #wait(thread: Thread, milliseconds: number, begin: () => void): Promise<ThreadMessage> {
    let timer: NodeJS.Timeout | undefined
    thread.worker.ref()
    try {
      return await new Promise<ThreadMessage>((take, fail) => {
        this.#waiting = { take, fail }
        timer = setTimeout(() => {
          if (!this.#drop(thread)) this.#abandoned++
          fail(new ReaderFailed(this.#name, 'timeout', `it took more than ${milliseconds / 1000} s`))
        }, milliseconds)
        begin()
      })
    } finally {
      clearTimeout(timer)
      this.#waiting = null
      thread.worker.unref()
    }
  }

  /** Parts with a thread: false where it cannot be ended now and was abandoned instead. Nobody listens to it any more. */
  #drop(thread: Thread): boolean {
    if (this.#current === thread) this.#current = null
    if (!shutGate(thread.gate)) return false
    void thread.worker.terminate()
    return true
  }

  #broken(thread: Thread, message: string): void {
    if (this.#current !== thread) return
    this.#current = null
    this.#waiting?.fail(new ReaderFailed(this.#name, 'failed', message))
  }
}
