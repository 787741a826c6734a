import type { Form } from '../schemas/form.ts'
import { READER } from '../schemas/report.ts'
import type { ReadCode } from './code-closure.ts'
import { codeVersion, digest } from './code-version.ts'
import { modelsFingerprint } from './fingerprint.ts'

/** What page readings and reports are made with: they are made again under another. */
export type Versions = { readonly reader: string; readonly rules: string }

/** Where the two halves of the road begin: what gives a page's reading, and what makes a report of them. */
const READING = 'engines/source/open'
const ASSEMBLING = 'workers/readers/assemble-report'

const DIGITS = 12

/**
 * The version of the half that reads pages, "nianbao/1.2.3+0123456789ab": of its code, the packages that it uses and the
 * models given (by content). The same on every machine with the same installation.
 */
export function readerVersion(models?: string, read?: ReadCode): string {
  const parts = [codeVersion(READING, read), models === undefined ? null : modelsFingerprint(models)]
  return `${READER}+${digest(parts).slice(0, DIGITS)}`
}

/** The version of what makes a report of page readings, twelve hex digits: code, packages, forms and review threshold. */
export function rulesVersion(forms: readonly Form[], reviewThreshold?: number, read?: ReadCode): string {
  return digest([codeVersion(ASSEMBLING, read), forms, reviewThreshold ?? null]).slice(0, DIGITS)
}
