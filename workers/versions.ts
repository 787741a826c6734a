import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Form } from '../schemas/form.ts'
import { READER } from '../schemas/report.ts'
import { closureOf, type ReadCode } from './code-closure.ts'
import { modelsFingerprint } from './fingerprint.ts'
import { packagesOf } from './package-versions.ts'

/** What page readings and reports are made with: they are made again under another. */
export type Versions = { readonly reader: string; readonly rules: string }

const ROOT = new URL('../', import.meta.url)
const EXTENSION = import.meta.url.endsWith('.ts') ? 'ts' : 'js'

/** Where the two halves of the road begin: what gives a page's reading, and what makes a report of them. */
const READING = `engines/source/open.${EXTENSION}`
const ASSEMBLING = `workers/readers/assemble-report.${EXTENSION}`

/**
 * The version of the half that reads pages, "nianbao/1.2.3+0123456789ab": of its code, the packages that it uses and the
 * models given (by content). The same on every machine with the same installation.
 */
export function readerVersion(models?: string, read: ReadCode = readCode): string {
  return `${READER}+${digest([codeVersion(READING, read), models === undefined ? null : modelsFingerprint(models)])}`
}

/** The version of what makes a report of page readings, twelve hex digits: code, packages, forms and review threshold. */
export function rulesVersion(forms: readonly Form[], reviewThreshold?: number, read: ReadCode = readCode): string {
  return digest([codeVersion(ASSEMBLING, read), forms, reviewThreshold ?? null])
}

const known = new Map<string, string>()

/** Code does not change while it runs: each half is looked at once. */
function codeVersion(entry: string, read: ReadCode): string {
  const before = read === readCode ? known.get(entry) : undefined
  if (before !== undefined) return before
  const files = closureOf([entry], read)
  const version = digest([[...files], packagesOf(files.values(), ROOT)])
  if (read === readCode) known.set(entry, version)
  return version
}

function readCode(path: string): string | null {
  try {
    return readFileSync(new URL(path, ROOT), 'utf8')
  } catch {
    return null
  }
}

function digest(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12)
}
