import { signal } from '@preact/signals'
import type { Role, Session } from '../api/session.ts'

/** Who is using the page; null until the server has said so. */
export const session = signal<Session | null>(null)

/** Whether the session ended while the page was open: unsent answers stay in this tab until somebody logs in again. */
export const ended = signal(false)

/** The token that goes with every request that changes something. */
export function csrf(): string {
  return session.value?.csrf ?? ''
}

/** Called where the server answers 401. */
export function signedOut(): void {
  ended.value = true
}

/** The roles, each of which may do what those before it may. */
const ROLES: readonly Role[] = ['none', 'viewer', 'reviewer', 'admin']

/** Whether the one who uses the page may do what this role may. */
export function may(role: Role): boolean {
  return ROLES.indexOf(session.value?.account.role ?? 'none') >= ROLES.indexOf(role)
}
