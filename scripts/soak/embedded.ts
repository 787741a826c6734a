import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { ROOT } from '../../test/support/sources.ts'

/** The reports that one undisturbed run of `nianbao extract` writes for these files: file name → bytes. */
export function extractAll(paths: readonly string[], out: string, jobs: number): ReadonlyMap<string, Buffer> {
  const command = [
    join(ROOT, 'cli', 'nianbao.js'),
    'extract',
    ...paths,
    '--out',
    out,
    '--quiet',
    '--jobs',
    String(jobs),
  ]
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 1e8 })
  if (status !== 0 && status !== 3) throw new Error(`the undisturbed run failed: ${stderr}`)
  const reportOf = (path: string) => join(out, `${basename(path, extname(path))}.json`)
  return new Map(paths.map((path) => [basename(path), readFileSync(reportOf(path))]))
}
