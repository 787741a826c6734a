import { createHash } from 'node:crypto'
import { readdir, readFile, unlink } from 'node:fs/promises'
import { join, posix, relative, sep } from 'node:path'
import type { Problem } from '../schemas/problem.ts'
import type { ClosedFolder } from './outgoing.ts'

/** What a manifest told of files, checksums by path, relative to the manifest's folder. */
export type Listed = ReadonlyMap<string, string>

export type StraySearch = ClosedFolder & {
  readonly root: string
  /** Paths that were written, relative to `root`. */
  readonly written: ReadonlySet<string>
  /** What the manifest told before. */
  readonly before: Listed | undefined
  /** Takes away what an earlier run left: files that are as the manifest had them. */
  readonly remove: boolean
}

/**
 * A file in a folder of its own that is none of those written there: it makes a bag invalid. The first such as a problem,
 * null where there is none. Throws system errors.
 */
export async function findStray({
  root,
  folder,
  manifest,
  written,
  before,
  remove,
}: StraySearch): Promise<Problem | null> {
  const base = posix.dirname(manifest)
  const strays: string[] = []
  for (const path of await filesIn(root, folder)) {
    if (written.has(path)) continue
    const sha256 = before?.get(posix.relative(base, path))
    const ours = remove && sha256 !== undefined && sha256 === (await hashOf(join(root, path)))
    if (ours) await unlink(join(root, path))
    else strays.push(path)
  }
  if (strays.length === 0) return null
  const more = strays.length > 1 ? ` and ${strays.length - 1} more` : ''
  return {
    code: 'output-failed',
    message: `${join(root, strays[0]!)}${more} is not of this bag and makes it invalid; move it away`,
  }
}

/** What the manifest at `path` tells; nothing where there is none. */
export async function listedIn(path: string): Promise<Listed> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return new Map(text.split('\n').flatMap((line) => (line === '' ? [] : [[line.slice(66), line.slice(0, 64)]])))
}

async function filesIn(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

async function hashOf(path: string): Promise<string | null> {
  const bytes = await readFile(path).catch(() => null)
  return bytes && createHash('sha256').update(bytes).digest('hex')
}
