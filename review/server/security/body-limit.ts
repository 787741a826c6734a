import type { MiddlewareHandler } from 'hono'
import { PATHS } from '../../api/paths.ts'
import { Refusal } from '../failures.ts'

/** The longest that anybody has to say who uploads nothing: five hundred answers. */
const MOST_BYTES = 1024 ** 2

/** Refuses long bodies before anybody is asked who they are; uploads have a limit of their own, behind the session. */
export function smallBodies(): MiddlewareHandler {
  const limit = bodyLimit(MOST_BYTES)
  return (c, next) => (c.req.path === PATHS.documents ? next() : limit(c, next))
}

/** Refuses bodies that are longer, and those that do not say how long they are: every browser says it. */
export function bodyLimit(bytes: number): MiddlewareHandler {
  return async (c, next) => {
    // What is still coming is not read.
    const close = { Connection: 'close' }
    if (c.req.header('transfer-encoding') !== undefined) throw new Refusal('length-missing', undefined, close)
    if (Number(c.req.header('content-length') ?? 0) > bytes) throw new Refusal('too-large', undefined, close)
    await next()
  }
}
