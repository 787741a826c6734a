import { vi } from 'vitest'

/** A request that the page made of the server. */
export type Asked = { readonly path: string; readonly body: Record<string, unknown> }

type Answered = { readonly status: number; readonly body?: unknown } | null

/** What a server answers, at once or later; null: it cannot be reached. */
export type Answering = (asked: Asked) => Answered | Promise<Answered>

/** A tab's own memory. */
export function tabMemory(): Map<string, string> {
  const items = new Map<string, string>()
  const storage = new Proxy(
    {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
    },
    { ownKeys: () => [...items.keys()], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) },
  )
  vi.stubGlobal('sessionStorage', storage)
  return items
}

/** What the page's modules find in every browser, as far as they need it without a document to draw on. */
export function stubPage(answering: Answering): Asked[] {
  const asked: Asked[] = []
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} })
  vi.stubGlobal('addEventListener', () => {})
  vi.stubGlobal('location', { hash: '#/review' })
  vi.stubGlobal('history', { replaceState: () => {} })
  vi.stubGlobal('requestAnimationFrame', () => 0)
  vi.stubGlobal('document', { addEventListener: () => {}, querySelector: () => null, hidden: true })
  vi.stubGlobal('fetch', async (path: string, { body }: { body?: string } = {}) => {
    const one = { path, body: body === undefined ? {} : (JSON.parse(body) as Record<string, unknown>) }
    asked.push(one)
    const reply = await answering(one)
    if (reply === null) throw new TypeError('fetch failed')
    return reply.status === 204 ? new Response(null, { status: 204 }) : Response.json(reply.body ?? {}, reply)
  })
  return asked
}
