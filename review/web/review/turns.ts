import { batch, signal } from '@preact/signals'
import type { Task } from '../../api/review.ts'
import { failureText } from '../api/failure.ts'
import { follow } from '../picture/state.ts'
import { hrefOf } from '../route.ts'
import { t } from '../text/index.ts'
import { ahead, dropAhead, fetchAhead, takeAhead, warm } from './ahead.ts'
import { count } from './counts.ts'
import { draftsOf } from './kept.ts'
import { holds, lease, release } from './leases.ts'
import { forgetLeftover, noteLeftover } from './leftover.ts'
import { say } from './messages.ts'
import { forget, onDelivery, outbox, type Parcel } from './outbox.ts'
import { pass } from './passed.ts'
import { forgetSaid } from './past.ts'
import {
  asides,
  current,
  filter,
  given,
  moveTo,
  openItems,
  phase,
  putDown,
  resumeDraft,
  takeUp,
  task,
} from './state.ts'
import { tooLate, wish } from './wish.ts'

const OPEN = 'nianbao.document'
/** Documents left whose answers are still on their way: given back once the last is taken. */
const leaving = new Set<string>()

type Holder = { readonly who: string; readonly until: number }
export type Taken = { readonly document: string; readonly message: string; readonly holder: Holder | null }

/** The document that was asked for and cannot be had, and why: nothing else is opened in its place. */
export const taken = signal<Taken | null>(null)

/** Begins: the document named, else the one that was open before a reload, else the next of the queue. */
export async function begin(document?: string): Promise<void> {
  const wanted = document ?? sessionStorage.getItem(OPEN)
  if (wanted && task.value?.document === wanted && (!document || phase.value === 'working')) return
  phase.value = 'loading'
  const isWanted = wish(wanted)
  const reply = wanted ? await lease(wanted) : null
  if (!isWanted()) return reply?.ok ? tooLate(reply.value.document) : undefined
  if (reply?.ok && (document || reply.value.items.length > 0)) return open(reply.value)
  if (reply?.ok) void release(reply.value.document)
  if (document && reply && !reply.ok) {
    batch(() => {
      task.value = null
      taken.value = { document, message: failureText(reply), holder: holderIn(reply.body) }
      phase.value = 'taken'
      say('')
    })
    return
  }
  await takeNext()
}

/** Whose a document is, where the refusal of its lease tells that. */
function holderIn(body: unknown): Holder | null {
  const { who, until } = (body ?? {}) as { readonly who?: unknown; readonly until?: unknown }
  return typeof who === 'string' && typeof until === 'number' ? { who, until } : null
}

/** The next open field of this document; of the next document where none is left. */
export function goOn(): void {
  const open = openItems.value
  const items = task.value?.items ?? []
  const at = items.findIndex(({ field }) => field === current.value)
  const next = items.slice(at + 1).find((item) => open.includes(item)) ?? open[0]
  // What is typed in cells that nobody asked about is not left behind unseen.
  const draft = draftsOf(task.value?.document ?? '').find(([field]) => task.value?.report.fields[field])
  if (next) show(next.field)
  else if (!draft) void takeNext()
  else {
    show(draft[0])
    say(t('say.keptLast'), 'warning')
  }
}

/** The next or previous flagged field, without settling this one. */
export function step(by: 1 | -1): void {
  const open = openItems.value
  if (open.length === 0) return
  const at = open.findIndex(({ field }) => field === current.value)
  const index = at === -1 ? (by === 1 ? 0 : open.length - 1) : (at + by + open.length) % open.length
  show(open[index]!.field)
}

/** Brings a field before the reviewer. */
export function show(field: string): void {
  batch(() => {
    moveTo(field)
    follow()
  })
}

/** Passes this document over: it comes again once all others have come. */
export function passOver(): Promise<void> {
  if (task.value) pass(task.value.document, filter.value)
  return takeNext()
}

/** Leaves this document for the next one. */
export async function takeNext(): Promise<void> {
  leave()
  const asked = filter.value
  const isWanted = wish()
  if (!ahead.value) phase.value = 'loading'
  const reply = await takeAhead()
  if (asked !== filter.value) return // other items are wanted by now, and have been asked for
  if (!isWanted()) return reply.ok && reply.value ? tooLate(reply.value.document) : undefined
  if (reply.ok && reply.value) return open(reply.value)
  batch(() => {
    task.value = null
    current.value = ''
    phase.value = reply.ok ? 'empty' : 'failed'
  })
  sessionStorage.removeItem(OPEN)
}

