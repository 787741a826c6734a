import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClusterStatus } from '../../workers/status.ts'
import { type Ended, type Running, run, start } from './command.ts'
import { startRedis, type TestRedis } from './redis.ts'

/** A Redis, a data folder and the command line over both, as a user has them. */
export type Workplace = {
  readonly redis: TestRedis
  /** The data folder. */
  readonly data: string
  /** A path for the test's own files. */
  path(name: string): string
  /** Runs a command to its end. */
  nianbao(...args: string[]): Promise<Ended>
  /** Starts one that goes on; it is killed at the end, if it still runs. */
  start(...args: string[]): Running
  status(...args: string[]): Promise<ClusterStatus>
  /** Ends everything and removes the files. */
  close(): Promise<void>
}

/** `database`: an address of Postgres; SQLite where it is left out. */
export async function openWorkplace(database?: string): Promise<Workplace> {
  const redis = await startRedis()
  const root = mkdtempSync(join(tmpdir(), 'nianbao-workplace-'))
  const data = join(root, 'data')
  const env = {
    NIANBAO_DATA: data,
    NIANBAO_REDIS_URL: redis.url,
    ...(database === undefined ? {} : { NIANBAO_DATABASE_URL: database }),
  }
  const started: Running[] = []
  const workplace: Workplace = {
    redis,
    data,
    path: (name) => join(root, name),
    nianbao: (...args) => run(args, { env }),
    start(...args) {
      const running = start(args, { env })
      started.push(running)
      return running
    },
    async status(...args) {
      return JSON.parse((await workplace.nianbao('status', '--json', ...args)).stdout)
    },
    async close() {
      for (const { process } of started) process.kill('SIGKILL')
      await Promise.all(started.map(({ ended }) => ended))
      await redis.stop()
      rmSync(root, { recursive: true, force: true, maxRetries: 3 })
    },
  }
  return workplace
}

/** Waits until something holds; fails after the time. */
export async function until(holds: () => boolean | Promise<boolean>, ms = 30_000): Promise<void> {
  const deadline = Date.now() + ms
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`did not come true within ${ms} ms: ${holds}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
