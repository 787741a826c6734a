import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { READER } from '../schemas/report.ts'
import type { RunSettings } from './protocol.ts'

/** The folders whose code decides what a report says. */
const READER_FOLDERS = ['schemas', 'pipeline', 'engines', 'workers']

/**
 * A hash over everything but the input that decides what a report says: the reader's name and version, its code and
 * the options. Reports made under another key are made again.
 */
export function runKey(settings: RunSettings): string {
  const { forms, reviewThreshold, pages, maxPages, models } = settings
  const options = {
    forms,
    reviewThreshold: reviewThreshold ?? null,
    pages: pages ?? null,
    maxPages,
    models: modelsFingerprint(models),
  }
  return createHash('sha256')
    .update(JSON.stringify([READER, codeFingerprint(), options]))
    .digest('hex')
}

/** Hash of the models given, by content; null where there are none, or none that can be read. */
export function modelsFingerprint(folder: string | undefined): string | null {
  if (folder === undefined) return null
  const hash = createHash('sha256')
  try {
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
    for (const name of files.map((file) => file.name).sort()) {
      hash.update(`${name}\n`).update(readFileSync(join(folder, name)))
    }
  } catch {
    return null
  }
  return hash.digest('hex')
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
