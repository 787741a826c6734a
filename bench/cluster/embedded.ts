import { rmSync } from 'node:fs'
import { runExtract } from '../../scripts/soak/run-extract.ts'

/** What one way of reading all documents took, processes' start included. */
export type Run = { readonly seconds: number; readonly pages?: number }

/** Reads the files with `extract`. */
export function readEmbedded(paths: readonly string[], out: string, jobs: number): Run {
  rmSync(out, { recursive: true, force: true })
  const started = performance.now()
  runExtract(paths, out, jobs)
  return { seconds: (performance.now() - started) / 1000 }
}
