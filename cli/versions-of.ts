import { readerVersion, rulesVersion, type Versions } from '../workers/versions.ts'
import { formsOf, type RuleOptions } from './reading-options.ts'

/** The versions of reader and rules that these options, and this program, come to. */
export function versionsOf(options: RuleOptions): Versions {
  return { reader: readerVersion(options.models), rules: rulesVersion(formsOf(options), options.reviewThreshold) }
}
