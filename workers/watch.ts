import { basename } from 'node:path'
import { StoreUnavailable } from '../store/database/patience.ts'
import type { Input } from './extract.ts'
import { type SubmitOptions, type Submitted, submitAll } from './submit.ts'
import { watchFolder } from './watch/folder.ts'
import { createSettler, stampNow } from './watch/settle.ts'

export type WatchOptions = Omit<SubmitOptions, 'steady'> & {
  /** Whether a file of this name is wanted. */
  readonly takes: (name: string) => boolean
  /** Milliseconds that a file must be left alone before it counts as whole. */
  readonly settleMs: number
  /** Look every few seconds instead of being told. */
  readonly poll: boolean
  readonly signal: AbortSignal
  /** Waits for so many milliseconds, or until the signal. */
  readonly rest: (ms: number) => Promise<void>
  readonly onSubmitted: (result: Exclude<Submitted, { kind: 'unsteady' }>) => void
  /** Something that a person should know; the watch goes on. */
  readonly onTrouble: (message: string) => void
}

/** Files that are handed in together. */
const AT_ONCE = 500
/** Milliseconds between two looks at files that are being written; shorter where they settle sooner. */
const LOOK_EVERY_MS = 500
/** Milliseconds before what a full disk or a lost database kept out is tried again. */
const AGAIN_MS = 10_000

/**
 * Hands in what is in folders and what appears in them, once it has been left alone for long enough, until the signal.
 * A file that changes while it is loaded is waited for again, so no half file is handed in; one that changes later is
 * handed in as what it is then. Orders that Redis does not take are sent again later.
 */
export async function watchFolders(folders: readonly string[], options: WatchOptions): Promise<void> {
  const { settleMs, signal, rest, dispatch, onTrouble, takes, poll } = options
  const settler = createSettler(settleMs)
  const stamps = new Map<string, string>()
  const steady = ({ shown }: Input) => stampNow(shown)?.text === stamps.get(shown)
  const watches = folders.map((folder) =>
    watchFolder(folder, { takes, poll, onTrouble, onFile: (path) => settler.note(path) }),
  )
  let down = false
  const tellRedis = (problem: { readonly message: string } | null) => {
    if (problem && !down) onTrouble(`${problem.message}; documents are kept, and enqueued when it is back`)
    if (!problem && down) onTrouble('Redis answers again; what was kept is enqueued')
    down = problem !== null
  }

  /** False where there may be more to hand in at once. */
  const submit = async (): Promise<boolean> => {
    const settled = settler.take(AT_ONCE)
    stamps.clear()
    for (const { path, stamp } of settled) stamps.set(path, stamp)
    const open = new Set(stamps.keys())
    const inputs = settled.map(({ path }) => inputOf(path))
    try {
      for await (const result of submitAll(inputs, { ...options, steady })) {
        open.delete(result.input.shown)
        if (result.kind === 'unsteady') settler.note(result.input.shown)
        else {
          if (result.kind === 'problem' && result.problem.code.startsWith('output-')) {
            settler.defer(result.input.shown, AGAIN_MS)
          }
          options.onSubmitted(result)
        }
        if (signal.aborted) break
      }
    } catch (error) {
      if (!isPassing(error)) throw error
      for (const path of open) settler.defer(path, AGAIN_MS)
      onTrouble(`${error.message}; trying again`)
    }
    return settled.length < AT_ONCE
  }

  try {
    while (!signal.aborted) {
      const all = await submit()
      tellRedis(await dispatch.send([]))
      if (all) await rest(Math.min(LOOK_EVERY_MS, settleMs))
    }
  } finally {
    await Promise.all(watches.map((watch) => watch.close()))
  }
}

/** A database that does not answer, or whose disk is full: a person can mend that while the watch goes on. */
function isPassing(error: unknown): error is Error {
  return error instanceof StoreUnavailable || (error as NodeJS.ErrnoException).code === 'ENOSPC'
}

function inputOf(path: string): Input {
  return { shown: path, name: basename(path), path: Buffer.from(path), bytes: null, problem: null }
}
