import { InvalidArgumentError } from 'commander'
import type { FormatName } from '../../export/formats.ts'
import type { Form } from '../../schemas/form.ts'
import type { DocumentState } from '../../store/schema.ts'
import { say } from '../language.ts'

export type ExportCommandOptions = {
  readonly format: FormatName | 'schema'
  readonly out?: string
  readonly batch?: string
  readonly state?: readonly DocumentState[]
  readonly sources?: readonly string[]
  readonly form: readonly Form[]
  readonly bom?: boolean
  readonly force?: boolean
  readonly quiet?: boolean
}

/** States of documents that have a report. */
export const STATES = ['done', 'review'] as const

/** Throws commander's InvalidArgumentError, which ends in one line and exit code 2. */
export function parseStates(text: string): readonly DocumentState[] {
  const names = text.split(',').map((name) => name.trim())
  const known = STATES.filter((state) => names.includes(state))
  if (known.length < new Set(names).size) {
    throw new InvalidArgumentError(say(`give some of ${STATES.join(',')}.`, `请从 ${STATES.join(',')} 中选择。`))
  }
  return known
}
