import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from '../../test/support/sources.ts'

/** Reads the files with one run of `nianbao extract`. Throws with what it said unless it ended as it should. */
export function runExtract(paths: readonly string[], out: string, jobs: number): void {
  const words = ['extract', ...paths, '--out', out, '--quiet', '--jobs', String(jobs)]
  const command = [join(ROOT, 'cli', 'nianbao.js'), ...words]
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 1e8 })
  if (status !== 0 && status !== 3) throw new Error(`extract ended with ${status}: ${stderr}`)
}
