import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Ask, Told } from './road.ts'

/** A process that reads pages, held to one core where the system can do that. */
export type Road = { read(ask: Ask): Promise<Told>; close(): void }

const TASKSET = spawnSync('taskset', ['--version']).status === 0

/** Whether a program is installed. */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version']).error === undefined
}

/** A command held to a core, as program and arguments; unchanged where there is no taskset. */
export function onCore(core: number, command: readonly string[]): readonly [string, readonly string[]] {
  const [program, ...args] = TASKSET ? ['taskset', '-c', String(core), ...command] : command
  return [program!, args]
}

/** Starts a reading process on a core and waits until its readers are there. */
export async function openRoad(core: number): Promise<Road> {
  const [program, args] = onCore(core, [process.execPath, join(import.meta.dirname, 'road.ts')])
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  await nextMessage(child)
  return {
    read(ask) {
      child.send(ask)
      return nextMessage(child) as Promise<Told>
    },
    // At once: the readers' threads hold nothing worth saving, and libraries may take their end amiss.
    close: () => void child.kill('SIGKILL'),
  }
}

function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((settle, fail) => {
    const ended = (code: number | null) => fail(new Error(`the reading process ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      settle(message)
    })
  })
}
