import { effect, signal, untracked } from '@preact/signals'
import { PATHS } from '../../api/paths.ts'
import type { Answer, Answered, Aside, OpenItems, Stale } from '../../api/review.ts'
import { call, type Reply } from '../api/client.ts'
import { keepInTab } from '../kept-in-tab.ts'
import { ended, session } from '../session.ts'

/** Something said that the server has to be told, under a key by which it knows what comes twice. */
export type Parcel = { readonly key: string; readonly document: string; readonly name: string } & (
  | { readonly kind: 'answers'; readonly answers: readonly Answer[] }
  | { readonly kind: 'aside'; readonly aside: Aside }
  | { readonly kind: 'undo'; readonly of: string }
)

export type Refusal = { readonly parcel: Parcel; readonly code: string; readonly message: string }
type Delivered = { readonly parcel: Parcel; readonly answered?: Answered; readonly open?: OpenItems }

const WAITS_MS = [500, 1000, 2000, 5000, 10_000] as const

/** What is still to be sent, in order; it outlives a reload of the page. */
export const outbox = signal<readonly Parcel[]>([])
/** How often the parcel in front was tried without the server answering. */
export const tries = signal(0)
/** Answers that somebody else was faster with: nothing goes on until a person has decided. */
export const conflict = signal<{ readonly parcel: Parcel; readonly stale: Stale } | null>(null)
/** The last thing that the server would not take, and why. */
export const refusal = signal<Refusal | null>(null)

/** The last correction of a subject that the page knows of, to be sent back with the next answer. */
const seen = new Map<string, string | null>()
let deliver: (delivered: Delivered) => void = () => {}
let giveBack: (parcel: Parcel) => void = () => {}
let running = false
/** Keys of parcels that the server may have heard of. */
const tried = new Set<string>()

keepInTab('nianbao.unsent', outbox, restored)
// Whatever waits is sent as soon as its owner is here, or back.
effect(() => {
  if (session.value && !ended.value) untracked(() => void pump())
})
addEventListener('online', () => void pump())

/** Says who is told of what the server took, and of what it did not. */
export function onDelivery(taken: (delivered: Delivered) => void, refused: (parcel: Parcel) => void): void {
  deliver = taken
  giveBack = refused
}

/** What the page saw last of a subject. */
export function seenOf(document: string, subject: string, item: string | null = null): string | null {
  return seen.get(`${document} ${subject}`) ?? item
}

/** Forgets what was seen of a document that is fetched anew: its items tell. */
export function forget(document: string): void {
  for (const key of [...seen.keys()]) if (key.startsWith(`${document} `)) seen.delete(key)
}

/** Puts something in the outbox, which is emptied in the background. */
export function post(parcel: Parcel): void {
  outbox.value = [...outbox.value, parcel]
  void pump()
}

/** Takes a parcel back, if it was not sent yet; undefined where it was, or may have been. */
export function withdraw(key: string): Parcel | undefined {
  const found = outbox.value.find((parcel) => parcel.key === key)
  if (!found || tried.has(key)) return undefined
  outbox.value = outbox.value.filter((parcel) => parcel !== found)
  return found
}

/** After a conflict: send again over the other's answer, or leave the other's. */
export function decide(mine: boolean): void {
  const now = conflict.value
  if (!now) return
  conflict.value = null
  if (mine) {
    for (const { subject, id } of now.stale.conflicts) seen.set(`${now.parcel.document} ${subject}`, id || null)
  } else {
    drop(now.parcel.key)
    giveBack(now.parcel)
  }
  void pump()
}

/** Sends what waits, one parcel after the other, in order. */
export async function pump(): Promise<void> {
  if (running || conflict.value) return
  running = true
  for (let parcel = outbox.value[0]; parcel && !conflict.value; parcel = outbox.value[0]) {
    tried.add(parcel.key)
    const reply = await send(parcel)
    if (!reply.ok && (reply.status === 0 || reply.status === 429 || reply.status >= 500)) {
      await wait(WAITS_MS[Math.min(tries.value, WAITS_MS.length - 1)]!)
      tries.value += 1
      continue
    }
    tries.value = 0
    // Whose session ended, or who logged in anew elsewhere, has said it all the same: it waits.
    if (!reply.ok && (reply.status === 401 || reply.code === 'csrf-token')) break
    if (
      !reply.ok &&
      reply.status === 409 &&
      parcel.kind === 'answers' &&
      reply.code === 'stale' &&
      conflictsOf(reply.body).length > 0
    ) {
      conflict.value = { parcel, stale: reply.body as Stale }
      break
    }
    if (reply.ok) {
      outbox.value = outbox.value.filter(({ key }) => key !== parcel.key)
      taken(parcel, reply.value)
    } else {
      drop(parcel.key)
      refusal.value = { parcel, code: reply.code, message: reply.message }
      giveBack(parcel)
    }
  }
  running = false
}

/** Drops what the server did not take, and what would take it back. */
function drop(key: string): void {
  outbox.value = outbox.value.filter((one) => one.key !== key && !(one.kind === 'undo' && one.of === key))
}

function send(parcel: Parcel): Promise<Reply<unknown>> {
  const { document, key } = parcel
  if (parcel.kind === 'undo') return call('POST', PATHS.undo, { document, key, of: parcel.of })
  if (parcel.kind === 'aside') return call('POST', PATHS.aside, parcel.aside)
  const answers = parcel.answers.map((answer) => ({
    ...answer,
    seen: seenOf(parcel.document, answer.subject, answer.seen),
  }))
  return call('POST', PATHS.answers, { document, key, answers })
}

function taken(parcel: Parcel, value: unknown) {
  if (parcel.kind === 'aside') return deliver({ parcel, open: value as OpenItems })
  const answered = value as Answered
  for (const [subject, id] of Object.entries(answered.corrections)) seen.set(`${parcel.document} ${subject}`, id)
  deliver({ parcel, answered })
}

function conflictsOf(body: unknown): readonly unknown[] {
  const conflicts = (body as { conflicts?: unknown } | null)?.conflicts
  return Array.isArray(conflicts) ? conflicts : []
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function restored(text: string | null): readonly Parcel[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]')
    if (!Array.isArray(kept)) return []
    for (const { key } of kept as Parcel[]) tried.add(key)
    return kept as Parcel[]
  } catch {
    return []
  }
}
