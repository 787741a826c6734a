import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { end, hasEnded } from './end.ts'
import { freePort } from './free-port.ts'

// Loads nothing of vitest: measurements and the soak start their Postgres with it too.

/** Whether commits wait for the disk, as measurements need. Tests kill servers, not machines, and lose nothing without. */
const FSYNC = process.env.VITEST === undefined ? 'on' : 'off'

/** A Postgres server of a test's own, with one user, `tester`, and no password. */
export type TestPostgres = {
  /** Of its first database, which is empty. */
  readonly url: string
  readonly port: number
  /** Makes another empty database and returns its address. */
  createDatabase(): Promise<string>
  /** SIGKILL, as a crash would; the data stays. */
  kill(): Promise<void>
  /** Ends it, in order or by SIGKILL, if it runs, and starts it on the same port with the same data. */
  restart(how?: 'fast' | 'kill'): Promise<void>
  /** Ends it and removes its data. May be called again. */
  stop(): Promise<void>
}

const PATIENCE_MS = 30_000

/** Whether this machine has a Postgres server; tests that need one are skipped where it has not. */
export function postgresInstalled(): boolean {
  return programs() !== null
}

/** Starts a Postgres and waits until it answers. It ends with this process at the latest. Throws with its last lines if it does not start. */
export async function startPostgres(): Promise<TestPostgres> {
  const bin = programs()
  if (!bin) throw new Error('Postgres is not installed')
  const user = serverUser()
  const dir = mkdtempSync(join(tmpdir(), 'nianbao-postgres-'))
  if (user) chownSync(dir, user.uid, user.gid)
  const data = join(dir, 'data')
  const removeDir = () => rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  const port = await freePort()
  const addressOf = (database: string) => `postgres://tester@127.0.0.1:${port}/${database}`
  const launch = () =>
    start(join(bin, 'postgres'), ['-D', data, '-p', String(port), '-k', dir], user, addressOf('postgres'))
  let server: ChildProcess
  try {
    const options = ['-D', data, '-U', 'tester', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
    execFileSync(join(bin, 'initdb'), options, { ...user, cwd: dir, stdio: 'pipe' })
    server = await launch()
  } catch (error) {
    removeDir()
    throw error
  }
  const atExit = () => {
    server.kill('SIGQUIT')
    removeDir()
  }
  process.on('exit', atExit)
  let databases = 0
  let stopped = false
  return {
    url: addressOf('postgres'),
    port,
    async createDatabase() {
      const name = `test${databases++}`
      await command(addressOf('postgres'), `create database ${name}`)
      return addressOf(name)
    },
    kill: () => end(server, 'SIGKILL'),
    async restart(how = 'fast') {
      await end(server, how === 'kill' ? 'SIGKILL' : 'SIGINT')
      server = await launch()
    },
    async stop() {
      if (stopped) return
      stopped = true
      await end(server, 'SIGINT')
      process.off('exit', atExit)
      removeDir()
    },
  }
}

/** The newest version's folder of programs, which distributions keep out of PATH; else that of PATH. */
function programs(): string | null {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((version) => join(root, version, 'bin')), ...(process.env.PATH ?? '').split(':')]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null
}

/** Postgres refuses to run as root, so it runs as the user that its package made. */
function serverUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const idOf = (what: '-u' | '-g') => Number(spawnSync('id', [what, 'postgres'], { encoding: 'utf8' }).stdout)
  return { uid: idOf('-u'), gid: idOf('-g') }
}

async function start(
  program: string,
  args: string[],
  user: { uid: number; gid: number } | null,
  url: string,
): Promise<ChildProcess> {
  const settings = ['listen_addresses=127.0.0.1', 'max_connections=60', `fsync=${FSYNC}`].flatMap((one) => ['-c', one])
  const server = spawn(program, [...args, ...settings], { ...user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  server.stderr!.on('data', (text: Buffer) => {
    said = (said + text).slice(-2000)
  })
  let failure: Error | null = null
  server.on('error', (error) => {
    failure = error
  })
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    if (await command(url, 'select 1').catch(() => false)) return server
    if (failure || hasEnded(server) || Date.now() > deadline) {
      await end(server, 'SIGKILL')
      throw new Error(`postgres did not start: ${failure ?? said}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

async function command(url: string, text: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => {}) // told by the command that fails
  try {
    await client.connect()
    await client.query(text)
    return true
  } finally {
    await client.end().catch(() => {})
  }
}
