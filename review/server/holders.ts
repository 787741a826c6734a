/**
 * Which browser has a document, of those in which one account is logged in: leases are an account's, and would let two of
 * its browsers have the same items. Known to this process only, for as long as a lease lasts unheard of.
 */
export type Holders = {
  /** The session has it now, whoever had it before. */
  take(document: string, session: string): void
  /** Documents that other sessions have. */
  ofOthers(session: string): readonly string[]
  /** Gives it back; false where another session has it by now. */
  leave(document: string, session: string): boolean
}

export function createHolders(lastsMs: number, now: () => number): Holders {
  const held = new Map<string, { readonly session: string; readonly until: number }>()
  const forgetOld = () => {
    for (const [document, { until }] of held) if (until <= now()) held.delete(document)
  }
  return {
    take(document, session) {
      forgetOld()
      held.set(document, { session, until: now() + lastsMs })
    },
    ofOthers(session) {
      forgetOld()
      return [...held].flatMap(([document, holder]) => (holder.session === session ? [] : [document]))
    },
    leave(document, session) {
      if ((held.get(document)?.session ?? session) !== session) return false
      held.delete(document)
      return true
    },
  }
}
