import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../../support/free-port.ts'
import { makeFolder } from './folder.ts'

export type Ran = { readonly code: number; readonly printed: string }

/** One terminal in which a page's commands are typed, one after the other. */
export type Session = {
  /** Its folder. */
  readonly path: string
  /** An address that a command printed, as it really is. */
  readonly address: (printed: string) => string
  /** Runs a command to its end. One that serves or works until it is stopped is left running once it is ready. */
  readonly type: (command: string) => Promise<Ran>
  /** Stops what still runs, and removes the folder. */
  readonly close: () => Promise<void>
}

/** Milliseconds that a command gets, and one that is asked to end. */
const PATIENCE_MS = 120_000
const END_MS = 10_000
/** Commands that go on until they are stopped, and what they print when they are ready. */
const ENDLESS: readonly { readonly command: RegExp; readonly ready: RegExp }[] = [
  { command: /^npx nianbao serve\b/, ready: /\/enter\?token=/ },
  { command: /^npx nianbao worker\b/, ready: /"message":"/ },
  { command: /^npx nianbao watch\b/, ready: /./ },
]
const PORT = '8787'

/** Opens a terminal. `env` holds what is set in it beside what the machine has; messages come in English until it says else. */
export async function openSession(env: Readonly<Record<string, string>> = {}): Promise<Session> {
  const port = await freePort()
  const folder = await makeFolder(port)
  const shell = spawn('bash', ['--noprofile', '--norc'], {
    cwd: folder.path,
    env: {
      ...withoutOurs(process.env),
      PATH: `${folder.bin}:${process.env.PATH}`,
      NO_COLOR: '1',
      NIANBAO_LANG: 'en',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const lines = createInterface({ input: shell.stdout })[Symbol.asyncIterator]()
  const started: number[] = []
  let count = 0
  let before = 0

  const address = (text: string) => text.replaceAll(`127.0.0.1:${PORT}`, `127.0.0.1:${port}`)
  const type = async (command: string): Promise<Ran> => {
    const endless = ENDLESS.find((one) => one.command.test(command))
    const file = join(folder.path, '..', `${++count}.sh`)
    const out = `${file}.out`
    // `$?` is the last command's, as in a terminal.
    writeFileSync(out, '')
    const text = address(command)
    writeFileSync(file, endless ? `exec ${text}\n` : `(exit ${before})\n${text}\n`)
    shell.stdin.write(
      endless
        ? `. '${file}' </dev/null >'${out}' 2>&1 &\necho "pid $!"\n`
        : `. '${file}' </dev/null >'${out}' 2>&1; echo "code $?"\n`,
    )
    const timer = setTimeout(() => shell.kill('SIGKILL'), PATIENCE_MS)
    const { value = '' } = await lines.next()
    clearTimeout(timer)
    const [, what, number = ''] = /^(code|pid) (\d+)$/.exec(value) ?? []
    const printed = () => readFileSync(out, 'utf8').replaceAll(`127.0.0.1:${port}`, `127.0.0.1:${PORT}`)
    if (what === undefined) return { code: -1, printed: `did not end in ${PATIENCE_MS} ms: ${printed()}` }
    if (what === 'code') {
      before = Number(number)
      return { code: before, printed: printed() }
    }
    const pid = Number(number)
    started.push(pid)
    await within(PATIENCE_MS, () => endless!.ready.test(printed()) || !signal(pid, 0))
    return { code: endless!.ready.test(printed()) ? 0 : -1, printed: printed() }
  }

  return {
    path: folder.path,
    address,
    type,
    async close() {
      for (const pid of started) signal(pid, 'SIGTERM')
      await within(END_MS, () => started.every((pid) => !signal(pid, 0)))
      for (const pid of started) signal(pid, 'SIGKILL')
      shell.stdin.end()
      if (shell.exitCode === null && shell.signalCode === null) await once(shell, 'exit')
      folder.remove()
    },
  }
}

/** Sends a signal, and tells whether the process was there. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

/** Whether something came true in time. */
async function within(ms: number, holds: () => boolean): Promise<boolean> {
  const deadline = performance.now() + ms
  while (!holds()) {
    if (performance.now() > deadline) return false
    await new Promise((settle) => setTimeout(settle, 50))
  }
  return true
}

function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(NIANBAO_|LC_|LANG)/.test(name)))
}
