/**
 * Which window has a document, of those in which one account is logged in: leases are an account's, and would let two of
 * its browsers, or two tabs of one, have the same items. Known to this process only, for as long as a lease lasts unheard of.
 */
export type Holders = {
  /** The window has it now, whichever had it before. */
  take(document: string, window: string): void
  /** Documents that other windows have, whosever they are. */
  ofOthers(window: string): readonly string[]
  /** Gives it back; false where another window has it by now. */
  leave(document: string, window: string): boolean
}

export function createHolders(lastsMs: number, now: () => number): Holders {
  const held = new Map<string, { readonly window: string; readonly until: number }>()
  const forgetOld = () => {
    for (const [document, { until }] of held) if (until <= now()) held.delete(document)
  }
  return {
    take(document, window) {
      forgetOld()
      held.set(document, { window, until: now() + lastsMs })
    },
    ofOthers(window) {
      forgetOld()
      return [...held].flatMap(([document, holder]) => (holder.window === window ? [] : [document]))
    },
    leave(document, window) {
      if ((held.get(document)?.window ?? window) !== window) return false
      held.delete(document)
      return true
    },
  }
}
