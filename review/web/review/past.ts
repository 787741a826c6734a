import type { Parcel } from './outbox.ts'

/** Something said in this sitting; `key` is its parcel's. */
export type Said = {
  readonly key: string
  readonly document: string
  /** Where the cursor was. */
  readonly field: string
  readonly kind: Parcel['kind']
  readonly subjects: readonly string[]
}

const said: Said[] = []

/** Remembers something said, for undo. */
export function remember(one: Said): void {
  said.push(one)
}

/** What was said last, which is remembered no longer. */
export function lastSaid(): Said | undefined {
  return said.pop()
}

/** Forgets what the server did not take: there is nothing of it to take back. */
export function forgetSaid(key: string): void {
  const at = said.findIndex((one) => one.key === key)
  if (at >= 0) said.splice(at, 1)
}
