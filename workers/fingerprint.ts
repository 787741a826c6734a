import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { READER } from '../schemas/report.ts'
import { codeVersion, digest } from './code-version.ts'
import type { RunSettings } from './protocol.ts'

/** Where the code begins that decides what a report says. */
const READING_AND_ASSEMBLING = 'workers/read-input'

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
  return digest([READER, codeVersion(READING_AND_ASSEMBLING), options])
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
