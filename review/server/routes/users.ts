import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { findAccount, foldName, listAccounts } from '../../../store/review/accounts.ts'
import { PATHS } from '../../api/paths.ts'
import { Account, AccountChange, AccountName, NewAccount } from '../../api/session.ts'
import { addAccount, type Changed, changePassword, changeRole, dropAccount } from '../accounts/manage.ts'
import type { Doors } from '../accounts/sessions.ts'
import { shownAccount } from '../accounts/shown.ts'
import { body, FAILURES, json, NOTHING } from '../describe.ts'
import type { Env } from '../env.ts'
import { Refusal } from '../failures.ts'
import { atLeast } from '../security/require-role.ts'

const Named = z.object({ name: AccountName })

const list = createRoute({
  method: 'get',
  path: PATHS.users,
  summary: 'All accounts',
  middleware: atLeast('admin'),
  responses: { 200: json(z.array(Account), 'by name'), ...FAILURES },
})
const add = createRoute({
  method: 'post',
  path: PATHS.users,
  summary: 'A new account',
  middleware: atLeast('admin'),
  request: { body: body(NewAccount) },
  responses: { 201: json(Account, 'the account'), ...FAILURES },
})
const change = createRoute({
  method: 'patch',
  path: PATHS.user,
  summary: 'Another role or password',
  middleware: atLeast('admin'),
  request: { params: Named, body: body(AccountChange) },
  responses: { 200: json(Account, 'the account as it is now'), ...FAILURES },
})
const remove = createRoute({
  method: 'delete',
  path: PATHS.user,
  summary: 'Removes an account; what it said stays',
  middleware: atLeast('admin'),
  request: { params: Named },
  responses: { 204: NOTHING, ...FAILURES },
})

/** Managing accounts. */
export function addUsers(app: OpenAPIHono<Env>, doors: Doors): void {
  app.openapi(list, async (c) => c.json((await listAccounts(doors.db)).map(shownAccount), 200))
  app.openapi(add, async (c) => {
    const wanted = c.req.valid('json')
    if (!(await addAccount(doors, wanted, c.get('visitor').account.name))) throw new Refusal('account-exists')
    return c.json(await found(doors, wanted.name), 201)
  })
  app.openapi(change, async (c) => {
    const { name } = c.req.valid('param')
    const { role, password } = c.req.valid('json')
    const { account, session } = c.get('visitor')
    // Whoever finds a session open must not make it their own.
    const own = foldName(name) === foldName(account.name)
    if (password !== undefined && own && account.password) throw new Refusal('own-password')
    if (role !== undefined) insist(await changeRole(doors, name, role, account.name))
    if (password !== undefined) insist(await changePassword(doors, name, password, account.name, session))
    return c.json(await found(doors, name), 200)
  })
  app.openapi(remove, async (c) => {
    insist(await dropAccount(doors, c.req.valid('param').name, c.get('visitor').account.name))
    return c.body(null, 204)
  })
}

async function found({ db }: Doors, name: string): Promise<Account> {
  const account = await findAccount(db, name)
  if (!account) throw new Refusal('account-unknown')
  return shownAccount(account)
}

function insist(changed: Changed): void {
  if (changed === 'unknown') throw new Refusal('account-unknown')
  if (changed === 'last-admin') throw new Refusal('last-admin')
}
