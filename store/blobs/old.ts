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

/** What a blob is called in the workshop while it is looked at whether it may go. */
const ASIDE = /^([0-9a-f]{64})\.swept\.tmp$/

/**
 * Takes a file away that nobody touched since `before`. It is moved aside first and looked at there: who touches it before
 * that gets it back, who comes later finds nothing and writes it anew. Where this process is killed in between, whoever
 * misses it, or opens the folder next, gives it back.
 */
export async function removeOld(path: string, workshop: string, before: number): Promise<boolean> {
  const stats = await stat(path).catch(() => null)
  if (!stats?.isFile() || stats.mtimeMs >= before) return false
  const aside = asideOf(path, workshop)
  try {
    await rename(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
  const moved = await stat(aside).catch(() => null)
  if (!moved || moved.mtimeMs >= before) await giveBack(path, workshop)
  else await unlink(aside).catch(() => {})
  // Somebody may have given it back meanwhile, or put it anew.
  return (await stat(path).catch(() => null)) === null
}

/** Gives a file its name back that was moved aside, if it was; whether it is there afterwards. */
export async function giveBack(path: string, workshop: string): Promise<boolean> {
  const aside = asideOf(path, workshop)
  // Unlike renaming, linking leaves what somebody wrote there in the meantime.
  const linked = await link(aside, path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === 'EEXIST',
  )
  if (linked) await unlink(aside).catch(() => {})
  return linked
}

/** The blobs that sweeps left aside in a workshop, killed ones or such as are at it this very moment. */
export async function asides(workshop: string): Promise<readonly string[]> {
  return (await readdir(workshop)).flatMap((name) => ASIDE.exec(name)?.[1] ?? [])
}

function asideOf(path: string, workshop: string): string {
  return join(workshop, `${basename(path)}.swept.tmp`)
}

async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
    throw error
  })
  return names.filter((name) => pattern.test(name))
}
