import type { Transaction } from 'kysely'
import type { Report } from '../../schemas/report.ts'
import { lockDocument } from '../../store/moves.ts'
import type { Store } from '../../store/open.ts'
import { correctionsIn, linesOfKey } from '../../store/review/keys.ts'
import { holdLease } from '../../store/review/lease.ts'
import { type DocumentItems, itemsOf } from '../../store/review/open-items.ts'
import { refreshQueue } from '../../store/review/queue-row.ts'
import { decisionsOf, isOnRecord, momentAfter } from '../../store/review/words.ts'
import type { Schema } from '../../store/schema.ts'
import type { Answer, Stale } from '../api/review.ts'
import { keptReport } from './kept-report.ts'
import { saveAnswer } from './save-answer.ts'
import { NO_SECOND, type SecondSettings } from './settings.ts'
import { conflictOf, stale } from './stale.ts'

export type AnswerOrder = {
  readonly who: string
  readonly document: string
  readonly answers: readonly Answer[]
  readonly now: number
  readonly leaseMs: number
  readonly second?: SecondSettings
  /** The sender's own name for these answers: what comes again under it was taken already. */
  readonly key?: string | undefined
}

/** What was taken: the last correction of each subject, to be sent back as `seen`, and until when the lease goes on. */
export type Saved = { readonly corrections: Record<string, string>; readonly until: number }

/** How the audit log calls what is done here. */
const ACTIONS = ['corrected', 'confirmed'] as const

/**
 * Takes somebody's answers to a document, all of them or none: corrections, decisions, the log and the queue change in
 * one transaction. Stale where somebody else has the document or said something that the one who answers has not seen.
 * A lease that ran out is good as long as nobody else took the document. What comes again under its key is taken once.
 * Null where there is no report to answer to.
 */
export async function answer(store: Store, order: AnswerOrder): Promise<Saved | Stale | null> {
  const { who, document, now, leaseMs, second = NO_SECOND, key } = order
  // Of a subject that is answered twice in one call the last answer counts.
  const answers = [...new Map(order.answers.map((one) => [one.subject, one])).values()]
  const report = await keptReport(store, document)
  // Outlives a repetition: where the first commit's answer was lost, everything is on record.
  let saved: { readonly result: Saved; readonly at: number } | null = null
  return store.db.transaction(async (k) => {
    const state = (await lockDocument(k, store.db.kind, document))?.state
    if (saved && (await isOnRecord(k, { document, who, at: saved.at, actions: ACTIONS }))) return saved.result
    if (state === undefined || !report) return null
    if (state !== 'done' && state !== 'review') return beingRead(answers)
    // A sender who never heard of it sends it again: what others said since is not answered over, and is not stale either.
    const before = key === undefined ? [] : await linesOfKey(k, { document, who, key, actions: ACTIONS })
    if (before.length > 0) {
      await holdLease(k, document, who, now, leaseMs)
      return { corrections: correctionsIn(before), until: now + leaseMs }
    }
    const found = await itemsOf(k, document, who)
    const held = await holdLease(k, document, who, now, leaseMs)
    if (held) return taken(answers, found, { who: held.owner ?? '', at: held.until })
    const unseen = answers.filter(({ subject, seen }) => (found.words.get(subject)?.id ?? null) !== seen)
    if (unseen.length > 0) {
      const conflicts = unseen.map(({ subject, after }) => conflictOf(subject, after, found.words.get(subject)))
      return stale('somebody else has answered since', conflicts)
    }
    const at = await momentAfter(k, document, found.words.values(), now)
    const corrections = await save(k, answers, { who, document, at, report, found, second, key })
    saved = { result: { corrections, until: now + leaseMs }, at }
    return saved.result
  })
}

type Circumstances = {
  readonly who: string
  readonly document: string
  readonly at: number
  readonly report: Report
  readonly found: DocumentItems
  readonly second: SecondSettings
  readonly key: string | undefined
}

async function save(
  k: Transaction<Schema>,
  answers: readonly Answer[],
  { found, ...circumstances }: Circumstances,
): Promise<Record<string, string>> {
  const { document } = circumstances
  const fields = answers.map(({ subject }) => subject)
  const decisions = await decisionsOf(k, document, { fields })
  const items = new Map(found.items.map((item) => [item.field, item]))
  const corrections: Record<string, string> = {}
  for (const one of answers) {
    const item = items.get(one.subject)
    const said = { answer: one, item, word: found.words.get(one.subject), decisions }
    const id = await saveAnswer(k, said, circumstances)
    if (id !== null) corrections[one.subject] = id
  }
  await k.deleteFrom('asides').where('document', '=', document).where('field', 'in', fields).execute()
  await refreshQueue(k, document)
  return corrections
}

function beingRead(answers: readonly Answer[]): Stale {
  const conflicts = answers.map(({ subject, after }) => conflictOf(subject, after, undefined))
  return stale('the document is being read again; its items come back with the new reading', conflicts)
}

function taken(answers: readonly Answer[], { words }: DocumentItems, owner: { who: string; at: number }): Stale {
  const conflicts = answers.map(({ subject, after }) => conflictOf(subject, after, words.get(subject), owner))
  return stale(`${owner.who} has the document now`, conflicts)
}
