import { timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { findAccount, foldName } from '../../../store/review/accounts.ts'
import { giveToken, tokenIn } from '../accounts/cookie.ts'
import { isOff } from '../accounts/is-off.ts'
import { BY_PROXY, type Doors, startSession, visitorOf } from '../accounts/sessions.ts'
import type { Env, Visitor } from '../env.ts'
import { Refusal } from '../failures.ts'
import { peerOf, type TrustedProxies } from './client-address.ts'

/** How people are known: by their session's cookie, and by a header where a reverse proxy has asked who they are. */
export type Entrance = {
  readonly doors: Doors
  /** Whether browsers come by https, as behind a reverse proxy. */
  readonly https: boolean
  /** The proxies' addresses, and the header in which they name the user; null: none is believed. */
  readonly proxies: TrustedProxies
  readonly userHeader: string | null
}

/** Lets nobody pass without a session, nor a change without its token. */
export function requireSession(entrance: Entrance): MiddlewareHandler<Env> {
  return async (c, next) => {
    const visitor = await recognize(c, entrance)
    if (!visitor) throw new Refusal('no-session')
    const changes = c.req.method !== 'GET' && c.req.method !== 'HEAD'
    if (changes && !equal(c.req.header('x-csrf-token') ?? '', visitor.csrf)) throw new Refusal('csrf-token')
    c.set('visitor', visitor)
    await next()
  }
}

/** Who asks, by header or cookie; null: nobody known. Throws a Refusal for a header's user without an account. */
export async function recognize(c: Context<Env>, entrance: Entrance): Promise<Visitor | null> {
  const { doors, https } = entrance
  const token = tokenIn(c, https)
  const named = userNamed(c, entrance)
  const byProxy = token?.startsWith(BY_PROXY) ?? false
  const visitor = token !== null && byProxy === (named !== null) ? await visitorOf(doors, token) : null
  if (named === null || (visitor && foldName(visitor.account.name) === foldName(named))) return visitor
  const account = await findAccount(doors.db, named)
  if (!account) throw new Refusal('account-missing')
  if (isOff(account.role)) throw new Refusal('account-off')
  const fresh = await startSession(doors, named, BY_PROXY)
  giveToken(c, fresh, https)
  return visitorOf(doors, fresh)
}

/** The header counts from a trusted proxy only; from anybody else it is as if it were not there. */
function userNamed(c: Context<Env>, { proxies, userHeader }: Entrance): string | null {
  if (userHeader === null || !proxies.has(peerOf(c))) return null
  const text = c.req.header(userHeader)?.trim()
  // Headers come as bytes; names beyond ASCII are sent in UTF-8.
  return text ? Buffer.from(text, 'latin1').toString('utf8').normalize('NFC') : null
}

function equal(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}
