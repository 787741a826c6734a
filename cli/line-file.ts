import { type FileHandle, open, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Problem } from '../schemas/problem.ts'
import { outputProblem, syncFolder } from '../store/write-file.ts'
import type { LineSink } from './output.ts'

/** A file of lines that is there when it is whole: written beside its place, and moved there by `end`. */
export type LineFile = LineSink & { readonly end: () => Promise<Problem | null> }

/** Opens it; a problem where that fails. After a failure `write` tells false, and `end` what it was. */
export async function lineFile(path: string): Promise<LineFile | Problem> {
  const unfinished = `${path}.${process.pid}.tmp`
  let handle: FileHandle
  try {
    handle = await open(unfinished, 'w')
  } catch (error) {
    return outputProblem(error, path)
  }
  let failure: unknown = null
  return {
    async write(text) {
      try {
        if (failure === null) await handle.appendFile(text)
      } catch (error) {
        failure = error
      }
      return failure === null
    },
    async end() {
      try {
        if (failure !== null) throw failure
        await handle.sync()
        await handle.close()
        await rename(unfinished, path)
        await syncFolder(dirname(path))
        return null
      } catch (error) {
        await handle.close().catch(() => {})
        await unlink(unfinished).catch(() => {})
        return outputProblem(error, path)
      }
    },
  }
}
