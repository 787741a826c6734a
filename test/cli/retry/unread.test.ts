import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EXIT } from '../../../schemas/problem.ts'
import { auditOf } from '../../../store/audit.ts'
import { findDocument } from '../../../store/documents.ts'
import type { Store } from '../../../store/open.ts'
import { pageReadings, savePageReading } from '../../../store/readings.ts'
import { smallReport } from '../../export/support/outgoing.ts'
import { putReport } from '../../export/support/store.ts'
import { open } from '../../support/open-store.ts'
import { redisInstalled } from '../../support/redis.ts'
import { openWorkplace, type Workplace } from '../../support/workplace.ts'

describe.skipIf(!redisInstalled())('pages that were not read', () => {
  let at: Workplace
  let store: Store
  beforeAll(async () => {
    at = await openWorkplace()
    store = await open({ data: at.data, database: undefined })
  })
  afterAll(async () => {
    await store?.close()
    await at?.close()
  })

  /** A document in review, whose second page was read or not. */
  async function put(name: string, code: string | null): Promise<string> {
    const { document } = await putReport(store, smallReport({}), { origin: `/in/${name}`, state: 'review' })
    for (const page of [1, 2]) {
      const row = { document, page, reader: 'r', blob: 'x', kind: 'scan', code: page === 2 ? code : null }
      await savePageReading(store.db, { ...row, seconds: 1, worker: 'w', created_at: 1 })
    }
    return document
  }

  const stateOf = async (id: string) => (await findDocument(store.db, id))?.state
  const pagesOf = async (id: string) => (await pageReadings(store.db, id, 'r')).map(({ page }) => page)

  test('are ordered again by name and with --unread, what was read and what somebody settles is not', async () => {
    const unread = await put('unread.pdf', 'page-timeout')
    const read = await put('read.pdf', null)
    expect((await at.nianbao('retry', '--batch', 'b')).stderr).toBe('0 documents wait for another try\n')
    expect(await at.nianbao('retry', 'read.pdf', 'unread.pdf')).toMatchObject({
      code: EXIT.ok,
      stderr: '1 document waits for another try · left as they are: 1 review\n',
    })
    expect([await stateOf(unread), await pagesOf(unread)]).toEqual(['waiting', [1]])
    expect([await stateOf(read), await pagesOf(read)]).toEqual(['review', [1, 2]])
    expect((await auditOf(store.db, unread)).at(-1)).toMatchObject({ action: 'reread' })

    const [free, held] = [await put('free.pdf', 'page-timeout'), await put('held.pdf', 'page-timeout')]
    const nobody = { open: 1, plain: 1, best: 0, failing: 0, since: 1, skipped: 0, problematic: 0, settled: 0 }
    const about = { organization: null, agency: null, year: null, form: null }
    const lease = { document: held, ...nobody, ...about, owner: 'anna', until: Date.now() + 3_600_000 }
    await store.db.run((k) => k.insertInto('review_queue').values(lease).execute())
    expect((await at.nianbao('retry', '--batch', 'b', '--unread')).stderr).toBe(
      '1 document waits for another try · left as they are: 1 review\n' +
        'nianbao: 1 document left: somebody is settling it; try again later\n',
    )
    expect([await stateOf(free), await pagesOf(free)]).toEqual(['waiting', [1]])
    expect([await stateOf(held), await pagesOf(held)]).toEqual(['review', [1, 2]])
  }, 120_000)
})
