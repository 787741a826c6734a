import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Bytes that are put aside while they grow, and read back once. Whoever opened it closes it. */
export type Spool = {
  readonly size: number
  write(bytes: Uint8Array): Promise<void>
  read(): AsyncGenerator<Uint8Array>
  close(): Promise<void>
}

/** Bytes that are kept in memory before the disk is asked. */
const ROOM = 1024 ** 2

/** Puts bytes aside: in memory while they are few, then in a file of the system's temporary folder. */
export function openSpool(room = ROOM): Spool {
  let kept: Uint8Array[] = []
  let inMemory = 0
  let size = 0
  let folder: string | null = null
  let file: FileHandle | null = null

  async function flush(): Promise<void> {
    folder ??= await mkdtemp(join(tmpdir(), 'nianbao-spool-'))
    file ??= await open(join(folder, 'spool'), 'w+')
    await file.writev(kept)
    kept = []
    inMemory = 0
  }

  return {
    get size() {
      return size
    },
    async write(bytes) {
      // A copy of its own: a small buffer of Node's keeps alive the 64 KB that it shares with others.
      kept.push(Uint8Array.from(bytes))
      inMemory += bytes.length
      size += bytes.length
      if (inMemory >= room) await flush()
    },
    async *read() {
      if (file) yield* file.createReadStream({ start: 0, autoClose: false, highWaterMark: 256 * 1024 })
      yield* kept
    },
    async close() {
      await file?.close()
      if (folder) await rm(folder, { recursive: true, force: true })
      file = null
      folder = null
    },
  }
}
