import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { loadFile, openProblem, statProblem } from '../engines/source/load.ts'
import type { Problem } from '../schemas/problem.ts'
import { type ReportFolder, sha256 } from '../store/folder.ts'
import type { Tally } from '../store/manifest.ts'
import { assignNames, type Claimant } from '../store/names.ts'
import { stampOf } from '../store/stamp.ts'
import { runKey } from './fingerprint.ts'
import { inOrder } from './in-order.ts'
import { createPool } from './pool.ts'
import type { Progress, RunSettings } from './protocol.ts'

/** One thing to read. `path` and `bytes` are null where there is nothing to read, and `problem` says why. */
export type Input = {
  /** The path as the user would write it. */
  readonly shown: string
  /** The file's own name, which the report will carry. */
  readonly name: string
  readonly path: Uint8Array | null
  readonly bytes: Uint8Array | null
  readonly problem: Problem | null
}

export type Result = { readonly input: Input; readonly line: string } & (
  | { readonly kind: 'written' | 'unchanged'; readonly output: string | null; readonly tally: Tally }
  /** Same content and name as another input, whose report stands for both. */
  | { readonly kind: 'same'; readonly output: string | null; readonly as: Input }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'defect'; readonly message: string; readonly stack: string }
  | { readonly kind: 'stopped' }
)

export type ExtractOptions = {
  readonly settings: RunSettings
  /** Where reports go; null where they are only streamed. */
  readonly folder: ReportFolder | null
  readonly jobs: number
  readonly timeoutMs: number
  readonly force: boolean
  readonly debug: boolean
  readonly signal: AbortSignal
  readonly onProgress: (input: Input, progress: Progress) => void
}

/** Inputs in work or waiting for their turn to be given out. */
const WINDOW = 128

/**
 * The embedded run: reads inputs in reader processes, writes reports, and gives a result for every input in their order
 * (`line` is the report on one line where the settings ask for it). What is unchanged since an earlier run stays as it
 * is. Never throws for bad input; when the signal aborts, the rest comes out as stopped.
 */
export async function* extractAll(inputs: readonly Input[], options: ExtractOptions): AsyncGenerator<Result> {
  const { settings, folder, signal } = options
  const pool = createPool({ size: options.jobs, settings, timeoutMs: options.timeoutMs, debug: options.debug })
  const key = runKey(settings)
  const names = folder ? nameAll(inputs, folder, settings.maxBytes) : new Map<Input, string>()
  const owners = ownersOf(names, folder)
  const started = new Map<Input, Promise<Result>>()
  const stop = () => pool.close()
  signal.addEventListener('abort', stop)

  const start = (input: Input): Promise<Result> => {
    const known = started.get(input)
    if (known) return known
    const owner = owners.get(names.get(input) ?? '')
    const result = owner && owner !== input ? start(owner).then((of) => sameAs(input, of)) : work(input)
    if (owner) started.set(input, result)
    return result
  }

  // Whoever wants to see how an input is read wants it read.
  const again = options.force || settings.drawings !== undefined
  const work = async (input: Input): Promise<Result> => {
    if (input.problem) return { kind: 'problem', input, line: '', problem: input.problem }
    const looked = await look(input, settings.maxBytes)
    if ('code' in looked) return { kind: 'problem', input, line: '', problem: looked }
    const output = names.get(input) ?? null
    const entry = output === null || again ? undefined : folder?.entries.get(output)
    const intact = entry?.key === key && (await folder!.isIntact(output!)) ? entry : undefined
    const unchanged = async (): Promise<Result> => {
      const line = settings.compact ? await compactOf(join(folder!.path, output!)) : ''
      return { kind: 'unchanged', input, line, output, tally: intact!.tally }
    }
    const origin = folder ? originOf(input, folder) : ''
    if (intact && intact.input === origin && looked.stamp !== null && intact.stamp === looked.stamp) return unchanged()
    if (signal.aborted) return { kind: 'stopped', input, line: '' }
    const { path, bytes, name } = input
    const task = { path, bytes, name, unchangedIf: intact?.sha256 ?? null }
    const outcome = await pool.run(task, (progress) => options.onProgress(input, progress))
    if (outcome.kind === 'unchanged') return unchanged()
    if (outcome.kind !== 'report') return { ...outcome, input, line: '' }
    const { tally } = outcome
    if (folder && output !== null) {
      const made = {
        input: origin,
        sha256: outcome.sha256,
        stamp: looked.stamp,
        key: outcome.settled ? key : UNSETTLED,
        tally,
      }
      const problem = await folder.write(output, outcome.indented, made, options.force)
      if (problem) return { kind: 'problem', input, line: outcome.compact, problem }
    }
    return { kind: 'written', input, line: outcome.compact, output, tally }
  }

  try {
    yield* inOrder(inputs, WINDOW, start)
  } finally {
    signal.removeEventListener('abort', stop)
    pool.close()
  }
}

/** A look at the input before a reader is troubled with it. */
async function look(input: Input, maxBytes: number): Promise<{ readonly stamp: string | null } | Problem> {
  if (!input.path) return { stamp: null }
  try {
    const now = Date.now()
    const stats = await stat(Buffer.from(input.path), { bigint: true })
    return statProblem(stats, maxBytes) ?? { stamp: stampOf(stats, now) }
  } catch (error) {
    return openProblem(error)
  }
}

function nameAll(inputs: readonly Input[], folder: ReportFolder, maxBytes: number): Map<Input, string> {
  const readable = inputs.filter((input) => input.path || input.bytes)
  const claimants = readable.map((input): Claimant => {
    let hash: string | null | undefined
    const take = () => {
      const bytes = input.bytes ?? loadFile(input.path!, maxBytes)
      return 'code' in bytes ? null : sha256(bytes)
    }
    return {
      key: originOf(input, folder),
      name: input.name,
      hash: () => {
        hash = hash === undefined ? take() : hash
        return hash
      },
    }
  })
  const held = [...folder.entries].map(([name, entry]) => {
    const alive = () => entry.input === STDIN || existsSync(resolve(folder.path, entry.input))
    return [name, { key: entry.input, sha256: entry.sha256, alive }] as const
  })
  const names = assignNames(claimants, new Map(held))
  return new Map(readable.map((input, index) => [input, names[index]!]))
}

/** Of several inputs with one report, the first by path makes it, whatever order they are given in. */
function ownersOf(names: ReadonlyMap<Input, string>, folder: ReportFolder | null): ReadonlyMap<string, Input> {
  const owners = new Map<string, Input>()
  for (const [input, name] of names) {
    const owner = owners.get(name)
    if (!owner || originOf(input, folder!) < originOf(owner, folder!)) owners.set(name, input)
  }
  return owners
}

const STDIN = '-'
/** In place of a run's key: a report to be made again in the next run. */
const UNSETTLED = ''

/** Where an input comes from, told from the folder of reports, so that both can be moved together. */
function originOf(input: Input, folder: ReportFolder): string {
  if (!input.path) return STDIN
  const path = Buffer.from(input.path)
  const text = path.toString('utf8')
  const told = Buffer.from(text).equals(path) ? text : path.toString('latin1')
  return relative(folder.path, resolve(told)).replaceAll('\\', '/')
}

function sameAs(input: Input, owner: Result): Result {
  if (owner.kind !== 'written' && owner.kind !== 'unchanged') return { ...owner, input }
  return { kind: 'same', input, line: owner.line, output: owner.output, as: owner.input }
}

async function compactOf(file: string): Promise<string> {
  return `${JSON.stringify(JSON.parse(await readFile(file, 'utf8')))}\n`
}
