import { constants, type Stats } from 'node:fs'
import { type FileHandle, open, readlink, realpath, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/**
 * Where bytes for a path go. `there`: the regular file that stands at its end, null where there is none yet. `through`:
 * it is a device or a pipe, which takes bytes and must not be replaced by a file.
 */
export type WriteTarget = { readonly path: string; readonly there: Stats | null; readonly through: boolean }

/** Links that are followed before they are taken for a circle, as Linux has it. */
const MOST_LINKS = 40

/** Follows links to what they point at, there or not yet; links stay. Throws system errors, EISDIR for a folder. */
export async function writeTarget(path: string): Promise<WriteTarget> {
  const there = await stat(path).catch(nullIfMissing)
  if (there?.isDirectory()) throw Object.assign(new Error(path), { code: 'EISDIR' })
  // What a system offers below these names is open already: a file that standard output goes to is somebody's, too.
  const open = /^\/(?:dev|proc)\//.test(resolve(path))
  if (there && (open || !there.isFile())) return { path, there: null, through: true }
  return { path: await endOfLinks(path), there, through: false }
}

/** Opens a device, pipe or open file for more bytes, as it is: nothing is made and nothing cut off. */
export function openThrough(path: string): Promise<FileHandle> {
  return open(path, constants.O_WRONLY | constants.O_APPEND)
}

/** Gives a new file the owner, where that is allowed, and the permissions of the one that it is going to replace. */
export async function takeAfter(handle: FileHandle, there: Stats | null): Promise<void> {
  if (!there) return
  if (there.uid !== process.getuid?.()) await handle.chown(there.uid, there.gid).catch(() => {})
  await handle.chmod(there.mode & 0o777)
}

async function endOfLinks(path: string): Promise<string> {
  let end = path
  for (let count = 0; count < MOST_LINKS; count++) {
    const next = await readlink(end).catch(() => null)
    if (next === null) return end
    end = resolve(await realpath(dirname(end)), next)
  }
  return end
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
