import type { Problem } from '../../../schemas/problem.ts'
import { signedOut } from '../session.ts'

/** A file that was fetched, and what it lacks; or why there is none, in the server's words. */
export type FetchedFile =
  | { readonly ok: true; readonly name: string; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly code: string; readonly message: string }

/**
 * Fetches a file and hands it to the browser's downloads. Unlike a link it can tell why there is none, and ends where
 * the signal is given. Rejects only then.
 */
export async function fetchFile(path: string, signal: AbortSignal): Promise<FetchedFile> {
  try {
    const response = await fetch(path, { credentials: 'same-origin', signal })
    if (!response.ok) return await refusalIn(response)
    const name = nameIn(response.headers.get('content-disposition') ?? '')
    save(await response.blob(), name)
    const listed = response.headers.get('x-left-out')
    return { ok: true, name, problems: listed === null ? [] : (JSON.parse(decodeURIComponent(listed)) as Problem[]) }
  } catch (error) {
    if (signal.aborted) throw error
    return { ok: false, code: 'unreachable', message: '' }
  }
}

async function refusalIn(response: Response): Promise<FetchedFile> {
  const said = (await response.json().catch(() => ({}))) as { code?: string; message?: string }
  if (said.code === 'no-session') signedOut()
  return { ok: false, code: said.code ?? `http-${response.status}`, message: said.message ?? '' }
}

/** The name that the server gives (RFC 8187). */
function nameIn(disposition: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1]
  return encoded === undefined ? 'download' : decodeURIComponent(encoded)
}

/** Milliseconds that the browser has to take the bytes over. */
const KEPT_MS = 60_000

function save(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS)
}
