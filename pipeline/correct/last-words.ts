import type { CorrectedValue, Correction, TableMark } from '../../schemas/correction.ts'

/** What people say of a document, by subject: of fields, of tables, and subjects of which what they say makes no sense. */
export type LastWords = {
  readonly fields: ReadonlyMap<string, CorrectedValue>
  readonly tables: ReadonlyMap<string, TableMark>
  readonly senseless: readonly string[]
}

/**
 * What counts of corrections, which come in the order in which they were said: the last one of a subject, if not null;
 * subjects in the order of these last words, since marks of the same lines come one after the other.
 */
export function lastWords(corrections: readonly Correction[]): LastWords {
  const last = new Map<string, Correction['after']>()
  for (const { subject, after } of corrections) {
    last.delete(subject)
    last.set(subject, after)
  }
  const fields = new Map<string, CorrectedValue>()
  const tables = new Map<string, TableMark>()
  const senseless: string[] = []
  for (const [subject, after] of last) {
    if (after === null) continue
    const ofTable = subject.startsWith('table:')
    if ('form' in after && ofTable) tables.set(subject, after)
    else if ('state' in after && !ofTable && isSensible(after)) fields.set(subject, after)
    else senseless.push(subject)
  }
  return { fields, tables, senseless }
}

/** Whether a value is one that its state allows: a figure for a number, words for a text, nothing for all else. */
export function isSensible({ value, state }: Pick<CorrectedValue, 'value' | 'state'>): boolean {
  if (state === 'number') return typeof value === 'number' && Number.isFinite(value)
  if (state === 'text') return typeof value === 'string' && value.trim() !== ''
  return value === null
}
