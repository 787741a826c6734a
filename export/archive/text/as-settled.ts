import type { Field } from '../../../schemas/report.ts'
import type { FieldHere } from './report-places.ts'

/** A passage's text as people settled it; `corrected` where it holds what a person said. */
export type Settled = { readonly text: string; readonly corrected: boolean }

/**
 * The text of a place with what people said of its fields: what was read of a field makes way for its value. Where it
 * cannot be told which part of the text a field is, the text stays as it was read.
 */
export function asSettled(text: string, fields: readonly FieldHere[]): Settled {
  let settled = text
  let corrected = false
  for (const { field } of fields) {
    if (!field.corrected) continue
    const raw = field.raw.trim()
    const alone = fields.length === 1 && (settled.trim() === raw || settled.trim() === '')
    if (alone) settled = printed(field)
    else if (raw !== '' && settled.split(raw).length === 2) settled = settled.replace(raw, () => printed(field))
    else continue
    corrected = true
  }
  return { text: settled, corrected }
}

function printed({ value, state, raw, read }: Field): string {
  if (value !== null) return String(value)
  if (state === 'dash') return read?.state === 'dash' ? raw : '—'
  return ''
}
