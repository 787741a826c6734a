import { Worker } from 'node:worker_threads'
import type { Gray } from '../../pipeline/image/raster.ts'
import type { CropReading } from '../../pipeline/read/reader.ts'
import { ReaderFailed } from './failed.ts'
import type { CropKind, ReaderName, ThreadData, ThreadMessage } from './protocol.ts'
import { packCrops } from './transfer.ts'

/** How a reader's thread is run. Times are in milliseconds, `mostCrops` is after how many crops a fresh one takes over. */
export type HostOptions = {
  readonly entry: URL
  readonly data: ThreadData
  readonly patience: { readonly open: number; readonly request: number; readonly crop: number }
  readonly mostCrops: number
  readonly threadMegabytes: number
}

type Thread = { readonly worker: Worker; crops: number }
type Waiting = { readonly take: (message: ThreadMessage) => void; readonly fail: (error: ReaderFailed) => void }

/**
 * One engine in a thread of its own, one request at a time. A thread that takes too long or breaks down costs the
 * request it was at, which rejects with ReaderFailed; the next request starts another.
 */
export class ReaderHost {
  readonly #options: HostOptions
  readonly #name: ReaderName
  #thread: Thread | null = null
  #waiting: Waiting | null = null
  #queue: Promise<unknown> = Promise.resolve()
  #nextId = 1
  #closed = false

  constructor(options: HostOptions) {
    this.#options = options
    this.#name = options.data.reader
  }

  /** Starts the engine; resolves with its version, rejects with ReaderFailed where it cannot be had. */
  open(): Promise<string> {
    return this.#inTurn(async () => {
      const { worker, version } = await this.#start()
      this.#thread = { worker, crops: 0 }
      return version
    })
  }

  read(kind: CropKind, crops: readonly Gray[]): Promise<readonly CropReading[]> {
    if (crops.length === 0) return Promise.resolve([])
    const packed = packCrops(crops)
    return this.#inTurn(async () => {
      this.#thread ??= { worker: (await this.#start()).worker, crops: 0 }
      const thread = this.#thread
      const { request, crop } = this.#options.patience
      const id = this.#nextId++
      const answer = await this.#wait(thread.worker, request + crop * crops.length, () =>
        thread.worker.postMessage({ id, kind, crops: packed }, [packed.data.buffer as ArrayBuffer]),
      )
      thread.crops += crops.length
      if (thread.crops >= this.#options.mostCrops) this.#drop(thread.worker)
      if ('readings' in answer) return answer.readings
      throw new ReaderFailed(this.#name, 'failed', 'failed' in answer ? answer.failed : 'it answered out of turn')
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    const worker = this.#thread?.worker
    if (worker) this.#drop(worker)
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

  async #start(): Promise<{ readonly worker: Worker; readonly version: string }> {
    const worker = new Worker(this.#options.entry, {
      workerData: this.#options.data,
      resourceLimits: { maxOldGenerationSizeMb: this.#options.threadMegabytes },
    })
    worker.unref()
    worker.on('message', (message: ThreadMessage) => this.#waiting?.take(message))
    worker.on('error', (error) => this.#broken(worker, error.message))
    worker.on('exit', () => this.#broken(worker, 'its thread ended'))
    const message = await this.#wait(worker, this.#options.patience.open, () => {})
    if ('ready' in message) return { worker, version: message.ready }
    this.#drop(worker)
    throw new ReaderFailed(this.#name, 'failed', 'unusable' in message ? message.unusable : 'it answered out of turn')
  }

  /** The next message of the thread, which is given up when it does not come in time. */
  async #wait(worker: Worker, milliseconds: number, begin: () => void): Promise<ThreadMessage> {
    let timer: NodeJS.Timeout | undefined
    worker.ref()
    try {
      return await new Promise<ThreadMessage>((take, fail) => {
        this.#waiting = { take, fail }
        timer = setTimeout(() => {
          this.#drop(worker)
          fail(new ReaderFailed(this.#name, 'timeout', `it took more than ${milliseconds / 1000} s`))
        }, milliseconds)
        begin()
      })
    } finally {
      clearTimeout(timer)
      this.#waiting = null
      worker.unref()
    }
  }

  /** A thread inside a library's own code ends only when that returns, so nobody waits for its end. */
  #drop(worker: Worker): void {
    if (this.#thread?.worker === worker) this.#thread = null
    worker.removeAllListeners()
    worker.on('error', () => {})
    void worker.terminate()
  }

  #broken(worker: Worker, message: string): void {
    this.#drop(worker)
    this.#waiting?.fail(new ReaderFailed(this.#name, 'failed', message))
  }
}
