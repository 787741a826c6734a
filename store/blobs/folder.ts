import { randomUUID } from 'node:crypto'
import { mkdir, readFile, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeFolder, syncFolder, writeWhole } from '../write-file.ts'
import { checkHash, hashOf } from './hash.ts'
import { oldBlobs, removeOld } from './old.ts'
import { type Blobs, STILL_YOUNG_MS } from './port.ts'
import { sweepLeftovers } from './sweep.ts'

/** Beside the shards, which have two hex digits. Unfinished files live here, on the same file system. */
const WORKSHOP = 'unfinished'

/**
 * Blobs in a folder, which several machines may share: `ab/cd/abcd…`. A blob is flushed under another name and renamed,
 * so a reader never sees a part of one, whoever is killed when. Its time says when it was last put. Throws system errors
 * if the folder cannot be made.
 */
export async function openBlobFolder(folder: string): Promise<Blobs> {
  const workshop = join(folder, WORKSHOP)
  await makeFolder(workshop)
  await sweepLeftovers(workshop)
  return blobFolder(folder)
}

/** Blobs in a folder as it stands: nothing is made or tidied up, so it may be one that cannot be written. */
export function blobFolder(folder: string): Blobs {
  const workshop = join(folder, WORKSHOP)
  // Process ids repeat among machines and containers that share the folder.
  const writer = randomUUID()
  const pathOf = (hash: string) => join(folder, checkHash(hash).slice(0, 2), hash.slice(2, 4), hash)
  return {
    async put(bytes) {
      const hash = hashOf(bytes)
      const path = pathOf(hash)
      if (!(await isThere(path, bytes.byteLength))) {
        await makeShard(dirname(path))
        await writeWhole(path, bytes, workshop, writer)
      }
      // Also where it was there: whoever renamed it may not have come to this yet.
      await syncFolder(dirname(path))
      return hash
    },
    has: async (hash) => (await sizeOf(pathOf(hash))) !== null,
    get: (hash) => readFile(pathOf(hash)).catch(nullIfMissing),
    async fileOf(hash) {
      const path = pathOf(hash)
      return (await sizeOf(path)) === null ? null : path
    },
    old: (before) => oldBlobs(folder, before),
    remove: (hash, before) => removeOld(pathOf(hash), workshop, before),
  }
}

/** Whether a file is there, whole; whoever sweeps is told that it is wanted. */
async function isThere(path: string, size: number): Promise<boolean> {
  const stats = await stat(path).catch(nullIfMissing)
  if (!stats?.isFile() || stats.size !== size) return false
  const now = Date.now()
  if (now - stats.mtimeMs < STILL_YOUNG_MS) return true
  return utimes(path, now / 1000, now / 1000).then(
    () => true,
    // It was swept in this moment; or it is another user's, and then only its owner may set its time.
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT' && error.code !== 'EPERM',
  )
}

/** Makes a shard and puts it on record in the folders above, without which a power cut may take it with all that is in it. */
async function makeShard(shard: string): Promise<void> {
  const first = await mkdir(shard, { recursive: true })
  if (first === undefined) return
  await syncFolder(dirname(shard))
  await syncFolder(dirname(dirname(shard)))
}

async function sizeOf(path: string): Promise<number | null> {
  const stats = await stat(path).catch(nullIfMissing)
  return stats?.isFile() ? stats.size : null
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
