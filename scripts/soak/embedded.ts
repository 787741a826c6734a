import { readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { runExtract } from './run-extract.ts'

/** The reports that one undisturbed run of `nianbao extract` writes for these files: file name → bytes. */
export function extractAll(paths: readonly string[], out: string, jobs: number): ReadonlyMap<string, Buffer> {
  runExtract(paths, out, jobs)
  const reportOf = (path: string) => join(out, `${basename(path, extname(path))}.json`)
  return new Map(paths.map((path) => [basename(path), readFileSync(reportOf(path))]))
}
