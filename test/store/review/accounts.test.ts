import { expect, test } from 'vitest'
import {
  createAccount,
  findAccount,
  listAccounts,
  removeAccount,
  setPasswordHash,
  setRole,
} from '../../../store/review/accounts.ts'
import {
  createSession,
  findSession,
  removeSession,
  removeSessionsOf,
  sweepSessions,
  touchSession,
} from '../../../store/review/sessions.ts'
import { describeStores } from '../../support/stores.ts'

const ann = { name: 'Ann', role: 'reviewer' as const, passwordHash: 'h1' }

describeStores((stores) => {
  test('accounts are made once, whatever capitals and widths their names have, and changed', async () => {
    const { db } = await stores.fresh()
    expect(await createAccount(db, ann, 10)).toBe(true)
    expect(await createAccount(db, { ...ann, name: 'ＡＮＮ' }, 20)).toBe(false)
    expect(await createAccount(db, { name: '审核员', role: 'admin', passwordHash: null }, 20)).toBe(true)
    expect(await findAccount(db, 'aNN')).toEqual(ann)
    expect(await findAccount(db, 'nobody')).toBeNull()
    expect(await setRole(db, 'ANN', 'admin', 30)).toBe(true)
    expect(await setPasswordHash(db, 'ann', 'h2', 30)).toBe(true)
    expect(await setRole(db, 'nobody', 'admin', 30)).toBe(false)
    expect((await listAccounts(db)).map(({ name, role }) => [name, role])).toEqual([
      ['Ann', 'admin'],
      ['审核员', 'admin'],
    ])
    expect((await findAccount(db, 'Ann'))?.passwordHash).toBe('h2')
  })

  test('a session is found until it is over, removed, or its account is gone', async () => {
    const { db } = await stores.fresh()
    await createAccount(db, ann, 1)
    const session = (tokenHash: string) => ({
      tokenHash,
      account: 'ANN',
      csrf: `c${tokenHash}`,
      at: 10,
      expiresAt: 100,
    })
    for (const token of ['t1', 't2', 't3', 't4']) await createSession(db, session(token))
    expect(await findSession(db, 't1', 99)).toEqual({
      ...{ account: ann, csrf: 'ct1', createdAt: 10, seenAt: 10, expiresAt: 100 },
    })
    expect(await findSession(db, 't1', 100)).toBeNull()
    expect(await findSession(db, 'none', 10)).toBeNull()
    await touchSession(db, 't1', 90, 200)
    expect(await findSession(db, 't1', 150)).toMatchObject({ seenAt: 90, expiresAt: 200 })
    await touchSession(db, 't2', 100, 200)
    expect(await findSession(db, 't2', 150)).toBeNull()
    await removeSession(db, 't3')
    expect(await findSession(db, 't3', 20)).toBeNull()
    await sweepSessions(db, 100)
    expect(await db.run((k) => k.selectFrom('sessions').select('token_hash').execute())).toEqual([{ token_hash: 't1' }])
    await createSession(db, session('t5'))
    await removeSessionsOf(db, 'ann', 't5')
    expect(await findSession(db, 't1', 20)).toBeNull()
    expect(await findSession(db, 't5', 20)).not.toBeNull()
    expect(await removeAccount(db, 'ann')).toBe(true)
    expect(await removeAccount(db, 'ann')).toBe(false)
    expect(await findSession(db, 't5', 20)).toBeNull()
  })
})
