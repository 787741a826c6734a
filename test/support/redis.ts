import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { end, hasEnded } from './end.ts'
import { freePort } from './free-port.ts'

// Loads nothing of vitest: measurements and the soak start their Redis with it too.

/** Whether writes wait for the disk, as measurements need. Tests kill servers, not machines, and lose nothing without. */
const APPENDFSYNC = process.env.VITEST === undefined ? 'always' : 'no'

export type RedisOptions = {
  /** As Redis names it; `noeviction` is what workers ask for. */
  readonly maxmemoryPolicy?: string
  /** Append-only file, written before anything is acknowledged, so that a killed server comes back with all of that. On unless false. */
  readonly appendonly?: boolean
  /** Where to listen; a free port of 127.0.0.1 where it is left out. */
  readonly port?: number
}

/** A redis-server of a test's own. */
export type TestRedis = {
  readonly url: string
  readonly port: number
  /** Its data folder, removed by `stop`. */
  readonly dir: string
  /** Of the present process; another one after `restart`. */
  readonly pid: number
  /** SIGKILL, as a crash would; the data folder stays. */
  kill(): Promise<void>
  /** Ends it if it runs, by SIGKILL, and starts it on the same port with the same data. */
  restart(): Promise<void>
  /** Ends it and removes its data. May be called again. */
  stop(): Promise<void>
}

/** Most time that a server gets to answer, loading its data included. */
const PATIENCE_MS = 20_000

/** Whether this machine has a redis-server; tests that need one are skipped where it has not. */
export function redisInstalled(): boolean {
  return spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0
}

/**
 * Starts a redis-server and waits until it answers. It ends with this process at the latest. Throws with the server's
 * last lines if it does not start.
 */
export async function startRedis(options: RedisOptions = {}): Promise<TestRedis> {
  const dir = mkdtempSync(join(tmpdir(), 'nianbao-redis-'))
  const removeDir = () => rmSync(dir, { recursive: true, force: true, maxRetries: 3 })
  const port = options.port ?? (await freePort())
  let server = await launch(port, dir, options).catch((error: unknown) => {
    removeDir()
    throw error
  })
  let stopped = false
  const atExit = () => {
    server.kill('SIGKILL')
    removeDir()
  }
  process.on('exit', atExit)
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    dir,
    get pid() {
      return server.pid!
    },
    kill: () => end(server, 'SIGKILL'),
    async restart() {
      await end(server, 'SIGKILL')
      server = await launch(port, dir, options)
    },
    async stop() {
      if (stopped) return
      stopped = true
      await end(server, 'SIGKILL')
      process.off('exit', atExit)
      removeDir()
    },
  }
}

async function launch(port: number, dir: string, options: RedisOptions): Promise<ChildProcess> {
  const appendonly = options.appendonly ?? true
  const server = spawn(
    'redis-server',
    [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '', '--daemonize', 'no'],
      ...['--appendonly', appendonly ? 'yes' : 'no', '--appendfsync', APPENDFSYNC],
      ...['--maxmemory-policy', options.maxmemoryPolicy ?? 'noeviction'],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  const hear = (text: Buffer) => {
    said = (said + text).slice(-2000)
  }
  server.stdout!.on('data', hear)
  server.stderr!.on('data', hear)
  let failure: Error | null = null
  server.on('error', (error) => {
    failure = error
  })
  const deadline = Date.now() + PATIENCE_MS
  while (!(await answers(port, server.pid))) {
    if (failure || hasEnded(server) || Date.now() > deadline) {
      await end(server, 'SIGKILL')
      throw new Error(`redis-server did not start: ${failure ?? said}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return server
}

/** Whether that very process takes commands at the port, which it does not while it loads its data. */
function answers(port: number, pid: number | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\nINFO server\r\n'))
    let text = ''
    const finish = (yes: boolean) => {
      resolve(yes)
      socket.destroy()
    }
    socket.setTimeout(1000, () => finish(false))
    socket.on('data', (part) => {
      text += part
      if (!text.startsWith('+PONG')) return finish(false)
      const id = /process_id:(\d+)\r/.exec(text)?.[1]
      if (id) finish(Number(id) === pid)
    })
    socket.on('error', () => finish(false))
    socket.on('close', () => finish(false))
  })
}
