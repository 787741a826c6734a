import { type ChildProcess, fork } from 'node:child_process'

export type ProcessOptions = {
  readonly heapMegabytes: number
  /** Lets the process write to standard error, for whoever hunts a defect. */
  readonly debug: boolean
}

/** Heap of a reader, which otherwise grows with the machine's memory; the heaviest inputs that the limits let in took 700. */
export const HEAP_MEGABYTES = 1000

/**
 * A process that reads, to be killed and replaced when it is stuck in native code, out of memory or hit by a decoder's
 * crash; a killed one gives all its memory back. Throws, or the process has an 'error', where none can be had.
 */
export function startProcess(entry: URL, { heapMegabytes, debug }: ProcessOptions): ChildProcess {
  return fork(entry, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', debug ? 'inherit' : 'ignore', 'ipc'],
    execArgv: [`--max-old-space-size=${heapMegabytes}`, '--expose-gc'],
    // Threads that decode and recognize would each keep a heap of the C library's own.
    env: { MALLOC_ARENA_MAX: '2', ...process.env },
  })
}

/** Ends a process whatever it does; what becomes of it, nobody listens to any more. */
export function discardProcess(child: ChildProcess): void {
  child.on('error', () => {})
  child.kill('SIGKILL')
}

/** A file beside `own` (its import.meta.url), as it runs: a source in a checkout, compiled in a package. */
export function entryBeside(name: string, own: string): URL {
  return new URL(`./${name}.${own.endsWith('.ts') ? 'ts' : 'js'}`, own)
}
