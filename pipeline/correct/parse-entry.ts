import type { CorrectedValue } from '../../schemas/correction.ts'
import { parseValue } from '../read/value.ts'
import { dateIn } from '../report/signed.ts'

/**
 * What somebody typed for a field, as cells are read: `1,204`, `12 万元` and full-width figures are numbers, `/` and `—` a
 * dash, nothing is a blank, `?` is unreadable, all else the text that it is. The agency is always a text; a signing date
 * becomes ISO 8601 where it is one. Whether its field can hold it is told by `entryFault`.
 */
export function parseEntry(text: string, subject = ''): CorrectedValue {
  const folded = text.normalize('NFKC').trim()
  if (folded === '') return { value: null, state: 'blank' }
  if (/^[?\ufffd]+$/u.test(folded)) return { value: null, state: 'unreadable' }
  if (subject === 'document.organization') return { value: text.trim(), state: 'text' }
  if (subject === 'document.signedOn') return dateOf(text, folded)
  if (subject === 'document.year') {
    const year = /^(20\d\d)\s*(?:年度?)?$/u.exec(folded)?.[1]
    if (year !== undefined) return { value: Number(year), state: 'number' }
  }
  const { value, state } = parseValue(text)
  return { value, state }
}

function dateOf(text: string, folded: string): CorrectedValue {
  const date = dateIn(folded.replace(/^(\d{4})(\d\d)(\d\d)$/u, '$1-$2-$3'))
  if (date !== null) return { value: date, state: 'text' }
  const { value, state } = parseValue(text)
  return state === 'dash' ? { value, state } : { value: text.trim(), state: 'text' }
}
