import type { LastWord } from '../../store/review/open-items.ts'
import type { Stale } from '../api/review.ts'
import type { Said } from './same.ts'

type Conflict = Stale['conflicts'][number]

/** Refuses answers, telling both versions of each. */
export function stale(message: string, conflicts: readonly Conflict[]): Stale {
  return { code: 'stale', message, conflicts: [...conflicts] }
}

/** What somebody says now, and the last word on it; `owner` has the document where nobody said anything. */
export function conflictOf(
  subject: string,
  yours: Said | null,
  word: LastWord | undefined,
  owner: { readonly who: string; readonly at: number } = { who: '', at: 0 },
): Conflict {
  if (!word) return { subject, yours, theirs: null, ...owner, id: '' }
  return { subject, yours, theirs: JSON.parse(word.after_json) as Said | null, who: word.who, at: word.at, id: word.id }
}
