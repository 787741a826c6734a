import { type FileHandle, open, rename, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Problem } from '../schemas/problem.ts'
import { makeFolder, outputProblem, syncFolder } from '../store/write-file.ts'

/** A file that is there when it is whole: written beside its place, and moved there by `end`. */
export type WholeFile = {
  readonly write: (content: string | Uint8Array) => Promise<boolean>
  readonly end: () => Promise<Problem | null>
  /** Leaves nothing behind, and the file that was there before as it was. */
  readonly drop: () => Promise<void>
}

/** Bytes that are gathered before the disk is asked. */
const GATHER = 256 * 1024

/** Opens it, making its folder; a problem where that fails. After a failure `write` tells false, and `end` what it was. */
export async function wholeFile(path: string): Promise<WholeFile | Problem> {
  const unfinished = `${path}.${process.pid}.tmp`
  let handle: FileHandle
  try {
    await makeFolder(dirname(path))
    if ((await stat(path).catch(() => null))?.isDirectory()) throw Object.assign(new Error(path), { code: 'EISDIR' })
    handle = await open(unfinished, 'w')
  } catch (error) {
    return outputProblem(error, path)
  }
  let failure: unknown = null
  let gathered: Uint8Array[] = []
  let size = 0
  const flush = async () => {
    const bytes = Buffer.concat(gathered, size)
    gathered = []
    size = 0
    await handle.appendFile(bytes)
  }
  const drop = async () => {
    await handle.close().catch(() => {})
    await unlink(unfinished).catch(() => {})
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
        await handle.sync()
        await handle.close()
        await rename(unfinished, path)
        await syncFolder(dirname(path))
        return null
      } catch (error) {
        await drop()
        return outputProblem(error, path)
      }
    },
    drop,
  }
}
