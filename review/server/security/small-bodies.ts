import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { PATHS } from '../../api/paths.ts'
import { Refusal } from '../failures.ts'

/** The longest that anybody has to say who uploads nothing: five hundred answers. */
const MOST_BYTES = 1024 ** 2

/** Refuses long bodies, before anybody is asked who they are; uploads have a limit of their own, behind the session. */
export function smallBodies(): MiddlewareHandler {
  const limit = bodyLimit({ maxSize: MOST_BYTES, onError: tooLarge })
  return (c, next) => (c.req.path === PATHS.documents ? next() : limit(c, next))
}

/** What is still coming is not read. */
export function tooLarge(c: Context): Response {
  const { failure, status } = new Refusal('too-large')
  return c.json(failure, status, { Connection: 'close' })
}
