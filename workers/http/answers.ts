import type { Metrics } from '../metrics/create.ts'
import { withinTime } from '../within-time.ts'

/** Whether work can be done now, and what stands in its way, a line each. */
export type Readiness = { readonly ok: boolean; readonly problems: readonly string[] }

export type Sources = {
  /** No such page without them. */
  readonly metrics?: Metrics
  readonly ready: () => Promise<Readiness>
  readonly status?: () => Promise<unknown>
  /** Said with 503 of all other pages, which will be there in a while; left out, there is nothing there. */
  readonly later?: string
}

export type Answer = {
  readonly status: number
  readonly type: string
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A probe that hears nothing for long takes the process for dead; one that hears why does not. */
const READY_MS = 3000
const STATUS_MS = 15_000

/** What is to be said to a request; rejects where a source does. */
export async function answer(method: string, url: string, sources: Sources): Promise<Answer> {
  const page = pages(sources)[url.split('?', 1)[0]!]
  if (!page && sources.later) return { ...json(503, { error: sources.later }), headers: { 'Retry-After': '5' } }
  if (!page) return json(404, { error: 'there is nothing here', pages: Object.keys(pages(sources)) })
  if (method !== 'GET' && method !== 'HEAD') {
    return { ...json(405, { error: 'this can only be read' }), headers: { Allow: 'GET, HEAD' } }
  }
  return page()
}

function pages({ metrics, ready, status }: Sources): Readonly<Record<string, () => Promise<Answer>>> {
  return {
    __proto__: null as never,
    '/healthz': async () => json(200, { ok: true }),
    '/readyz': async () => {
      const readiness = await withinTime(ready(), READY_MS).catch(notReady)
      return json(readiness.ok ? 200 : 503, readiness)
    },
    ...(metrics
      ? { '/metrics': async () => ({ status: 200, type: metrics.contentType, body: await metrics.text() }) }
      : {}),
    ...(status ? { '/status': async () => json(200, await withinTime(status(), STATUS_MS)) } : {}),
  }
}

function notReady(error: unknown): Readiness {
  return { ok: false, problems: [error instanceof Error ? error.message : String(error)] }
}

function json(status: number, content: unknown): Answer {
  return { status, type: 'application/json', body: `${JSON.stringify(content)}\n` }
}
