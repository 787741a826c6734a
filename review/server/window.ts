import type { Context } from 'hono'
import { WINDOW_HEADER } from '../api/window-header.ts'
import type { Env } from './env.ts'

const LONGEST = 40

/** Which window asks: of which session, and by the name that it gives itself, if it does. */
export function windowOf(c: Context<Env>): string {
  const name = c.req.header(WINDOW_HEADER)?.slice(0, LONGEST) ?? ''
  return `${c.get('visitor').session} ${name}`
}
