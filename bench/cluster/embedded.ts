import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../test/support/sources.ts'

/** What one way of reading all documents took, processes' start included. */
export type Run = { readonly seconds: number; readonly pages?: number }

/** Reads the files with `extract`. */
export function readEmbedded(paths: readonly string[], out: string, jobs: number): Run {
  rmSync(out, { recursive: true, force: true })
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
  const started = performance.now()
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 1e8 })
  const seconds = (performance.now() - started) / 1000
  if (status !== 0 && status !== 3) throw new Error(`extract ended with ${status}: ${stderr}`)
  return { seconds }
}
