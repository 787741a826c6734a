import { signal } from '@preact/signals'
import { PATHS } from '../../api/paths.ts'
import type { Lease, Task } from '../../api/review.ts'
import { call, type Reply } from '../api/client.ts'

/** A lease is renewed while somebody did something within this time, … */
const ACTIVE_MS = 120_000
/** … and less than this is left of it. */
const LEFT_MS = 180_000
const LOOK_MS = 15_000

/** Documents that this page holds, until when. */
const held = new Map<string, number>()
/** The document whose lease was lost: somebody else may have it now. */
export const lost = signal<string | null>(null)

let active = performance.now()
for (const kind of ['keydown', 'pointerdown', 'wheel'] as const)
  addEventListener(kind, () => (active = performance.now()), { passive: true, capture: true })

/** Remembers a document's lease, so that it is renewed while somebody works on it. */
export function holds(document: string, until: number): void {
  held.set(document, until)
  if (lost.value === document) lost.value = null
}

/** Leases one document for this reviewer, with its open items. */
export async function lease(document: string): Promise<Reply<Task>> {
  const reply = await call<Task>('POST', PATHS.lease, { document })
  if (reply.ok) holds(document, reply.value.until)
  return reply
}

/** Gives a document back; settled once the server has heard of it. */
export async function release(document: string): Promise<void> {
  if (held.delete(document)) await call('POST', PATHS.release, { document }, { keepalive: true })
}

/** Lets other windows of the same account have a document; the account keeps it, since this window may come back at once. */
export function leaveToOwn(document: string): void {
  void call('POST', PATHS.release, { document, own: true }, { keepalive: true })
}

/** The documents that this page holds. */
export function heldDocuments(): readonly string[] {
  return [...held.keys()]
}

/** Renews what is about to run out, while somebody works; to be called once. Returns what ends it. */
export function keepLeases(): () => void {
  const timer = setInterval(() => {
    if (performance.now() - active > ACTIVE_MS) return
    for (const [document, until] of held) if (until - Date.now() < LEFT_MS) void renew(document)
  }, LOOK_MS)
  return () => clearInterval(timer)
}

async function renew(document: string): Promise<void> {
  const reply = await call<Lease>('POST', PATHS.renew, { document })
  if (reply.ok) return holds(document, reply.value.until)
  if (reply.status < 400 || reply.status >= 500 || reply.status === 401 || reply.status === 429) return
  held.delete(document)
  lost.value = document
}
