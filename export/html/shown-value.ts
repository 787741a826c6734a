import type { FieldView } from '../../schemas/comparison.ts'
import { STATE_WORDS } from './codes.ts'
import { html, type Markup } from './markup.ts'
import type { Say } from './page.ts'

/** What stands in a cell: its value with the unit, else its state in a word, softly. */
export function shownValue({ value, state, unit }: Pick<FieldView, 'value' | 'state' | 'unit'>, say: Say): Markup {
  if (value === null) return html`<small>${say(...STATE_WORDS[state])}</small>`
  return html`${value}${unit === undefined ? null : html` <small>${unit}</small>`}`
}

/** A difference with its sign. */
export function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${value}`
}
