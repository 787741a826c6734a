import { type Dirent, opendirSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { openProblem } from '../../engines/source/load.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { Unavailable } from '../outgoing.ts'
import { packed } from './packed.ts'
import { pathList, type ReportPaths } from './path-list.ts'

export type Listed = { readonly paths: ReportPaths; readonly problems: readonly Unavailable[] }

/**
 * The files that paths name, each once, in their order: files, and of folders all .json files that they and their folders
 * hold, by name; hidden ones are passed over. A folder without any is a problem. `except`: a folder that is written, which
 * is not looked into unless it was named.
 */
export function listReportPaths(named: readonly string[], except?: string): Listed {
  const paths = pathList()
  const problems: Unavailable[] = []
  const taken = overlap(named) ? new Set<string>() : null
  const take = (folder: string | null, name: string) => {
    const path = taken && resolve(folder ?? '', name)
    if (path !== null && taken?.has(path)) return
    if (path !== null) taken?.add(path)
    paths.add(folder, name)
  }
  for (const name of named) {
    try {
      if (!statSync(name).isDirectory()) {
        take(null, name)
        continue
      }
      let found = false
      const seen = except === undefined ? new Set<string>() : places(except)
      for (const place of places(name)) seen.delete(place)
      eachJsonFile(name, {
        seen,
        onFile(folder, file) {
          found = true
          take(folder, file)
        },
        onProblem: (folder, problem) => problems.push({ name: folder, problem }),
      })
      if (!found) problems.push({ name, problem: NO_REPORTS })
    } catch (error) {
      problems.push({ name, problem: openProblem(error) })
    }
  }
  return { paths, problems }
}

const NO_REPORTS = { code: 'file-missing', message: 'is a folder without reports' } as const

/** Whether a path is named twice, or lies in another one that is: only then can a file come twice. */
function overlap(named: readonly string[]): boolean {
  const all = new Set(named.map((name) => resolve(name)))
  if (all.size < named.length) return true
  return [...all].some((path) => {
    for (let at = dirname(path), from = path; at !== from; from = at, at = dirname(at)) if (all.has(at)) return true
    return false
  })
}

/** Where a folder is by its name, and where it really is. */
function places(folder: string): Set<string> {
  try {
    return new Set([resolve(folder), realpathSync(folder)])
  } catch {
    return new Set([resolve(folder)])
  }
}

type Walk = {
  /** Folders not to look into; those that were looked into join them, where they really are. */
  readonly seen: Set<string>
  readonly onFile: (folder: string, name: string) => void
  readonly onProblem: (folder: string, problem: Problem) => void
}

function eachJsonFile(folder: string, walk: Walk): void {
  const { seen, onFile, onProblem } = walk
  const place = realpathSync(folder)
  if (seen.has(place) || seen.has(resolve(folder))) return
  seen.add(place)
  const { names, folders } = entriesOf(folder)
  for (const at of names.order()) {
    const name = names.at(at)
    if (!folders.has(name)) {
      onFile(folder, name)
      continue
    }
    const path = join(folder, name)
    try {
      eachJsonFile(path, walk)
    } catch (error) {
      onProblem(path, openProblem(error))
    }
  }
}

/** Names of .json files and of folders; entry by entry, since a folder may hold a hundred thousand. */
function entriesOf(folder: string) {
  const names = packed()
  const folders = new Set<string>()
  const directory = opendirSync(folder, { bufferSize: 256 })
  try {
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
      const { name } = entry
      if (name.startsWith('.')) continue
      if (isFolder(entry, join(folder, name))) folders.add(name)
      else if (!name.endsWith('.json')) continue
      names.add(name)
    }
  } finally {
    directory.closeSync()
  }
  return { names, folders }
}

function isFolder(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory()
  try {
    return statSync(path).isDirectory()
  } catch {
    // Where it leads nowhere, or back to itself, opening it tells that.
    return false
  }
}
