import type { MiddlewareHandler } from 'hono'
import { Refusal } from '../failures.ts'

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/**
 * Answers only to the names that the server is meant to go by, with whatever port. A site that lets its own name point
 * here (DNS rebinding) would otherwise be of one origin with it.
 */
export function onlyHosts(allowed: readonly string[]): MiddlewareHandler {
  const names = new Set([...LOOPBACK, ...allowed.map((name) => name.toLowerCase())])
  return async (c, next) => {
    const host = (c.req.header('host') ?? '').toLowerCase()
    if (!names.has(host) && !names.has(host.replace(/:\d+$/, ''))) throw new Refusal('host-unknown')
    await next()
  }
}
