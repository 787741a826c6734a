import type { MiddlewareHandler } from 'hono'
import { ROLES, type Role } from '../../api/session.ts'
import type { Env } from '../env.ts'
import { Refusal } from '../failures.ts'

/** Lets accounts of a role pass, and of those that may do more. */
export function atLeast(role: Role): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (ROLES.indexOf(c.get('visitor').account.role) < ROLES.indexOf(role)) throw new Refusal('forbidden')
    await next()
  }
}
