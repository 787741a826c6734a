import { parentPort, workerData } from 'node:worker_threads'
import type { Engine } from './engine.ts'
import type { ReadRequest, ThreadData, ThreadMessage } from './protocol.ts'
import { unpackCrops } from './transfer.ts'

/** Only the engine asked for is loaded: either may be missing on a machine. */
async function startEngine({ reader, models }: ThreadData): Promise<Engine> {
  if (reader === 'ppocr') return (await import('./ppocr/engine.ts')).startPpocr(models)
  return (await import('./tesseract/engine.ts')).startTesseractEngine()
}

function say(message: ThreadMessage): void {
  parentPort?.postMessage(message)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

let queue: Promise<void> = Promise.resolve()

try {
  const engine = await startEngine(workerData as ThreadData)
  parentPort?.on('message', ({ id, kind, crops }: ReadRequest) => {
    queue = queue
      .then(() => engine.read(kind, unpackCrops(crops)))
      .then(
        (readings) => say({ id, readings }),
        (error: unknown) => say({ id, failed: messageOf(error) }),
      )
  })
  say({ ready: engine.version })
} catch (error) {
  say({ unusable: messageOf(error) })
}
