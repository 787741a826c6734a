import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'

/** One subject of what somebody sent under a key: the correction that says it, null where it only agreed with what stood. */
export type KeyedLine = { readonly field: string; readonly at: number; readonly correction: string | null }

export type KeyedOrder = {
  readonly document: string
  readonly who: string
  /** The sender's own name for what it sends; letters, digits, `-` and `_`. */
  readonly key: string
  /** How the audit log calls what came of it. */
  readonly actions: readonly string[]
}

/** What came of something that was sent under a key, as the audit log has it; empty where it never arrived. */
export async function linesOfKey(k: Transaction<Schema>, order: KeyedOrder): Promise<KeyedLine[]> {
  const { document, who, key, actions } = order
  const rows = await k
    .selectFrom('audit_log')
    .select(['field', 'at', 'detail_json'])
    .where('document', '=', document)
    .where('who', '=', who)
    .where('action', 'in', actions)
    .where('detail_json', 'like', `%"key":"${key}"%`)
    .orderBy('id')
    .execute()
  return rows.flatMap(({ field, at, detail_json }) => {
    const detail = JSON.parse(detail_json) as { readonly key?: unknown; readonly correction?: string | null }
    // To the database an underscore stands for any character.
    return field !== null && detail.key === key ? [{ field, at, correction: detail.correction ?? null }] : []
  })
}

/** The last correction of each subject, as the sender is told of it. */
export function correctionsIn(lines: readonly KeyedLine[]): Record<string, string> {
  return Object.fromEntries(
    lines.flatMap(({ field, correction }) => (correction === null ? [] : [[field, correction]])),
  )
}
