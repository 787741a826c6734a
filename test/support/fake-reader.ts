import { parentPort, workerData } from 'node:worker_threads'
import { passThrough } from '../../engines/ocr/gate.ts'
import type { ReadRequest, ThreadData, ThreadMessage } from '../../engines/ocr/protocol.ts'
import { ACTS } from './fake-acts.ts'

// A reader's thread for tests. What it does is told by the width of the first crop, or by `models` when it starts.

const { models, gate } = workerData as ThreadData
const say = (message: ThreadMessage) => parentPort?.postMessage(message)

if (models === 'hangs') spin()
if (models === 'crashes') throw new Error('no engine here')
let requests = 0
parentPort?.on('message', ({ id, crops }: ReadRequest) => {
  requests++
  const act = crops.sizes[0]![0]
  if (act === ACTS.fails) return say({ id, failed: 'it cannot' })
  if (act === ACTS.hangs) spin()
  // What machine code would do: nothing ends it, and it comes out when it is done.
  if (act === ACTS.slowInside)
    return void passThrough(
      gate,
      async () => sleep(2500),
      () => process.exit(),
    )
  if (act === ACTS.crashes) throw new Error('it broke')
  if (act === ACTS.exits) process.exit(3)
  say({ id, readings: crops.sizes.map(() => ({ text: String(requests), score: 1, characters: [] })) })
})
say(models === 'missing' ? { unusable: 'no model' } : { ready: 'fake-1' })

function spin(): never {
  for (;;);
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}
