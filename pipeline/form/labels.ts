import { canonical } from '../read/canonical.ts'
import { LABEL_PARTS, LABEL_SURE } from '../thresholds.ts'
import { type RowRef, rowSimilarities } from './vocabulary.ts'

/** The last one, two … parts of a label run together, canonical. */
export function tails(labels: readonly string[]): string[] {
  const texts: string[] = []
  let text = ''
  for (let i = labels.length - 1; i >= Math.max(0, labels.length - LABEL_PARTS); i--) {
    text = canonical(labels[i]!) + text
    texts.push(text)
  }
  return texts
}

/** Whether a label, or its last parts, is one that the forms print for a row. */
export function isRow(labels: readonly string[], rows: readonly RowRef[]): boolean {
  return tails(labels).some((text) => rowSimilarities(text, rows).some((value) => value >= LABEL_SURE))
}
