import type { OpenAPIHono } from '@hono/zod-openapi'
import { giveToken } from '../accounts/cookie.ts'
import { startSession } from '../accounts/sessions.ts'
import type { Env } from '../env.ts'
import type { Entrance } from '../security/require-session.ts'

/** The one-time link, /enter?token=…: begins a session and goes on to the page; to the login where it is used or old. */
export function addEnter(
  app: OpenAPIHono<Env>,
  { doors, https }: Entrance,
  redeem: (token: string) => Promise<string | null>,
): void {
  app.get('/enter', async (c) => {
    const account = await redeem(c.req.query('token') ?? '')
    if (account === null) return c.redirect('/login', 303)
    giveToken(c, await startSession(doors, account), https)
    return c.redirect('/', 303)
  })
}
