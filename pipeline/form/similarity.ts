import { LABEL_SIMILARITY } from '../thresholds.ts'

/**
 * How alike two canonical texts are, 0 … 1. 1 is equality; a fragment of a label scores by the share it covers, a label
 * with something added by the share it makes up; else twice the longest common subsequence over the lengths' sum
 * (the indel ratio of Levenshtein's family), or 0 where that cannot reach the least similarity anybody asks for.
 */
export function similarity(text: string, label: string): number {
  if (text === label) return text === '' ? 0 : 1
  if (text === '' || label === '') return 0
  const shorter = Math.min(text.length, label.length)
  if (shorter >= 3 || (shorter === 2 && Math.max(text.length, label.length) <= 4)) {
    if (label.includes(text)) return FRAGMENT_FLOOR + (1 - FRAGMENT_FLOOR - 0.01) * (text.length / label.length)
    if (text.includes(label)) return CONTAINED_FLOOR + (1 - CONTAINED_FLOOR - 0.01) * (label.length / text.length)
  }
  const most = (2 * shorter) / (text.length + label.length)
  if (most < LABEL_SIMILARITY || !sharesEnough(text, label)) return 0
  return (2 * commonSubsequence(text, label)) / (text.length + label.length)
}

// A fragment of three characters is weak evidence, a whole label inside a longer text (its group printed in front) strong.
const FRAGMENT_FLOOR = 0.5
const CONTAINED_FLOOR = 0.62

/** Whether enough of the shorter text's characters stand in the other at all; a bound that costs far less. */
function sharesEnough(text: string, label: string): boolean {
  const [short, long] = text.length < label.length ? [text, label] : [label, text]
  let shared = 0
  for (const c of short) if (long.includes(c)) shared++
  return (2 * shared) / (text.length + label.length) >= LABEL_SIMILARITY
}

function commonSubsequence(a: string, b: string): number {
  if (a.length > MOST_COMPARED || b.length > MOST_COMPARED) return 0
  const row = new Uint16Array(b.length + 1)
  for (let i = 0; i < a.length; i++) {
    let diagonal = 0
    for (let j = 0; j < b.length; j++) {
      const above = row[j + 1] ?? 0
      row[j + 1] = a[i] === b[j] ? diagonal + 1 : Math.max(above, row[j] ?? 0)
      diagonal = above
    }
  }
  return row[b.length] ?? 0
}

// Longer texts are prose; the longest official label has 41 characters.
const MOST_COMPARED = 90
