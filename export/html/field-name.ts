import type { FieldLabel } from '../../pipeline/compare/labels.ts'
import { html, type Markup } from './markup.ts'

/** A field's printed place with its id below. */
export function fieldName(id: string, labels: ReadonlyMap<string, FieldLabel>): Markup {
  const label = labels.get(id)
  return label ? html`${label.row} · ${label.column}<br><code>${id}</code>` : html`<code>${id}</code>`
}
