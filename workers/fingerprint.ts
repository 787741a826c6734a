import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { READER } from '../schemas/report.ts'
import type { RunSettings } from './protocol.ts'

/** The folders whose code decides what a report says. */
const READER_FOLDERS = ['schemas', 'pipeline', 'engines', 'workers']

/**
 * A hash over everything but the input that decides what a report says: the reader's name and version, its code and
 * the options. Reports made under another key are made again.
 */
export function runKey(settings: RunSettings): string {
  const { forms, reviewThreshold, pages, maxPages } = settings
  const options = { forms, reviewThreshold: reviewThreshold ?? null, pages: pages ?? null, maxPages }
  return createHash('sha256')
    .update(JSON.stringify([READER, codeFingerprint(), options]))
    .digest('hex')
}

/** Hash of the reader's code, as it runs (sources in a checkout, compiled files in the package). */
export function codeFingerprint(): string {
  const root = new URL('../', import.meta.url)
  const hash = createHash('sha256')
  for (const folder of READER_FOLDERS) {
    const names = readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    for (const name of names.sort()) {
      if (/\.(ts|js|json)$/.test(name) && !name.endsWith('.d.ts')) {
        hash.update(`${folder}/${name}\n`).update(readFileSync(new URL(`${folder}/${name}`, root)))
      }
    }
  }
  return hash.digest('hex')
}
