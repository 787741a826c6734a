import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Env } from '../env.ts'
import { Refusal } from '../failures.ts'
import { type Entrance, recognize } from '../security/require-session.ts'
import type { Asset, Assets } from './load.ts'

const YEAR = 'max-age=31536000, immutable'

/** The page: the login's files for everybody, the others for who has a session; without one / leads to the login. */
export function addAssets(app: OpenAPIHono<Env>, assets: Assets, entrance: Entrance): void {
  app.get('/login', (c) => send(c, assets.get('/login.html')))
  app.get('/', async (c) => {
    if (await recognize(c, entrance)) return send(c, assets.get('/index.html'))
    return c.redirect('/login', 303)
  })
  app.get('/assets/*', async (c) => {
    const asset = assets.get(c.req.path)
    if (!asset?.open && !(await recognize(c, entrance))) throw new Refusal('no-session')
    return send(c, asset)
  })
}

function send(c: Context<Env>, asset: Asset | undefined): Response {
  if (!asset) throw new Refusal('not-found')
  const headers = {
    ETag: asset.tag,
    'Cache-Control': asset.lasting ? `${asset.open ? 'public' : 'private'}, ${YEAR}` : 'no-cache',
  }
  if (c.req.header('if-none-match') === asset.tag) return c.body(null, 304, headers)
  return c.body(Buffer.from(asset.bytes), 200, { ...headers, 'Content-Type': asset.type })
}
