import type { Form } from '../../schemas/form.ts'
import type { Document } from '../../store/documents.ts'
import type { Store } from '../../store/open.ts'
import type { Dispatch } from '../../workers/dispatch.ts'
import type { Log } from '../../workers/log.ts'
import type { Readers } from '../../workers/readers/tasks.ts'
import type { Versions } from '../../workers/versions.ts'
import type { DocumentFilter, DocumentLine, DocumentList } from '../api/documents.ts'
import type { Dashboard, QueueCounts } from '../api/progress.ts'
import type {
  Answered,
  Answers,
  Aside,
  Lease,
  OpenItems,
  QueueChoices,
  QueueFilter,
  Stale,
  Task,
  UndoOrder,
} from '../api/review.ts'
import type { Assets } from './assets/load.ts'
import type { Makers } from './exports/making/makers.ts'
import type { TrustedProxies } from './security/client-address.ts'
import type { LoginLimit } from './security/login-limit.ts'

/** Somebody else has the document, `owner` by name, so long as they are heard of. */
export type Held = { readonly kind: 'held'; readonly owner: string | null; readonly until: number }

/** Why a document cannot be had: somebody else has it, it is not there, or there is nothing (any more) to do it with. */
export type Withheld = 'leased' | 'document-missing' | 'lease-lost' | 'nothing-to-undo'

/** The queue of review items, as the reviewer `who` sees it. */
export type ReviewQueue = {
  next(who: string, filter: QueueFilter): Promise<Task | null>
  lease(who: string, document: string): Promise<Task | Withheld | Held>
  renew(who: string, document: string): Promise<Lease | Withheld>
  release(who: string, document: string): Promise<void>
  answer(who: string, answers: Answers): Promise<Answered | Stale | Withheld>
  aside(who: string, aside: Aside): Promise<OpenItems | Withheld>
  undo(who: string, order: UndoOrder): Promise<Answered | Stale | Withheld>
  counts(who: string, filter: QueueFilter, today?: number): Promise<QueueCounts>
  filters(): Promise<QueueChoices>
  dashboard(today?: number): Promise<Dashboard>
}

/** Documents as lists show them. */
export type DocumentLines = {
  list(filter: DocumentFilter): Promise<DocumentList>
  /** Those of them that there are. */
  of(ids: readonly string[]): Promise<readonly DocumentLine[]>
}

/** Everything that the server asks others for. */
export type Ports = {
  readonly store: Store
  readonly queue: ReviewQueue
  readonly documents: DocumentLines
  /** Who hears of documents that wait: the queues, or the runner in this process. */
  readonly dispatch: Dispatch
  /** Saves work on documents that were cancelled; what counts stands in the database by then. */
  readonly forget: (documents: readonly Document[]) => Promise<void>
  /** Readers that show pages. */
  readonly show: Pick<Readers, 'picture' | 'text'>
  /** Those that make files for archives. */
  readonly makers: Makers
  readonly versions: Versions
  readonly loginLimit: LoginLimit
  /** The forms that documents are matched with. */
  readonly forms: readonly Form[]
  readonly assets: Assets
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log: Log
  /** Which of the services do not answer, by name. */
  readonly ready: () => Promise<{ readonly ok: boolean; readonly problems: readonly string[] }>
}

export type ServerSettings = {
  /** Names that the server goes by, beside those of the loopback. */
  readonly hosts: readonly string[]
  readonly https: boolean
  readonly proxies: TrustedProxies
  readonly userHeader: string | null
  /** Largest document, in bytes. */
  readonly maxBytes: number
  /** What the one-time link gives away once; null: there is none. */
  readonly redeem: ((token: string) => Promise<string | null>) | null
}
