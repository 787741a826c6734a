import { createHash, createHmac, randomBytes } from 'node:crypto'

const BYTES = 32

/** A secret that nobody guesses, for a cookie or a link. */
export function newToken(): string {
  return randomBytes(BYTES).toString('base64url')
}

/** What is kept of a token: who reads the database cannot go on with its sessions. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** The token that a session's page sends back in a header; it derives from the secret that only the cookie has. */
export function csrfOf(token: string): string {
  return createHmac('sha256', token).update('x-csrf-token').digest('base64url')
}
