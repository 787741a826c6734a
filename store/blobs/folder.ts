import { randomUUID } from 'node:crypto'
import { mkdir, readFile, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeFolder, syncFolder, writeWhole } from '../write-file.ts'
import { checkHash, hashOf } from './hash.ts'
import { asides, giveBack, oldBlobs, removeOld } from './old.ts'
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
  for (const hash of await asides(workshop)) await giveBack(pathIn(folder, hash), workshop)
  await sweepLeftovers(workshop)
  return blobFolder(folder)
}

/** Blobs in a folder as it stands: nothing is made or tidied up, so it may be one that cannot be written. */
export function blobFolder(folder: string): Blobs {
  const workshop = join(folder, WORKSHOP)
  // Process ids repeat among machines and containers that share the folder.
  const writer = randomUUID()
  const pathOf = (hash: string) => pathIn(folder, hash)
  const find = async (hash: string) => {
    const path = pathOf(hash)
    return (await isFile(path)) || ((await giveBack(path, workshop)) && (await isFile(path))) ? path : null
  }
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
    has: async (hash) => (await find(hash)) !== null,
    async get(hash) {
      const bytes = await readFile(pathOf(hash)).catch(nullIfMissing)
      if (bytes) return bytes
      const path = await find(hash)
      return path === null ? null : readFile(path).catch(nullIfMissing)
    },
    fileOf: find,
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

function pathIn(folder: string, hash: string): string {
  return join(folder, checkHash(hash).slice(0, 2), hash.slice(2, 4), hash)
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(nullIfMissing))?.isFile() ?? false
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
