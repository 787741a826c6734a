import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openProblem } from '../../engines/source/load.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { Unavailable } from '../outgoing.ts'

/** A file that may hold a report, as its user would write it; `inFolder`: nobody named it, it lay there. */
export type ReportPath = { readonly shown: string; readonly inFolder: boolean }

export type Listed = { readonly paths: readonly ReportPath[]; readonly problems: readonly Unavailable[] }

/**
 * The files that paths name, each once, in their order: files, and of folders all .json files that they and their folders
 * hold, by name; hidden ones are passed over. A folder without any is a problem. `except`: a folder that is written, which
 * is not looked into unless it was named.
 */
export function listReportPaths(named: readonly string[], except?: string): Listed {
  const paths: ReportPath[] = []
  const problems: Unavailable[] = []
  const seen = new Set<string>()
  const take = (shown: string, inFolder: boolean) => {
    const path = resolve(shown)
    if (!seen.has(path)) paths.push({ shown, inFolder })
    seen.add(path)
  }
  for (const name of named) {
    try {
      if (!statSync(name).isDirectory()) {
        take(name, false)
        continue
      }
      const folders = new Set<string>(except === undefined ? [] : [resolve(except)])
      folders.delete(resolve(name))
      const inside = jsonFiles(name, folders, (folder, problem) => problems.push({ name: folder, problem }))
      if (inside.length === 0) problems.push({ name, problem: NO_REPORTS })
      for (const file of inside) take(file, true)
    } catch (error) {
      problems.push({ name, problem: openProblem(error) })
    }
  }
  return { paths, problems }
}

const NO_REPORTS = { code: 'file-missing', message: 'is a folder without reports' } as const

/** `seen`: folders not to look into, where they really are; those that were looked into join them. */
function jsonFiles(
  folder: string,
  seen: Set<string>,
  onProblem: (folder: string, problem: Problem) => void,
): readonly string[] {
  const place = realpathSync(folder)
  if (seen.has(place) || seen.has(resolve(folder))) return []
  seen.add(place)
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.name.startsWith('.')) return []
    if (!isFolder(entry, path)) return entry.name.endsWith('.json') ? [path] : []
    try {
      return jsonFiles(path, seen, onProblem)
    } catch (error) {
      onProblem(path, openProblem(error))
      return []
    }
  })
}

function isFolder(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory()
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