/** Takes up a document that is leased already; the present one waits ahead. */
export function returnTo(next: Task, field?: string): void {
  const present = task.value
  wish()
  if (present && present.document !== next.document && !ahead.value) ahead.value = present
  else leave()
  leaving.delete(next.document)
  open(next, field)
}

/** Leaves the screen: what was asked for is not wanted any more. */
export function quit(): void {
  wish()
  leave()
  task.value = null
  dropAhead()
}

/** Leaves the document: it is given back once its answers are taken. */
function leave(): void {
  const present = task.value
  if (!present) return
  putDown()
  leaving.add(present.document)
  releaseIfSent(present.document)
}

function open(next: Task, field?: string): void {
  batch(() => {
    takeUp(next, field)
    follow()
    say('') // of another document
  })
  if (next.items.length > 0) forgetLeftover(next.document)
  else void noteLeftover(next.document, next.report)
  sessionStorage.setItem(OPEN, next.document)
  if (location.hash.startsWith('#/review')) history.replaceState(null, '', hrefOf('review', next.document))
  // What waits from before a reload is as good as said.
  const waiting = outbox.value.filter((parcel) => parcel.document === next.document)
  const takenBack = new Set(waiting.flatMap((parcel) => (parcel.kind === 'undo' ? [parcel.of] : [])))
  for (const parcel of waiting) if (!takenBack.has(parcel.key)) markGiven(parcel)
  // Whoever comes for a certain field stays with it.
  if (waiting.length > 0 && field === undefined) goOn()
  resumeDraft()
  warm(next)
  setTimeout(fetchAhead, 0)
}

/** Shows what a parcel says as if it were taken already. */
export function markGiven(parcel: Parcel): void {
  if (parcel.kind === 'aside') {
    const others = [...asides.value].filter((field) => field !== parcel.aside.field)
    asides.value = new Set(parcel.aside.as === 'open' ? others : [...others, parcel.aside.field])
  }
  if (parcel.kind !== 'answers') return
  const values = parcel.answers.flatMap(({ subject, after }) =>
    after && 'state' in after ? [[subject, after] as const] : [],
  )
  given.value = new Map([...given.value, ...values])
}

function unmark(parcel: Parcel): void {
  const waiting = outbox.value.filter(({ document }) => document === parcel.document)
  const still = new Set(waiting.flatMap(subjectsOf))
  const gone = new Set(subjectsOf(parcel).filter((subject) => !still.has(subject)))
  given.value = new Map([...given.value].filter(([subject]) => !gone.has(subject)))
  asides.value = new Set([...asides.value].filter((field) => !gone.has(field)))
}

function subjectsOf(parcel: Parcel): readonly string[] {
  if (parcel.kind === 'answers') return parcel.answers.map(({ subject }) => subject)
  return parcel.kind === 'aside' ? [parcel.aside.field] : []
}

/** Fetches the open document anew, after the server knew better; the cursor stays, and what is typed. Why not, else ''. */
export async function refresh(document: string): Promise<string> {
  const reply = await lease(document)
  if (!reply.ok) return failureText(reply)
  if (task.value?.document !== document) return ''
  forget(document)
  task.value = reply.value
  say('')
  return ''
}

function releaseIfSent(document: string): void {
  if (!leaving.has(document) || outbox.value.some((parcel) => parcel.document === document)) return
  leaving.delete(document)
  void release(document)
}

onDelivery(
  ({ parcel, answered, open: left }) => {
    void count()
    const now = task.value
    if (now?.document !== parcel.document || leaving.has(parcel.document)) {
      if (answered) void noteLeftover(parcel.document, answered.report)
      return releaseIfSent(parcel.document)
    }
    batch(() => {
      const { items, until } = answered ?? left!
      const { report, marks } = answered ?? now
      task.value = { ...now, until, items, report, marks }
      unmark(parcel)
      holds(parcel.document, until)
      if (answered) void noteLeftover(parcel.document, answered.report)
      if (task.value.report.fields[current.value]) return
      show(items[0]?.field ?? Object.keys(task.value.report.fields)[0] ?? '')
      say(t('say.cellGone'), 'warning')
    })
  },
  (parcel) => {
    forgetSaid(parcel.key)
    if (task.value?.document !== parcel.document) return releaseIfSent(parcel.document)
    batch(() => {
      unmark(parcel)
      const [field] = subjectsOf(parcel)
      if (field && task.value?.report.fields[field]) show(field)
    })
    void refresh(parcel.document)
  },
)
