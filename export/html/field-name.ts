import { type FieldLabel, shortName } from '../../pipeline/compare/labels.ts'
import { html, type Markup } from './markup.ts'

/** A field's printed place in a few words, with its id below. */
export function fieldName(id: string, labels: ReadonlyMap<string, FieldLabel>): Markup {
  return labels.has(id) ? html`${shortName(id, labels)}<br><code>${id}</code>` : html`<code>${id}</code>`
}
