import { link, readdir, rename, stat, unlink } from 'node:fs/promises'
import { basename, join } from 'node:path'

const SHARD = /^[0-9a-f]{2}$/
const BLOB = /^[0-9a-f]{64}$/

/** Blobs of a folder whose files nobody touched since `before`. What comes or goes meanwhile may be in it or not. */
export async function* oldBlobs(
  folder: string,
  before: number,
): AsyncGenerator<{ readonly hash: string; readonly size: number }> {
  for (const first of await namesIn(folder, SHARD)) {
    for (const second of await namesIn(join(folder, first), SHARD)) {
      const shard = join(folder, first, second)
      for (const hash of await namesIn(shard, BLOB)) {
        const stats = await stat(join(shard, hash)).catch(() => null)
        if (stats?.isFile() && stats.mtimeMs < before) yield { hash, size: stats.size }
      }
    }
  }
}

/**
 * Takes a file away that nobody touched since `before`. It is moved aside first and looked at there: who touches it before
 * that gets it back, who comes later finds nothing and writes it anew.
 */
export async function removeOld(path: string, workshop: string, before: number): Promise<boolean> {
  const stats = await stat(path).catch(() => null)
  if (!stats?.isFile() || stats.mtimeMs >= before) return false
  // Called like an unfinished file: where this process is killed, whoever opens the folder next takes it away.
  const aside = join(workshop, `${basename(path)}.swept.tmp`)
  try {
    await rename(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
  const moved = await stat(aside).catch(() => null)
  if (!moved) return true // taken away by one who just opened the folder, as an old file
  // Unlike renaming, linking leaves what somebody wrote there in the meantime.
  if (moved.mtimeMs >= before) await link(aside, path).catch(ignoreIfThere)
  await unlink(aside).catch(() => {})
  return moved.mtimeMs < before
}

async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
  return names.filter((name) => pattern.test(name))
}

function ignoreIfThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
