import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { findAccount } from '../../../store/review/accounts.ts'
import type { Log } from '../../../workers/log.ts'
import { PATHS } from '../../api/paths.ts'
import { ChangePassword, Login, Session } from '../../api/session.ts'
import { giveToken, takeToken } from '../accounts/cookie.ts'
import { logIn } from '../accounts/log-in.ts'
import { changePassword } from '../accounts/manage.ts'
import { checkPassword } from '../accounts/password.ts'
import { endSession, visitorOf } from '../accounts/sessions.ts'
import { body, FAILURES, json, NOTHING } from '../describe.ts'
import type { Env, Visitor } from '../env.ts'
import { Refusal } from '../failures.ts'
import { clientAddress } from '../security/client-address.ts'
import type { LoginLimit } from '../security/login-limit.ts'
import type { Entrance } from '../security/require-session.ts'

const login = createRoute({
  method: 'post',
  path: PATHS.session,
  summary: 'Log in',
  request: { body: body(Login) },
  responses: { 200: json(Session, 'who one is now; the cookie is set'), ...FAILURES },
})
const me = createRoute({
  method: 'get',
  path: PATHS.session,
  summary: 'Who one is',
  responses: { 200: json(Session, 'the account and the token for changes'), ...FAILURES },
})
const logout = createRoute({
  method: 'delete',
  path: PATHS.session,
  summary: 'Log out',
  responses: { 204: NOTHING, ...FAILURES },
})
const password = createRoute({
  method: 'post',
  path: PATHS.password,
  summary: "Change one's own password",
  request: { body: body(ChangePassword) },
  responses: { 204: NOTHING, ...FAILURES },
})

/** Logging in, the one route of the API that asks for no session. */
export function addLogin(app: OpenAPIHono<Env>, entrance: Entrance, limit: LoginLimit, log: Log): void {
  app.openapi(login, async (c) => {
    const given = c.req.valid('json')
    const address = clientAddress(c, entrance.proxies)
    const token = await logIn(entrance.doors, limit, { ...given, address }).catch((error: unknown) => {
      // Not the name: people type their passwords there.
      if (error instanceof Refusal) log.warn('login refused', { address, code: error.failure.code })
      throw error
    })
    const visitor = await visitorOf(entrance.doors, token)
    if (!visitor) throw new Refusal('login-wrong') // removed in this very moment
    giveToken(c, token, entrance.https)
    log.info('logged in', { account: visitor.account.name, address })
    return c.json(sessionOf(visitor), 200)
  })
}

/** One's own session and password. */
export function addSession(app: OpenAPIHono<Env>, entrance: Entrance, limit: LoginLimit): void {
  const { doors } = entrance
  app.openapi(me, (c) => c.json(sessionOf(c.get('visitor')), 200))
  app.openapi(logout, async (c) => {
    await endSession(doors, c.get('visitor').session)
    takeToken(c, entrance.https)
    c.header('Clear-Site-Data', '"cache"') // pictures of pages
    return c.body(null, 204)
  })
  app.openapi(password, async (c) => {
    const { account, session } = c.get('visitor')
    const given = c.req.valid('json')
    const address = clientAddress(c, entrance.proxies)
    await limit.attempt(account.name, address)
    const kept = await findAccount(doors.db, account.name)
    if (!(await checkPassword(given.current, kept?.passwordHash ?? null))) throw new Refusal('password-wrong')
    await limit.right(account.name, address)
    await changePassword(doors, account.name, given.password, account.name, session)
    return c.body(null, 204)
  })
}

function sessionOf({ account, csrf }: Visitor): Session {
  return { account, csrf }
}
