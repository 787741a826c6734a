import { Worker } from 'node:worker_threads'
import type { Problem } from '../../../schemas/problem.ts'
import type { LayerTask } from './layer-thread.ts'

/** What taking a file apart may take; a document of 500 scanned pages takes three seconds and 300 MB. */
const LIMITS = { milliseconds: 120_000, megabytes: 4096 } as const

/** `layeredPdf` in a thread of its own: whatever the file holds, it can be stopped and takes nothing else down. */
export function layeredApart(
  task: LayerTask,
  { milliseconds, megabytes }: { readonly milliseconds: number; readonly megabytes: number } = LIMITS,
): Promise<Uint8Array | Problem> {
  if (task.pages.length === 0) return Promise.resolve(task.bytes)
  const own = import.meta.url
  const worker = new Worker(new URL(own.endsWith('.ts') ? './layer-thread.ts' : './layer-thread.js', own), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  })
  return new Promise((resolve) => {
    const end = (answer: Uint8Array | Problem) => {
      clearTimeout(timer)
      resolve(answer)
      void worker.terminate()
    }
    const timer = setTimeout(() => end(stopped(`it took more than ${milliseconds / 1000} s`)), milliseconds)
    worker.once('message', end)
    worker.once('error', ({ message }: Error) => end(stopped(message)))
    worker.once('exit', () => end(stopped('the thread ended')))
  })
}

function stopped(why: string): Problem {
  return { code: 'pdf-damaged', message: `no text layer could be laid over it: ${why}` }
}
