import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, type WriteStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { WorkerOrder } from './worker.ts'

/** Worker processes that can be killed; a killed one is replaced under a new name. */
export type Workers = {
  readonly names: readonly string[]
  /** SIGKILL for one of them. */
  kill(name: string): Promise<void>
  /** SIGTERM for all, and their end; the exit codes. */
  stop(): Promise<readonly (number | null)[]>
  /** SIGKILL for all, for good. */
  end(): void
}

/** Starts `count` workers whose log goes to `log`. They end with this process at the latest. */
export function startWorkers(count: number, order: Omit<WorkerOrder, 'name'>, log: string): Workers {
  const running = new Map<string, ChildProcess>()
  const lines: WriteStream = createWriteStream(log, { flags: 'a' })
  let started = 0
  let ended = false

  const start = () => {
    const name = `worker-${++started}`
    const script = fileURLToPath(new URL('./worker.ts', import.meta.url))
    const child = spawn(process.execPath, [script, JSON.stringify({ ...order, name })], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.pipe(lines, { end: false })
    child.stderr.pipe(lines, { end: false })
    running.set(name, child)
    child.on('exit', () => {
      running.delete(name)
      if (!ended) start()
    })
  }
  const end = () => {
    ended = true
    for (const child of running.values()) child.kill('SIGKILL')
  }
  process.on('exit', end)
  for (let i = 0; i < count; i++) start()
  return {
    get names() {
      return [...running.keys()]
    },
    async kill(name) {
      const child = running.get(name)
      if (!child) return
      const gone = new Promise((settle) => child.once('exit', settle))
      child.kill('SIGKILL')
      await gone
    },
    async stop() {
      ended = true
      const codes = await Promise.all(
        [...running.values()].map((child) => {
          child.kill('SIGTERM')
          return new Promise<number | null>((settle) => child.once('exit', settle))
        }),
      )
      process.off('exit', end)
      lines.end()
      return codes
    },
    end,
  }
}
