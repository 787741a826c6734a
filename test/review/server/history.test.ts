import { expect, test } from 'vitest'
import type { HistoryEntry } from '../../../review/api/documents.ts'
import type { Role } from '../../../review/api/session.ts'
import { answer } from '../../../review/queue/answer.ts'
import { leaseDocument, releaseLease } from '../../../review/queue/next.ts'
import { undoLast } from '../../../review/queue/undo.ts'
import { historyOf } from '../../../review/server/history.ts'
import { historyFor } from '../../../review/server/withheld.ts'
import type { Store } from '../../../store/open.ts'
import { createAccount } from '../../../store/review/accounts.ts'
import { describeStores } from '../../support/stores.ts'
import { putDocument } from '../queue/reviewed.ts'

const SECOND = { secondShare: 0, secondFields: ['f'], sampleShare: 0 }
const leaseMs = 10

async function withThree(store: Store): Promise<string> {
  for (const name of ['ann', 'bob', 'cat']) {
    await createAccount(store.db, { name, role: 'reviewer', passwordHash: null }, 1)
  }
  return putDocument(store, 'a', { fields: { f: { value: 7, flagged: true }, g: { value: 1, flagged: true } } })
}

/** Leases the document, answers a field, and gives it back. */
async function say(store: Store, document: string, who: string, field: string, value: number, now: number) {
  const leased = await leaseDocument(store, { who, document, now, leaseMs })
  if (!leased || 'kind' in leased) throw new Error('not leased')
  const said = { subject: field, after: { value, state: 'number' as const }, seen: leased.seen[field] ?? null }
  const answers = [{ ...said, why: 'typed', seconds: 1 }]
  const saved = await answer(store, { who, document, answers, now, leaseMs, second: SECOND })
  if (!saved || 'code' in saved) throw new Error('refused')
  await releaseLease(store, { who, document })
}

async function told(store: Store, document: string, who: string, role: Role, field?: string): Promise<HistoryEntry[]> {
  return historyFor(store.db, { document, who, role }, await historyOf(store.db, document, field))
}

const number = (value: number) => ({ value, state: 'number' })

describeStores((stores) => {
  test('whoever may read a field second does not learn from its history what the first one said', async () => {
    const store = await stores.fresh()
    const document = await withThree(store)
    await say(store, document, 'ann', 'f', 888, 100)
    await say(store, document, 'ann', 'g', 5, 110)
    const open = [{ who: 'ann', after: number(888), why: 'typed' }]
    const hidden = [
      { at: 100, who: 'ann', subject: 'f', before: null, after: null, why: '', withheld: true },
    ] satisfies HistoryEntry[]
    expect(await told(store, document, 'bob', 'reviewer', 'f')).toEqual(hidden)
    const all = await told(store, document, 'bob', 'reviewer')
    expect(all).toMatchObject([
      { subject: 'f', withheld: true },
      { subject: 'g', after: number(5) },
    ])
    expect(JSON.stringify(all)).not.toContain('888')
    for (const [who, role] of [
      ['ann', 'reviewer'],
      ['looks', 'viewer'],
      ['chief', 'admin'],
    ] as const) {
      expect(await told(store, document, who, role, 'f')).toMatchObject(open)
    }
    // An admin is a second reader like others while the document is theirs.
    await leaseDocument(store, { who: 'chief', document, now: 200, leaseMs })
    expect(await told(store, document, 'chief', 'admin', 'f')).toEqual(hidden)
    await releaseLease(store, { who: 'chief', document })
    await say(store, document, 'bob', 'f', 999, 300)
    for (const who of ['bob', 'cat']) {
      expect(await told(store, document, who, 'reviewer', 'f')).toMatchObject([
        { who: 'ann', after: number(888) },
        { who: 'bob', after: number(999) },
      ])
    }
    // What a second reader takes back tells what stands again, so that waits, too.
    await undoLast(store, { who: 'bob', document, now: 400, leaseMs })
    await releaseLease(store, { who: 'bob', document })
    expect(JSON.stringify(await told(store, document, 'cat', 'reviewer', 'f'))).not.toContain('888')
  })

  test('who decides for what stands already is in the history of the field, and so is who takes that back', async () => {
    const store = await stores.fresh()
    const document = await withThree(store)
    await say(store, document, 'ann', 'f', 8, 100)
    await say(store, document, 'bob', 'f', 9, 200)
    await say(store, document, 'cat', 'f', 9, 300)
    const confirmed = { at: 300, who: 'cat', subject: 'f', before: number(9), after: number(9), why: 'confirmed' }
    const f = await told(store, document, 'ann', 'reviewer', 'f')
    expect(f.map(({ who, why }) => [who, why])).toEqual([
      ['ann', 'typed'],
      ['bob', 'typed'],
      ['cat', 'confirmed'],
    ])
    expect(f[2]).toEqual(confirmed)
    expect(await told(store, document, 'ann', 'reviewer', 'g')).toEqual([])
    await undoLast(store, { who: 'cat', document, now: 400, leaseMs })
    expect((await told(store, document, 'ann', 'reviewer', 'f')).slice(2)).toEqual([
      confirmed,
      { ...confirmed, at: 400, why: 'undo' },
    ])
  })
})
