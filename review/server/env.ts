import type { HttpBindings } from '@hono/node-server'
import type { Account } from '../api/session.ts'

/** Who asks: the account as it is now, and the session by the hash of its token. */
export type Visitor = { readonly account: Account; readonly csrf: string; readonly session: string }

/** What handlers find in hono's context. */
export type Env = { Bindings: HttpBindings; Variables: { visitor: Visitor } }
