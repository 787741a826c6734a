import { type EntryFault, entryFault } from '../../../pipeline/correct/entry-fault.ts'
import { parseEntry } from '../../../pipeline/correct/parse-entry.ts'
import { parseValue } from '../../../pipeline/read/value.ts'
import { squash } from '../../../pipeline/report/recognition.ts'
import { organizationIn } from '../../../pipeline/report/title-organization.ts'
import { titleYear } from '../../../pipeline/report/title-year.ts'
import type { CorrectedValue } from '../../../schemas/correction.ts'
import type { Box } from '../../../schemas/geometry.ts'
import type { Field } from '../../../schemas/report.ts'

/** What a person is about to say of a cell: characters typed so far, or a value chosen by one key. */
export type Draft = {
  readonly text: string
  readonly chosen: CorrectedValue | null
  /** Where the cell stands, shown by hand because the reading has no such cell. */
  readonly place?: { readonly page: number; readonly box: Box }
}

export const NOTHING: Draft = { text: '', chosen: null }

/** Whether a field holds words or a date, where the others hold figures. */
export function isText(field: string): boolean {
  return field === 'document.organization' || field === 'document.signedOn'
}

/** What a draft says; null where it says nothing that can stand in this field. */
export function meantBy(field: string, draft: Draft): CorrectedValue | null {
  const value = draft.chosen ?? typed(field, draft.text.trim())
  const { place } = draft
  return value && place ? { ...value, page: place.page, box: [...place.box] } : value
}

function typed(field: string, text: string): CorrectedValue | null {
  if (text === '') return null
  const { value, state } = parseEntry(text, field)
  if (faultOf(field, text)) return null
  if (isText(field)) return { value, state }
  // A share or a figure with a note is printed in some cells; other words are a slip of the hand.
  if (state === 'text' && !/^\d.*%$/u.test(text)) return null
  return { value, state }
}

/** Why what is typed cannot stand in its field; null where it can, or where it is no figure at all. */
export function faultOf(field: string, text: string): EntryFault | null {
  return text.trim() === '' ? null : entryFault(parseEntry(text, field), field)
}

/** What is accepted where nobody typed anything: the field as it is shown. */
export function asShown(field: Pick<Field, 'value' | 'state'>): CorrectedValue {
  return { value: field.value, state: field.state }
}

/** What one reader saw, as a value. Of agency and year it saw the whole title. */
export function fromReading(field: string, raw: string): CorrectedValue {
  const { value, state } = isText(field) ? parseEntry(inTitle(field, raw), field) : parseValue(inTitle(field, raw))
  return { value, state }
}

/** The part of a reading that its field is about: of a title, the agency or the year. */
export function inTitle(field: string, raw: string): string {
  const title = squash(raw)
  if (field === 'document.organization') return organizationIn(title) || raw
  return field === 'document.year' ? (titleYear(title)?.year ?? raw) : raw
}

/** What a candidate or suggestion says; null among candidates stands for a blank cell. */
export function fromCandidate(value: number | string | null): CorrectedValue {
  if (value === null) return { value: null, state: 'blank' }
  return { value, state: typeof value === 'number' ? 'number' : 'text' }
}

/** Whether two values say the same. */
export function sameValue(
  a: Pick<CorrectedValue, 'value' | 'state'>,
  b: Pick<CorrectedValue, 'value' | 'state'>,
): boolean {
  return a.state === b.state && a.value === b.value
}
