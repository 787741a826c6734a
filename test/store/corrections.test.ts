import { expect, test } from 'vitest'
import type { CorrectedValue, TableMark } from '../../schemas/correction.ts'
import { addCorrection, correctionsOf, countCorrections, toCorrection } from '../../store/corrections.ts'
import { describeStores, idOf } from '../support/stores.ts'

const DOCUMENT = idOf('a')
const row = (field: string, after: CorrectedValue | TableMark | null, at: number) => ({
  ...{ document: DOCUMENT, field, before_json: 'null', after_json: JSON.stringify(after), who: '季宁', why: '', at },
})

describeStores(({ fresh }) => {
  test('corrections come back as they were said, in that order', async () => {
    const { db } = await fresh()
    const said: [string, CorrectedValue | TableMark | null][] = [
      ['requests.granted.total', { value: 7, state: 'number', page: 2, box: [1, 2, 3, 4.5] }],
      ['table:2:0', { form: null, table: null }],
      ['requests.granted.total', null],
    ]
    const ids: string[] = []
    for (const [at, [subject, after]] of said.entries()) ids.push(await addCorrection(db, row(subject, after, at)))
    await addCorrection(db, { ...row('f', null, 1), document: idOf('b') })
    const found = (await correctionsOf(db, DOCUMENT)).map(toCorrection)
    expect(found).toEqual(
      said.map(([subject, after], at) => ({
        ...{ id: ids[at], document: DOCUMENT, subject, before: null, after, who: '季宁', why: '', at },
      })),
    )
    expect(await db.transaction((k) => countCorrections(k, DOCUMENT))).toBe(3)
  })

  test('a row that no correction can be is a defect, not a silent gap', async () => {
    const { db } = await fresh()
    await addCorrection(db, { ...row('f', null, 1), after_json: '{"value":[1]}' })
    const [found] = await correctionsOf(db, DOCUMENT)
    expect(() => toCorrection(found!)).toThrow()
  })
})
