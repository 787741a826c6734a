import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

// Behind https the name itself (`__Host-`) makes browsers refuse the cookie from any other host or path.

/** The session's token as the browser brings it. */
export function tokenIn(c: Context, https: boolean): string | null {
  return getCookie(c, nameOf(https)) ?? null
}

/** Leaves the token with the browser, out of reach of scripts and of other sites' requests, until it is closed. */
export function giveToken(c: Context, token: string, https: boolean): void {
  setCookie(c, nameOf(https), token, { httpOnly: true, sameSite: 'Strict', path: '/', secure: https })
}

export function takeToken(c: Context, https: boolean): void {
  deleteCookie(c, nameOf(https), { path: '/', secure: https })
}

function nameOf(https: boolean): string {
  return https ? '__Host-nianbao' : 'nianbao'
}
