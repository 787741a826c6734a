import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { closureOf, type ReadCode } from './code-closure.ts'
import { packagesOf } from './package-versions.ts'

const ROOT = new URL('../', import.meta.url)
const EXTENSION = import.meta.url.endsWith('.ts') ? 'ts' : 'js'

const known = new Map<string, string>()

/**
 * Hash (64 hex digits) of all code that runs when `entry` runs, a path from the root without its extension, as it runs
 * (sources in a checkout, compiled files in a package), and of the versions of the packages that it names. Code does not
 * change while it runs: it is looked at once.
 */
export function codeVersion(entry: string, read: ReadCode = readCode): string {
  const before = read === readCode ? known.get(entry) : undefined
  if (before !== undefined) return before
  const files = closureOf([`${entry}.${EXTENSION}`], read)
  const version = digest([[...files], packagesOf(files.values(), ROOT)])
  if (read === readCode) known.set(entry, version)
  return version
}

/** Hash (64 hex digits) of plain data. */
export function digest(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

function readCode(path: string): string | null {
  try {
    return readFileSync(new URL(path, ROOT), 'utf8')
  } catch {
    return null
  }
}
