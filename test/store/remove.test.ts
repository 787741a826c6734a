import { expect, test } from 'vitest'
import { answer } from '../../review/queue/answer.ts'
import { nextTask } from '../../review/queue/next.ts'
import { setAliases } from '../../store/aliases.ts'
import { auditOf } from '../../store/audit.ts'
import { findDocument, registerDocument, startDocument } from '../../store/documents.ts'
import { saveOpening, savePageReading } from '../../store/readings.ts'
import { removeDocument } from '../../store/remove.ts'
import { markLinked, unlinkedReports } from '../../store/reports.ts'
import { putDocument } from '../review/queue/reviewed.ts'
import { describeStores, idOf, submission } from '../support/stores.ts'

const LEASE = { now: 1000, leaseMs: 100 }
const BY = { who: 'admin', at: 5000 }

describeStores((stores) => {
  test('a document goes with everything that was read and said of it; the audit log says so', async () => {
    const store = await stores.fresh()
    const { db } = store
    const fields = { f: { flagged: true }, g: { flagged: true } }
    const document = await putDocument(store, 'a', { fields })
    const other = await putDocument(store, 'b', { fields })
    await saveOpening(db, { document, reader: 'r1', pages: 1, problems: [], at: 1 })
    const reading = { page: 1, reader: 'r1', blob: 'x', kind: 'text', code: null, seconds: 0, worker: 'w' }
    await savePageReading(db, { ...reading, document, created_at: 1 })
    const said = { subject: 'f', after: { value: 1, state: 'number' as const }, seen: null, why: '', seconds: 1 }
    await answer(store, { ...LEASE, who: 'ann', document, answers: [said] })
    const before = await rowsOf(document)
    expect(before).toMatchObject({ documents: 1, submissions: 1, corrections: 1, decisions: 1, page_readings: 1 })

    expect(await removeDocument(db, { ...BY, document })).toBe('removed')
    const { audit_log, ...rest } = await rowsOf(document)
    expect(new Set(Object.values(rest))).toEqual(new Set([0]))
    expect(audit_log).toBe(before.audit_log! + 1)
    expect((await auditOf(db, document)).at(-1)).toMatchObject({
      ...{ who: 'admin', at: 5000, action: 'removed' },
      detail_json: JSON.stringify({ name: 'a.pdf', batches: ['b1'], state: 'review' }),
    })
    expect(await removeDocument(db, { ...BY, document })).toBe('unknown')
    expect((await nextTask(store, { ...LEASE, who: 'bob', filter: {} }))?.document).toBe(other)
    // Handed in again it is a new one.
    expect(await registerDocument(db, submission('a'))).toMatchObject({ created: true, document: { generation: 1 } })

    async function rowsOf(id: string): Promise<Record<string, number>> {
      const tables = (await db.run((k) => k.introspection.getTables())).filter(({ columns }) =>
        columns.some(({ name }) => name === 'document'),
      )
      const counts: Record<string, number> = { documents: (await findDocument(db, id)) ? 1 : 0 }
      for (const { name } of tables) {
        const rows = await db.run((k) =>
          k
            .selectFrom(name as 'submissions')
            .select('document')
            .where('document', '=', id)
            .execute(),
        )
        counts[name] = rows.length
      }
      return counts
    }
  })

  test('not while somebody settles it or it is being read, unless it must', async () => {
    const store = await stores.fresh()
    const { db } = store
    const document = await putDocument(store, 'a', { fields: { f: { flagged: true } } })
    await nextTask(store, { ...LEASE, who: 'ann', filter: {} })
    expect(await removeDocument(db, { ...BY, at: 1099, document })).toBe('leased')
    await registerDocument(db, submission('b'))
    expect(await removeDocument(db, { ...BY, document: idOf('b') })).toBe('unfinished')
    await startDocument(db, idOf('b'), 1, 10)
    expect(await removeDocument(db, { ...BY, document: idOf('b') })).toBe('unfinished')
    expect(await findDocument(db, idOf('b'))).not.toBeNull()
    expect(await removeDocument(db, { ...BY, document: idOf('b'), force: true })).toBe('removed')
    expect(await removeDocument(db, { ...BY, at: 1101, document })).toBe('removed')
  })

  test('of a batch only what came in no other one', async () => {
    const { db } = await stores.fresh()
    await registerDocument(db, submission('a'))
    await registerDocument(db, submission('a', { batch: 'b2' }))
    await registerDocument(db, submission('b', { batch: 'b2' }))
    const remove = (text: string) => removeDocument(db, { ...BY, document: idOf(text), batch: 'b2', force: true })
    expect([await remove('a'), await remove('b'), await remove('a')]).toEqual(['withdrawn', 'removed', 'unknown'])
    const left = await db.run((k) => k.selectFrom('submissions').select(['document', 'batch']).execute())
    expect(left).toEqual([{ document: idOf('a'), batch: 'b1' }])
  })

  test('reports beside it, whatever their agency is called, are compared anew', async () => {
    const store = await stores.fresh()
    const { db } = store
    await setAliases(db, [{ alias: 'b局', agency: 'a局' }])
    const fields = { f: {} }
    await putDocument(store, 'a', { fields, agency: 'A 局', year: 2020 })
    await putDocument(store, 'b', { fields, agency: 'B 局', year: 2021 })
    await putDocument(store, 'c', { fields, agency: 'A 局', year: 2023 })
    await putDocument(store, 'd', { fields, agency: 'C 局', year: 2020 })
    for (const text of ['a', 'b', 'c', 'd']) {
      const { blob } = await db.run((k) =>
        k.selectFrom('reports').select('blob').where('document', '=', idOf(text)).executeTakeFirstOrThrow(),
      )
      await markLinked(db, idOf(text), blob)
    }
    await removeDocument(db, { ...BY, document: idOf('a') })
    expect(await unlinkedReports(db, 10)).toEqual([idOf('b')])
  })
})
