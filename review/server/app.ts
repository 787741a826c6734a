import { OpenAPIHono } from '@hono/zod-openapi'
import { READER } from '../../schemas/report.ts'
import { addAssets } from './assets/routes.ts'
import type { Env } from './env.ts'
import { createWatcher } from './events/changes.ts'
import { createHub } from './events/hub.ts'
import { answerFailure, Refusal } from './failures.ts'
import type { Ports, ServerSettings } from './ports.ts'
import { addDocuments } from './routes/documents.ts'
import { addEnter } from './routes/enter.ts'
import { addEvents } from './routes/events.ts'
import { addExports } from './routes/exports.ts'
import { addForms } from './routes/forms.ts'
import { addHealth } from './routes/health.ts'
import { addPages } from './routes/pages.ts'
import { addReport } from './routes/report.ts'
import { addReview } from './routes/review.ts'
import { addLogin, addSession } from './routes/session.ts'
import { addUpload } from './routes/upload.ts'
import { addUsers } from './routes/users.ts'
import { smallBodies } from './security/body-limit.ts'
import { secureHeaders } from './security/headers.ts'
import { onlyHosts } from './security/host.ts'
import { requireSession } from './security/require-session.ts'
import { sameOrigin } from './security/same-origin.ts'

/** The reviewers' server without its port. `end` closes the streams that would otherwise stay open. */
export type App = { readonly hono: OpenAPIHono<Env>; end(): void }

/** Where the description of the API is found. */
export const DESCRIPTION = '/api/openapi.json'

/**
 * Puts the server together. The order is its safety: headers on every answer, health for probes, then the checks of
 * host and origin, the login, and behind `requireSession` everything else.
 */
export function createApp(ports: Ports, settings: ServerSettings): App {
  const { log, store, now, documents, loginLimit: limit } = ports
  const { https, proxies, userHeader } = settings
  const doors = { db: store.db, now }
  const entrance = { doors, https, proxies, userHeader }
  const watcher = createWatcher(store.db, documents)
  const hub = createHub(() => watcher.look(now()), log)
  const ending = new AbortController()

  const app = new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success) throw new Refusal('invalid', firstIssue(result.error, result.target))
    },
  })
  app.onError((error, c) => answerFailure(error, c, log))
  app.notFound((c) => answerFailure(new Refusal('not-found'), c, log))

  app.use(secureHeaders(https))
  addHealth(app, ports)
  app.use(onlyHosts(settings.hosts))
  app.use('/api/*', sameOrigin())
  addAssets(app, ports.assets, entrance)
  if (settings.redeem) addEnter(app, entrance, settings.redeem)
  app.use(smallBodies())
  addLogin(app, entrance, limit, log)
  app.use('*', requireSession(entrance))
  addSession(app, entrance, limit)
  addUsers(app, doors)
  addForms(app, ports)
  addUpload(app, ports, settings)
  addDocuments(app, ports)
  addReport(app, ports)
  addPages(app, ports)
  addReview(app, ports)
  addExports(app, ports)
  addEvents(app, hub, doors, ending.signal)
  app.doc31(DESCRIPTION, { openapi: '3.1.0', info: { title: 'nianbao', version: READER.split('/')[1] ?? '' } })

  return {
    hono: app,
    end() {
      hub.close()
      ending.abort()
    },
  }
}

type Issues = { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] }

function firstIssue({ issues }: Issues, target: string): string {
  const [issue] = issues
  const where = issue && issue.path.length > 0 ? issue.path.map(String).join('.') : target
  return `${where}: ${issue?.message ?? 'not understood'}`
}
