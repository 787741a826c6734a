import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from '../env.ts'
import type { Ports } from '../ports.ts'

/** For probes, which have no session and any name for the server: whether it lives, and which services do not answer. */
export function addHealth(app: OpenAPIHono<Env>, { ready }: Ports): void {
  app.get('/healthz', (c) => c.json({ ok: true }, 200))
  app.get('/readyz', async (c) => {
    const readiness = await ready()
    return c.json(readiness, readiness.ok ? 200 : 503)
  })
}
