import { expect, test } from 'vitest'
import { listAliases, setAliases } from '../../store/aliases.ts'
import { addAttempt, attemptsOf, countAttempts } from '../../store/attempts.ts'
import { addAudit, auditOf } from '../../store/audit.ts'
import { addCorrection, correctionsOf } from '../../store/corrections.ts'
import { findOpening, pageReadings, saveOpening, savePageReading } from '../../store/readings.ts'
import { describeStores, idOf } from '../support/stores.ts'

const DOCUMENT = idOf('a')

describeStores((stores) => {
  test('an opening is kept as first said, a version apart', async () => {
    const { db } = await stores.fresh()
    const problems = [{ code: 'page-blank' as const, page: 2, message: 'nothing on it' }]
    const opening = { document: DOCUMENT, reader: 'r1', pages: 3, problems, at: 1 }
    await saveOpening(db, opening)
    await saveOpening(db, { ...opening, pages: 4 })
    expect(await findOpening(db, DOCUMENT, 'r1')).toEqual({ pages: 3, problems })
    expect(await findOpening(db, DOCUMENT, 'r2')).toBeNull()
  })

  test('page readings come in page order, and the first one stays', async () => {
    const { db } = await stores.fresh()
    const row = (page: number, reader: string, blob: string) => ({
      ...{ document: DOCUMENT, page, reader, blob, kind: 'scan', code: null, seconds: 1.5, worker: 'w', created_at: 1 },
    })
    for (const page of [11, 2, 1]) await savePageReading(db, row(page, 'r1', `blob ${page}`))
    await savePageReading(db, row(2, 'r1', 'another'))
    await savePageReading(db, row(1, 'r2', 'newer'))
    const read = await pageReadings(db, DOCUMENT, 'r1')
    expect(read.map(({ page, blob, seconds }) => [page, blob, seconds])).toEqual([
      [1, 'blob 1', 1.5],
      [2, 'blob 2', 1.5],
      [11, 'blob 11', 1.5],
    ])
  })

  test('attempts are counted by step, page and code, the same one once', async () => {
    const { db } = await stores.fresh()
    const attempt = {
      document: DOCUMENT,
      generation: 1,
      page: 2,
      stage: 'page',
      worker: 'w',
      code: 'x',
      message: 'm',
      at: 1,
    }
    await addAttempt(db, attempt)
    await addAttempt(db, attempt)
    await addAttempt(db, { ...attempt, at: 2, code: 'y' })
    await addAttempt(db, { ...attempt, at: 3, page: null, stage: 'open' })
    await addAttempt(db, { ...attempt, at: 3, page: null, stage: 'open' })
    await addAttempt(db, { ...attempt, at: 4, generation: 2 })
    expect(await countAttempts(db, DOCUMENT, 1, 'page', 2)).toBe(2)
    expect(await countAttempts(db, DOCUMENT, 1, 'page', 2, ['y', 'z'])).toBe(1)
    expect(await countAttempts(db, DOCUMENT, 1, 'page', 2, [])).toBe(0)
    expect(await countAttempts(db, DOCUMENT, 1, 'open', null)).toBe(1)
    expect((await attemptsOf(db, DOCUMENT)).map(({ at }) => at)).toEqual([1, 2, 3, 4])
    expect((await attemptsOf(db, DOCUMENT, 2)).map(({ at }) => at)).toEqual([4])
  })

  test('the log keeps its order, the same entry once', async () => {
    const { db } = await stores.fresh()
    const entry = { at: 1, who: 'me', action: 'looked', document: DOCUMENT, field: null, detail_json: '{}' }
    await addAudit(db, entry)
    await addAudit(db, entry)
    await addAudit(db, { ...entry, action: 'left' })
    await addAudit(db, { ...entry, document: null })
    expect((await auditOf(db, DOCUMENT)).map(({ action }) => action)).toEqual(['looked', 'left'])
  })

  test('a correction is kept once, with a line in the log', async () => {
    const { db } = await stores.fresh()
    const said = { document: DOCUMENT, field: 'f', before_json: '1', after_json: '2', who: 'me', why: 'seen', at: 7 }
    const id = await addCorrection(db, said)
    expect(await addCorrection(db, said)).toBe(id)
    const later = await addCorrection(db, { ...said, at: 8 })
    expect((await correctionsOf(db, DOCUMENT)).map((one) => one.id)).toEqual([id, later])
    expect(await auditOf(db, DOCUMENT)).toHaveLength(2)
  })

  test('the last word on an alias counts', async () => {
    const { db } = await stores.fresh()
    await setAliases(db, [
      { alias: 'b', agency: 'x' },
      { alias: 'a', agency: 'x' },
      { alias: 'b', agency: 'y' },
    ])
    await setAliases(db, [{ alias: 'a', agency: 'z' }])
    await setAliases(db, [])
    expect(await listAliases(db)).toEqual([
      { alias: 'a', agency: 'z' },
      { alias: 'b', agency: 'y' },
    ])
  })

  test('text that no database likes is taken all the same', async () => {
    const { db } = await stores.fresh()
    const odd = '\0\u{1F4C4}\uD800'
    await addAudit(db, {
      at: 1,
      who: odd,
      action: 'x',
      document: DOCUMENT,
      field: null,
      detail_json: JSON.stringify([odd]),
    })
    expect(await auditOf(db, DOCUMENT)).toHaveLength(1)
  })
})
