import { parentPort, workerData } from 'node:worker_threads'
import type { Engine, Guard } from './engine.ts'
import { passThrough } from './gate.ts'
import type { ReadRequest, ThreadData, ThreadMessage } from './protocol.ts'
import { unpackCrops } from './transfer.ts'

/** Only the engine asked for is loaded: either may be missing on a machine. WebAssembly can be ended at any time. */
async function startEngine({ reader, models, gate }: ThreadData): Promise<Engine> {
  if (reader !== 'ppocr') return (await import('./tesseract/engine.ts')).startTesseractEngine()
  const guard: Guard = (work) => passThrough(gate, work, () => process.exit())
  return guard(async () => (await import('./ppocr/engine.ts')).startPpocr(models, guard))
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
