import type { TableMark } from '../../schemas/correction.ts'
import type { Form } from '../../schemas/form.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import type { Report } from '../../schemas/report.ts'
import { findDocument } from '../../store/documents.ts'
import { lockDocument } from '../../store/moves.ts'
import type { Store } from '../../store/open.ts'
import { wantedAgency } from '../../store/review/agency.ts'
import { endLease, holdLease, type LeaseState, leaseNext, type QueueScope } from '../../store/review/lease.ts'
import { itemsOf } from '../../store/review/open-items.ts'
import type { Item, QueueFilter } from '../api/review.ts'
import { blindReport } from './blind.ts'
import { arrangeItems } from './items.ts'
import { keptReport } from './kept-report.ts'
import { standingMarks } from './standing-marks.ts'

/** A document that somebody has for himself until `until`, with what he may settle in it and its report, blind to first readings. */
export type Leased = {
  readonly document: string
  readonly name: string
  readonly pages: number
  readonly until: number
  readonly items: Item[]
  /** The last correction's id of every subject somebody spoke of. */
  readonly seen: Record<string, string>
  /** What tables were said to be, by subject. */
  readonly marks: Record<string, TableMark>
  readonly report: Report
}

/** Somebody else has the document. */
export type Held = { readonly kind: 'held' } & LeaseState

export type NextOrder = {
  readonly who: string
  readonly filter: QueueFilter
  readonly now: number
  readonly leaseMs: number
  /** What second readers' reports are checked by; left out: the forms that ship. */
  readonly forms?: readonly Form[]
}

export type LeaseRequest = {
  readonly who: string
  readonly document: string
  readonly now: number
  readonly leaseMs: number
  /** What second readers' reports are checked by; left out: the forms that ship. */
  readonly forms?: readonly Form[]
}

/**
 * Leases the document whose items settle most, of those that the filter lets through, and gives it with all its open
 * items; null where nothing is left. The filter's `except` are passed over.
 */
export async function nextTask(store: Store, { who, filter, now, leaseMs, forms }: NextOrder): Promise<Leased | null> {
  const not = [...(filter.except ?? [])]
  const scope = await scopeOf(store, filter)
  for (;;) {
    const document = await leaseNext(store.db, { who, scope, not, now, leaseMs })
    if (document === null) return null
    const leased = await load(store, { document, who, until: now + leaseMs, forms }, false)
    if (leased && leased.items.length > 0) return leased
    // Settled in this moment, or its report is lost, and then it stays leased so that nobody stumbles over it at once.
    if (leased) await endLease(store.db, document, who)
    not.push(document)
  }
}

/**
 * Leases the very document that somebody asks for, with all its items, those put aside at the end. Null where it has no
 * report.
 */
export async function leaseDocument(store: Store, request: LeaseRequest): Promise<Leased | Held | null> {
  const { who, document, now, leaseMs, forms } = request
  const end = await hold(store, request)
  if (end === null || end.kind === 'held') return end
  return load(store, { document, who, until: now + leaseMs, forms }, true)
}

/** Renews a lease, also one that has run out, as long as nobody else took the document. Null where it has no report. */
export function renewLease(
  store: Store,
  request: LeaseRequest,
): Promise<{ readonly kind: 'leased'; readonly until: number } | Held | null> {
  return hold(store, request)
}

/** Gives a document back. */
export function releaseLease(store: Store, { who, document }: Pick<LeaseRequest, 'who' | 'document'>): Promise<void> {
  return endLease(store.db, document, who)
}

/** A filter as the store knows it. */
export async function scopeOf({ db }: Store, { agency, year, form, reason, batch }: QueueFilter): Promise<QueueScope> {
  return { agency: agency === undefined ? undefined : await wantedAgency(db, agency), year, form, reason, batch }
}

async function hold(store: Store, { who, document, now, leaseMs }: LeaseRequest) {
  return store.db.transaction(async (k) => {
    const state = (await lockDocument(k, store.db.kind, document))?.state
    if (state !== 'done' && state !== 'review') return null
    const held = await holdLease(k, document, who, now, leaseMs)
    return held ? { kind: 'held' as const, ...held } : { kind: 'leased' as const, until: now + leaseMs }
  })
}

type Load = Pick<Leased, 'document' | 'until'> & { readonly who: string; readonly forms: readonly Form[] | undefined }

async function load(store: Store, { document, who, until, forms = FORMS }: Load, all: boolean): Promise<Leased | null> {
  const [found, report] = [await findDocument(store.db, document), await keptReport(store, document)]
  if (!found || !report) return null
  const open = await store.db.run((k) => itemsOf(k, document, who))
  const items = arrangeItems(open, report, all)
  const pages = found.pages ?? report.source.pages
  const seen = Object.fromEntries([...open.words].map(([subject, { id }]) => [subject, id]))
  const marks = standingMarks(open.words)
  return { document, name: found.name, pages, until, items, seen, marks, report: blindReport(report, items, forms) }
}
