import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { loadFile, openProblem } from '../../engines/source/load.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { Report } from '../../schemas/report.ts'
import type { Original } from '../outgoing.ts'
import type { Reread } from './original.ts'

/** Largest original that is opened, in bytes, as `extract` has it where nobody says otherwise. */
const LARGEST = 256 * 1024 ** 2

/**
 * Finds the files that reports were made from in folders and theirs, by their content's hash, and reads them again.
 * Those that still have the name they were read under are looked at first, the others only once.
 */
export function originalsIn(
  folders: readonly string[],
  reread: Reread,
): (report: Report) => Promise<Original | Problem> {
  const find = finder(folders)
  return async (report) => {
    const bytes = find(report.source)
    if ('code' in bytes) return bytes
    const readings = await reread(bytes, report)
    return 'code' in readings ? readings : { bytes, readings }
  }
}

function finder(folders: readonly string[]): (source: Report['source']) => Uint8Array | Problem {
  const byHash = new Map<string, string>()
  let unseen: Map<string, string[]> | null = null
  const look = (path: string, sha256: string): Uint8Array | null => {
    const bytes = loadFile(path, LARGEST)
    if ('code' in bytes) return null
    const hash = createHash('sha256').update(bytes).digest('hex')
    byHash.set(hash, path)
    return hash === sha256 ? bytes : null
  }
  return ({ name, sha256 }) => {
    try {
      unseen ??= Map.groupBy(folders.flatMap(filesIn), (path) => basename(path))
    } catch (error) {
      return openProblem(error)
    }
    const known = byHash.get(sha256)
    const there = known === undefined ? null : look(known, sha256)
    if (there) return there
    for (const candidate of [name, ...unseen.keys()]) {
      const paths = unseen.get(candidate) ?? []
      while (paths.length > 0) {
        const bytes = look(paths.shift()!, sha256)
        if (bytes) return bytes
      }
      unseen.delete(candidate)
    }
    return { code: 'file-missing', message: `its original, ${name}, is not in ${folders.join(', ')}` }
  }
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
