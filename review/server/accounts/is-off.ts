import type { Role } from '../../api/session.ts'

/** Whether an account is switched off: it stays on record and in nobody's way, and lets nobody in. */
export function isOff(role: Role): boolean {
  return role === 'none'
}
