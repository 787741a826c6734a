import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignStems, type Named } from '../../../export/sources/stems.ts'
import { assignNames } from '../../../store/names.ts'
import { idOf } from '../../support/open-store.ts'

async function* inPages(all: readonly Named[]) {
  for (let start = 0; start < all.length; start += 3) yield all.slice(start, start + 3)
}

test('names are those that assignNames gives to all at once', async () => {
  const name = fc.constantFrom(
    'a.pdf',
    'A.txt',
    'b.pdf',
    `a~${idOf('2').slice(0, 8)}.pdf`,
    'c.pdf',
    'é.pdf',
    'e\u0301.pdf',
  )
  const document = fc.constantFrom('1', '2', '3', '4', '5').map(idOf)
  const origin = fc.constantFrom('/in', '/in/2', '/other')
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ document, origin, name }), { maxLength: 12 }), async (all) => {
      const claimants = all.map((one) => ({
        ...{ key: `${one.origin}\n${one.name}\n${one.document}`, name: one.name },
        hash: () => one.document,
      }))
      const stemOf = await assignStems(() => inPages(all))
      expect(all.map((one) => `${stemOf(one)}.json`)).toEqual(assignNames(claimants, new Map()))
    }),
  )
})

test('what came after the first look is left for the next time', async () => {
  const one = (id: string, name: string): Named => ({ document: idOf(id), origin: '/in', name })
  let looks = 0
  const stemOf = await assignStems(() =>
    inPages([one('1', 'a.pdf'), one('2', 'a.pdf'), ...(looks++ > 0 ? [one('3', 'a.pdf')] : [])]),
  )
  expect([stemOf(one('1', 'a.pdf')), stemOf(one('3', 'a.pdf')), stemOf(one('4', 'b.pdf'))]).toEqual([
    expect.stringMatching(/^a/),
    null,
    null,
  ])
})
