import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { PATHS } from '../../api/paths.ts'
import { type Doors, sessionLives } from '../accounts/sessions.ts'
import { FAILURES, file } from '../describe.ts'
import type { Env } from '../env.ts'
import type { Hub } from '../events/hub.ts'

/** Proxies end connections that are silent; this often something is sent, and the session looked at. */
const HEARTBEAT_MS = 5_000
/** Milliseconds after which a browser whose stream broke off comes back. */
const RETRY_MS = 3_000

const events = createRoute({
  method: 'get',
  path: PATHS.events,
  summary: 'What changes, as it changes',
  responses: {
    200: file('text/event-stream', 'documents: Progress; document: DocumentLine; bye: the session has ended'),
    ...FAILURES,
  },
})

/** Server-sent events. A stream ends with its session, and with the server. */
export function addEvents(app: OpenAPIHono<Env>, hub: Hub, doors: Doors, ending: AbortSignal): void {
  app.openapi(events, (c) => {
    const { session } = c.get('visitor')
    c.header('X-Accel-Buffering', 'no') // nginx would keep events until it has a page full
    return streamSSE(c, async (stream) => {
      await stream.writeSSE({ event: 'hello', data: '{}', retry: RETRY_MS })
      const stop = hub.listen(({ progress, documents }) => {
        if (progress) void stream.writeSSE({ event: 'documents', data: JSON.stringify(progress) })
        for (const line of documents) void stream.writeSSE({ event: 'document', data: JSON.stringify(line) })
      })
      try {
        while (await rest(HEARTBEAT_MS, [ending, c.req.raw.signal])) {
          if (stream.aborted || stream.closed) return
          if (!(await sessionLives(doors, session))) break
          await stream.write(': still here\n\n')
        }
        if (!stream.aborted) await stream.writeSSE({ event: 'bye', data: '{}' })
      } finally {
        stop()
      }
    })
  })
}

/** False where one of the signals cut it short. */
function rest(ms: number, signals: readonly AbortSignal[]): Promise<boolean> {
  if (signals.some(({ aborted }) => aborted)) return Promise.resolve(false)
  return new Promise((settle) => {
    const end = (whole: boolean) => {
      clearTimeout(timer)
      for (const signal of signals) signal.removeEventListener('abort', cut)
      settle(whole)
    }
    const cut = () => end(false)
    const timer = setTimeout(() => end(true), ms)
    for (const signal of signals) signal.addEventListener('abort', cut)
  })
}
