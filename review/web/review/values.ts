import type { CorrectedValue } from '../../../schemas/correction.ts'
import type { Check } from '../../../schemas/report.ts'
import { t, told } from '../text/index.ts'

/** A value in words, as it is announced and listed: figures as they are, everything else named. */
export function valueText({ value, state }: Pick<CorrectedValue, 'value' | 'state'>): string {
  if (state === 'number' || state === 'text') return String(value ?? '')
  return told('state', state)
}

/** A value as it stands in a cell of the table: blanks are blank, dashes are dashes. */
export function cellText({ value, state }: Pick<CorrectedValue, 'value' | 'state'>): string {
  if (state === 'number' || state === 'text') return String(value ?? '')
  return state === 'dash' ? '—' : state === 'blank' ? '' : state === 'missing' ? '∅' : '？'
}

/** What an equation says; a form of one's own says it in its own words. */
export function ruleText({ id, rule }: Pick<Check, 'id' | 'rule'>): string {
  return told('rule', id.split('.')[0] ?? '', rule)
}

/** Why a field is in review, in words. */
export function reasonText(reason: string): string {
  return told('reason', reason)
}

/** Who read it. */
export function readerText(reader: string): string {
  return told('reader', reader)
}

/** A probability in per cent; nothing is ever 100 %. */
export function percent(share: number, digits = 0): string {
  const value = share * 100
  const most = 100 - 10 ** -digits
  return t('percent', { value: (share < 1 ? Math.min(value, most) : value).toFixed(digits) })
}
