/**
 * Between a reader's thread and who started it: whether the thread is inside a library's own code. A thread ended there
 * brings the whole process down, for the library finds no JavaScript to come back to.
 */
export type Gate = Int32Array<SharedArrayBuffer>

/** The gate's two cells: what the thread is at, and whether it is to leave by itself when it comes out. */
const STATE = 0
const LEAVE = 1

const OUTSIDE = 0
const INSIDE = 1
/** Nobody gets in any more, so the thread may be ended. */
const SHUT = 2

export function createGate(): Gate {
  return new Int32Array(new SharedArrayBuffer(8))
}

/** For the thread: does the work inside, and calls `leave` when it was told to meanwhile. A shut gate lets nobody in. */
export async function passThrough<T>(gate: Gate, work: () => Promise<T>, leave: () => void): Promise<T> {
  if (Atomics.compareExchange(gate, STATE, OUTSIDE, INSIDE) !== OUTSIDE) throw new Error('the reader is being ended')
  try {
    return await work()
  } finally {
    Atomics.store(gate, STATE, OUTSIDE)
    Atomics.notify(gate, STATE)
    if (Atomics.load(gate, LEAVE) === 1) leave()
  }
}

/** Shuts the gate: true where the thread may be ended at once, false where it is inside and leaves when it comes out. */
export function shutGate(gate: Gate): boolean {
  Atomics.store(gate, LEAVE, 1)
  const before = Atomics.compareExchange(gate, STATE, OUTSIDE, SHUT)
  return before !== INSIDE
}

/** Shuts the gate and blocks until the thread is out, at most `milliseconds`; whether it came out. */
export function awaitShut(gate: Gate, milliseconds: number): boolean {
  const until = performance.now() + milliseconds
  while (!shutGate(gate)) {
    const left = until - performance.now()
    if (left <= 0) return false
    Atomics.wait(gate, STATE, INSIDE, left)
  }
  return true
}
