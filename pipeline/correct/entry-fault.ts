import type { CorrectedValue } from '../../schemas/correction.ts'

/** What an entry is not, though its field asks for it. */
export type EntryFault = 'not-a-year' | 'not-a-date'

const YEARS = [1900, 2100] as const

/**
 * Why an entry cannot stand in its field: a year of a report has four digits, its signing date is a day that there is.
 * Null where it can, as blanks, dashes and all else that is no content can.
 */
export function entryFault(
  { value, state }: Pick<CorrectedValue, 'value' | 'state'>,
  subject: string,
): EntryFault | null {
  if (state !== 'number' && state !== 'text') return null
  if (subject === 'document.year') return isYear(value) ? null : 'not-a-year'
  if (subject === 'document.signedOn') return isDay(value) ? null : 'not-a-date'
  return null
}

function isYear(value: CorrectedValue['value']): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= YEARS[0] && value <= YEARS[1]
}

/** Dates are kept as ISO 8601 once they were understood; whatever else is kept was not. */
function isDay(value: CorrectedValue['value']): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/u.test(value)
}
