import { newToken, tokenHash } from './token.ts'

/** A token that opens the door once, within ten minutes. Only its hash is remembered, in this process. */
export type OneTimeLink = {
  readonly token: string
  /** True once at most. */
  redeem(token: string, now: number): boolean
}

const LIFETIME_MS = 10 * 60_000

export function createOneTimeLink(now: number): OneTimeLink {
  const token = newToken()
  let hash: string | null = tokenHash(token)
  return {
    token,
    redeem(given, at) {
      // Equal hashes of guesses tell nothing of the token, so they may be compared in the ordinary way.
      if (at > now + LIFETIME_MS || tokenHash(given) !== hash) return false
      hash = null
      return true
    },
  }
}
