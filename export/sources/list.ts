import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openProblem } from '../../engines/source/load.ts'
import type { Unavailable } from '../outgoing.ts'

/** A file that may hold a report, as its user would write it; `inFolder`: nobody named it, it lay there. */
export type ReportPath = { readonly shown: string; readonly inFolder: boolean }

export type Listed = { readonly paths: readonly ReportPath[]; readonly problems: readonly Unavailable[] }

/**
 * The files that paths name, each once, in their order: files, and of folders the .json files that lie in them, by name,
 * not those in their folders. A folder without any is a problem.
 */
export function listReportPaths(named: readonly string[]): Listed {
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
      const inside = statSync(name).isDirectory() ? jsonFiles(name) : null
      if (inside?.length === 0) problems.push({ name, problem: NO_REPORTS })
      else if (inside) for (const file of inside) take(join(name, file), true)
      else take(name, false)
    } catch (error) {
      problems.push({ name, problem: openProblem(error) })
    }
  }
  return { paths, problems }
}

const NO_REPORTS = { code: 'file-missing', message: 'is a folder without reports' } as const

function jsonFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    .sort()
}
