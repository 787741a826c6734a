import { constants } from 'node:fs'
import { access, mkdir, open, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Problem } from '../schemas/problem.ts'
import { openThrough, takeAfter, writeTarget } from './write-target.ts'

let written = 0

/**
 * Writes a file whole or not at all: into `workshop` (a folder on the same file system) under a name of its own, flushed
 * to the disk, then renamed over `path`. Whoever looks at `path` sees the old file or the new one, also after a power cut.
 * The temporary name ends in `writer`, by default the process id, so that what a killed run left can be told and swept;
 * a workshop that several machines or threads share takes a writer name that none of the others has. A link stays and
 * what it points at is replaced, beside which the temporary file then lies; permissions stay; devices and pipes are
 * written to. Throws system errors.
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  workshop: string,
  writer = String(process.pid),
): Promise<void> {
  const target = await writeTarget(path)
  if (target.through) return writeThrough(path, content)
  const beside = target.path === path ? workshop : dirname(target.path)
  const temporary = join(beside, `${written++}.${writer}.tmp`)
  try {
    const handle = await open(temporary, 'w')
    try {
      await takeAfter(handle, target.there)
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, target.path)
  } catch (error) {
    await unlink(temporary).catch(() => {})
    throw error
  }
}

async function writeThrough(path: string, content: string | Uint8Array): Promise<void> {
  const handle = await openThrough(path)
  try {
    await handle.writeFile(content)
  } finally {
    await handle.close()
  }
}

/** Flushes a folder's list of names, without which a rename may not survive a power cut. Where folders cannot be opened (Windows) the system does it. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => {})
  await handle?.close()
}

/**
 * Makes a folder with its parents. Throws the system's error of the first that could not be made; the recursive mkdir
 * of Node reports some of them, such as a read-only file system, as a folder that is missing.
 */
export async function makeFolder(folder: string): Promise<void> {
  const error = await tryMaking(folder)
  if (!error) return
  const parent = dirname(folder)
  if (error.code !== 'ENOENT' || parent === folder) throw error
  if (!(await isFolder(parent))) await makeFolder(parent)
  // Another process may have made the parent just now. Some file systems, such as /proc, say "missing" of what they do
  // not let anybody make, and say it again.
  const again = await tryMaking(folder)
  if (again) throw again
}

async function tryMaking(folder: string): Promise<NodeJS.ErrnoException | null> {
  try {
    await mkdir(folder)
    return null
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EEXIST' && (await isFolder(folder)) ? null : (error as Error)
  }
}

async function isFolder(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => null)
  return stats?.isDirectory() ?? false
}

/** A folder that can be written, made where there is none; else a problem. `option` named it. */
export async function writableFolder(folder: string, option: string): Promise<Problem | null> {
  try {
    await makeFolder(folder)
    await access(folder, constants.W_OK)
    return null
  } catch (error) {
    return outputProblem(error, folder, option)
  }
}

/**
 * The failure to write `target` as a problem; disk full and no permission have codes of their own. `option` named it; null
 * where it was there already and none did.
 */
export function outputProblem(error: unknown, target: string, option: string | null = '--out'): Problem {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return { code: 'output-disk-full', message: `no room left to write ${target}; free some space and run again` }
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return {
      code: 'output-denied',
      message: `${target} may not be written by this user; ${option === null ? 'check its permissions' : `choose another ${option}`}`,
    }
  }
  if (code === 'EEXIST' || code === 'ENOTDIR') {
    return {
      code: 'output-failed',
      message: `${target} is a file, not a folder; ${option === null ? 'move it away' : `choose another ${option}`}`,
    }
  }
  if (code === 'EISDIR') return { code: 'output-failed', message: `${target} is a folder; move it away` }
  return { code: 'output-failed', message: `${target} could not be written (${code || (error as Error).message})` }
}
