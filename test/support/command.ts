import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { ROOT } from './sources.ts'

export type Ended = {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly ms: number
}
export type RunOptions = {
  readonly cwd?: string
  readonly input?: string | Uint8Array
  readonly env?: NodeJS.ProcessEnv
  /** Runs as this user, see `ordinaryUser`. */
  readonly uid?: number
}
export type Running = { readonly process: ChildProcess; readonly ended: Promise<Ended>; stderr(): string }

const LAUNCHER = join(ROOT, 'cli', 'nianbao.js')

/** Starts the real command line, as a stranger would. Ends it after two minutes, whatever it does. */
export function start(args: readonly string[], options: RunOptions = {}): Running {
  const started = performance.now()
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    cwd: options.cwd,
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    env: { ...process.env, NO_COLOR: '1', NIANBAO_LANG: 'en', ...options.env },
    timeout: 120_000,
    killSignal: 'SIGKILL',
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text
  })
  child.stdin.on('error', () => {}) // the program may end before it has read its input
  child.stdin.end(options.input ?? '')
  const ended = new Promise<Ended>((settle) => {
    child.on('close', (code) => settle({ code, stdout, stderr, ms: performance.now() - started }))
  })
  return { process: child, ended, stderr: () => stderr }
}

/** Runs the command line to its end. */
export function run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return start(args, options).ended
}

/** A folder for a test file, gone when its tests are done. */
export function makeScratch(): (name: string) => string {
  const root = mkdtempSync(join(tmpdir(), 'nianbao-test-'))
  chmodSync(root, 0o755) // other users' runs look in too
  afterAll(() => rmSync(root, { recursive: true, force: true }))
  return (name) => join(root, name)
}

/**
 * A user whom permissions bind, to run the command line as: this one, or nobody where this is root. Null where root's
 * nobody may not read the checkout.
 */
export function ordinaryUser(): { readonly uid?: number } | null {
  if (process.getuid?.() !== 0) return {}
  const nobody = { uid: 65534, gid: 65534 }
  try {
    execFileSync(process.execPath, ['-e', 'fs.readFileSync(process.argv[1])', LAUNCHER], { ...nobody, stdio: 'ignore' })
    return { uid: nobody.uid }
  } catch {
    return null
  }
}
