import type { Truth } from '../../schemas/truth.ts'
import { type Accuracy, accuracyOf, type JudgedDocument } from './accuracy.ts'

/** What accuracy can be told by; `condition` is another word for the truths' `level`. */
export const GROUPINGS = ['level', 'condition', 'trait', 'name', 'none'] as const
export type Grouping = (typeof GROUPINGS)[number]

export type Group = { readonly key: string; readonly accuracy: Accuracy }

/** A judged document with what it is grouped by. */
export type NamedDocument = JudgedDocument & { readonly name: string; readonly truth: Truth }

/** Accuracy of each group in the order of their keys, then of all. A document with several traits counts in several groups. */
export function groupAccuracy(documents: readonly NamedDocument[], by: Grouping): readonly Group[] {
  const members = new Map<string, NamedDocument[]>()
  for (const document of documents) {
    for (const key of keysOf(document, by)) members.set(key, [...(members.get(key) ?? []), document])
  }
  const keys = [...members.keys()].sort((a, b) => (a < b ? -1 : 1))
  return [...keys.map((key) => ({ key, accuracy: accuracyOf(members.get(key)!) })), all(documents)]
}

function all(documents: readonly NamedDocument[]): Group {
  return { key: 'all', accuracy: accuracyOf(documents) }
}

function keysOf({ name, truth }: NamedDocument, by: Grouping): readonly string[] {
  if (by === 'level' || by === 'condition') return [truth.level ?? UNTOLD]
  if (by === 'trait') return truth.traits && truth.traits.length > 0 ? truth.traits : [UNTOLD]
  return by === 'name' ? [name] : []
}

/** Key of documents whose truth does not say. */
const UNTOLD = '–'
