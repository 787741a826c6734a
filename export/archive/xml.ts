import { escapeMarkup } from '../escape.ts'
import { legible } from './text/legible.ts'

/** Text as an attribute's value or an element's text holds it, whatever it holds. */
export function escaped(text: string): string {
  return escapeMarkup(legible(text))
}

/** An element's attributes in the order given, those without a value left out. */
export function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .flatMap(([name, value]) => (value === undefined || value === '' ? [] : [` ${name}="${escaped(String(value))}"`]))
    .join('')
}
