import { awaitShut, type Gate } from './gate.ts'

/** Longer than any strip takes that is read at all; milliseconds. */
const LAST_PATIENCE = 3000

const gates = new Set<Gate>()
let watching = false

/**
 * Sees to it that the process does not end while a thread is behind this gate: Node ends all threads then. Whoever hangs
 * in there for good would keep the process from ending at all, so it is killed instead.
 */
export function watchGate(gate: Gate): void {
  gates.add(gate)
  if (watching) return
  watching = true
  process.on('exit', () => {
    const until = performance.now() + LAST_PATIENCE
    const stuck = [...gates].some((each) => !awaitShut(each, until - performance.now()))
    if (stuck) process.kill(process.pid, 'SIGKILL')
  })
}

/** The thread has ended. */
export function forgetGate(gate: Gate): void {
  gates.delete(gate)
}
