import type { ProblemCode } from '../schemas/problem.ts'
import { type Document, reopenDocument } from '../store/documents.ts'
import type { Store } from '../store/open.ts'
import { changePassword } from '../store/password.ts'
import { findReport } from '../store/reports.ts'
import type { Order } from './queues/job-ids.ts'
import type { Versions } from './versions.ts'

/**
 * What a document that is handed in asks for: `new` and `again` reading, `rules` assembling with the rules of today,
 * `known` nothing that is not already on its way, `failed` and `cancelled` nothing before somebody orders it.
 */
export type Needed = 'new' | 'again' | 'rules' | 'known' | 'failed' | 'cancelled'

/** `order` is what the queues are to have; null: nothing. */
export type Work = { readonly kind: Needed; readonly order: Order | null }

/** Its content was lost, and is back now. */
const LOST: ProblemCode = 'file-missing'
/** Failures that another password mends. */
const LOCKED: readonly ProblemCode[] = ['pdf-encrypted', 'pdf-password-wrong']
/** Failures that lie in how this program reads as much as in the document, so that another version may read it. */
const MENDABLE: readonly ProblemCode[] = [
  ...(['not-a-pdf', 'pdf-damaged', 'pdf-no-pages', 'encoding-unreadable', 'file-type-unknown'] as const),
  ...(['reader-crashed', 'reader-failed', 'page-failed', 'page-timeout', 'image-damaged'] as const),
]

export type Circumstances = {
  readonly store: Store
  readonly versions: Versions
  readonly password: string | null
  readonly who: string
  readonly revive: boolean
  readonly now: () => number
  /** Since when that reader is in use, see store/reader-since.ts. */
  readonly readerSince: () => Promise<number>
}

/** Decides what a document that is known needs when it is handed in again, and reopens it where that is work. */
export async function decideWork(document: Document, circumstances: Circumstances): Promise<Work> {
  // Its jobs may have been lost between the two: enqueueing it again is harmless.
  if (document.state === 'waiting' || document.state === 'running') return { kind: 'known', order: document }
  const kind = await neededBy(document, circumstances)
  if (kind !== 'again' && kind !== 'rules') return { kind, order: null }
  const { store, who, now, password } = circumstances
  if (password !== null && password !== document.password) await changePassword(store.db, document.id, password)
  const generation = await reopenDocument(store.db, document.id, [document.state], who, 'resubmitted', now())
  // Null where somebody else was quicker: it is on its way.
  return generation === null
    ? { kind: 'known', order: null }
    : { kind, order: { id: document.id, generation, requeued: 0 } }
}

async function neededBy(document: Document, circumstances: Circumstances): Promise<Needed> {
  const { store, versions, password, revive, readerSince } = circumstances
  if (document.state === 'cancelled') return revive ? 'again' : 'cancelled'
  if (document.state === 'failed') {
    const code = document.code as ProblemCode
    if (code === LOST) return 'again'
    if (LOCKED.includes(code) && password !== null && password !== document.password) return 'again'
    if (!MENDABLE.includes(code)) return 'failed'
    return (document.ended_at ?? 0) < (await readerSince()) ? 'again' : 'failed'
  }
  const report = await findReport(store.db, document.id)
  if (!report || report.reader !== versions.reader) return 'again'
  return report.rules === versions.rules ? 'known' : 'rules'
}
