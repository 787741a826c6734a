import { type FileHandle, open, rename, unlink } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { Problem } from '../schemas/problem.ts'
import { makeFolder, outputProblem, syncFolder } from '../store/write-file.ts'
import { openThrough, takeAfter, type WriteTarget, writeTarget } from '../store/write-target.ts'
import { type KeptFileOptions, keptFile } from './kept-file.ts'
import { sweepLeftovers } from './leftovers.ts'

/** A file that is there when it is whole: written beside its place, and moved there by `end`. */
export type WholeFile = {
  readonly write: (content: string | Uint8Array) => Promise<boolean>
  readonly end: () => Promise<Problem | null>
  /** Leaves nothing behind, and the file that was there before as it was. */
  readonly drop: () => Promise<void>
}

export type WholeFileOptions = KeptFileOptions & {
  /** The option that named the file, for problems; left out: --out. */
  readonly option?: string
}

/** Bytes that are gathered before the disk is asked. */
const GATHER = 256 * 1024

/**
 * Opens it, making its folder; a problem where that fails, or where a report or an input stands there. After a failure
 * `write` tells false, and `end` what it was. What is no regular file, such as a device or a pipe, takes the bytes as
 * they come; behind a link it is the file that is replaced, whose permissions stay.
 */
export async function wholeFile(path: string, options: WholeFileOptions = {}): Promise<WholeFile | Problem> {
  const { option } = options
  try {
    await makeFolder(dirname(path))
    const target = await writeTarget(path)
    if (target.through) return gathering(path, through(await openThrough(path)), option)
    const kept = await keptFile(path, target.there, options)
    return kept ?? gathering(path, await beside(target), option)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EISDIR') return outputProblem(error, path, option)
    return { code: 'output-failed', message: `${path} is a folder; name a file in it` }
  }
}

/** Where gathered bytes go; all of these throw. */
type Place = {
  readonly handle: FileHandle
  readonly finish: () => Promise<void>
  readonly discard: () => Promise<void>
  /** Whether this is how readers say that they have seen enough. */
  readonly isEnough: (error: unknown) => boolean
}

async function beside({ path, there }: WriteTarget): Promise<Place> {
  const unfinished = `${path}.${process.pid}.tmp`
  const start = `${basename(path)}.`
  await sweepLeftovers(dirname(path), (name) => name.startsWith(start) && /^(\d+)\.tmp$/.exec(name.slice(start.length)))
  const handle = await open(unfinished, 'w')
  const discard = async () => {
    await handle.close().catch(() => {})
    await unlink(unfinished).catch(() => {})
  }
  return {
    handle,
    discard,
    isEnough: () => false,
    async finish() {
      await handle.sync()
      await takeAfter(handle, there)
      await handle.close()
      await rename(unfinished, path)
      await syncFolder(dirname(path))
    },
  }
}

function through(handle: FileHandle): Place {
  return {
    handle,
    finish: () => handle.close(),
    discard: () => handle.close().catch(() => {}),
    isEnough: (error) => (error as NodeJS.ErrnoException).code === 'EPIPE',
  }
}

function gathering(path: string, { handle, finish, discard, isEnough }: Place, option?: string): WholeFile {
  let failure: unknown = null
  let gathered: Uint8Array[] = []
  let size = 0
  const flush = async () => {
    const bytes = Buffer.concat(gathered, size)
    gathered = []
    size = 0
    await handle.appendFile(bytes)
  }
  return {
    async write(content) {
      try {
        if (failure !== null) return false
        const bytes = typeof content === 'string' ? Buffer.from(content) : content
        gathered.push(bytes)
        size += bytes.length
        if (size >= GATHER) await flush()
      } catch (error) {
        failure = error
      }
      return failure === null
    },
    async end() {
      try {
        if (failure !== null) throw failure
        await flush()
        await finish()
        return null
      } catch (error) {
        await discard()
        return isEnough(error) ? null : outputProblem(error, path, option)
      }
    },
    drop: discard,
  }
}
