import { PATHS } from '../../api/paths.ts'
import type { Session } from '../../api/session.ts'
import { WINDOW_HEADER } from '../../api/window-header.ts'
import { csrf, ended, session, signedOut } from '../session.ts'
import { windowName } from '../window.ts'

/** What came of a request: expected refusals are values. `status` 0: the server could not be reached. */
export type Reply<T> =
  | { readonly ok: true; readonly status: number; readonly value: T }
  | {
      readonly ok: false
      readonly status: number
      readonly code: string
      readonly message: string
      readonly body: unknown
    }

/** A path of the API with its parts and query filled in. */
export function pathOf(
  pattern: string,
  parts: Readonly<Record<string, string | number>> = {},
  query: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(parts[name] ?? '')))
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  if (given.length === 0) return path
  return `${path}?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
type Options = { readonly keepalive?: boolean }

/** One request to the API; 204 gives null. Where the same account has logged in anew meanwhile, it is made as that. */
export async function call<T>(method: Method, path: string, body?: unknown, options: Options = {}): Promise<Reply<T>> {
  const reply = await callOnce<T>(method, path, body, options)
  if (reply.ok || reply.code !== 'csrf-token' || !(await comeBack())) return reply
  return callOnce(method, path, body, options)
}

/** Whether the account that this page is used by has a session, perhaps another one than before; takes it up then. */
export async function comeBack(): Promise<boolean> {
  const reply = await callOnce<Session>('GET', PATHS.session)
  const isOwn = reply.ok && reply.value.account.name === session.value?.account.name
  if (isOwn) session.value = reply.value
  if (isOwn) ended.value = false
  else if (reply.ok) signedOut()
  return isOwn
}

async function callOnce<T>(method: Method, path: string, body?: unknown, options: Options = {}): Promise<Reply<T>> {
  const form = body instanceof FormData
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      keepalive: options.keepalive ?? false,
      headers: {
        accept: 'application/json',
        [WINDOW_HEADER]: windowName,
        ...(body !== undefined && !form ? { 'content-type': 'application/json' } : {}),
        ...(method === 'GET' ? {} : { 'x-csrf-token': csrf() }),
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    })
    return await replyOf<T>(response)
  } catch {
    return { ok: false, status: 0, code: 'unreachable', message: '', body: null }
  }
}

async function replyOf<T>(response: Response): Promise<Reply<T>> {
  const { status } = response
  const text = status === 204 ? '' : await response.text()
  const value: unknown = text === '' ? null : parsed(text)
  if (response.ok) return { ok: true, status, value: value as T }
  const said = (value ?? {}) as { code?: unknown; message?: unknown }
  if (said.code === 'no-session') signedOut()
  return {
    ok: false,
    status,
    code: typeof said.code === 'string' ? said.code : `http-${status}`,
    message: typeof said.message === 'string' ? said.message : '',
    body: value,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
