import type { MiddlewareHandler } from 'hono'
import { Refusal } from '../failures.ts'

/**
 * Refuses what another site's page asks for. Browsers say who asks: Sec-Fetch-Site, or at least Origin with whatever
 * changes something; programs say neither and are let through to the checks of session and token.
 */
export function sameOrigin(): MiddlewareHandler {
  return async (c, next) => {
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
    const from = c.req.header('sec-fetch-site')
    if (from !== undefined && from !== 'same-origin' && !(reads && from === 'none')) throw new Refusal('cross-site')
    const origin = c.req.header('origin')
    if (origin !== undefined && hostOf(origin) !== c.req.header('host')?.toLowerCase()) throw new Refusal('cross-site')
    await next()
  }
}

/** Null for the origin "null" of sandboxed frames, too. */
function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
