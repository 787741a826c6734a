import { expect, test } from 'vitest'
import { similarity } from '../../../pipeline/form/similarity.ts'
import { canonical } from '../../../pipeline/read/canonical.ts'
import { LABEL_SIMILARITY } from '../../../pipeline/thresholds.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import { fc } from '../../support/properties.ts'

const text = fc.string({ unit: fc.constantFrom(...'属于国家秘密一二三其他申请公开予以部分'), maxLength: 20 })

test('it lies between 0 and 1, and 1 is equality', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const alike = similarity(a, b)
      expect(alike).toBeGreaterThanOrEqual(0)
      expect(alike).toBeLessThanOrEqual(1)
      expect(alike === 1).toBe(a === b && a !== '')
    }),
    { numRuns: 2000 },
  )
})

test('an empty text is like nothing', () => {
  fc.assert(fc.property(text, (a) => similarity('', a) === 0 && similarity(a, '') === 0))
})

test('it hardly matters which text is called the label, as far as anybody asks for it', () => {
  const asked = (a: string, b: string) => Math.max(LABEL_SIMILARITY, similarity(a, b))
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.abs(asked(a, b) - asked(b, a))).toBeLessThan(0.15)
    }),
    { numRuns: 2000 },
  )
})

test('the more of a label a fragment shows, the more alike it is', () => {
  const label = canonical('5.要求行政机关确认或重新出具已获取信息')
  const grown = Array.from({ length: label.length - 2 }, (_, i) => similarity(label.slice(0, i + 3), label))
  expect(grown).toEqual([...grown].sort((a, b) => a - b))
  expect(grown.at(-1)).toBe(1)
})

test('one misread character leaves a row’s label likest to its own row', () => {
  const entries = FORMS.flatMap((form) => form.tables.flatMap((table) => table.rows))
  const labels = entries.map(({ id, label }) => ({ id, label: canonical(label) }))
  const misprint = fc
    .constantFrom(...labels.filter(({ label }) => label.length >= 6))
    .chain((entry) => fc.tuple(fc.constant(entry), fc.integer({ min: 1, max: entry.label.length - 1 })))
  fc.assert(
    fc.property(misprint, ([{ id, label }, at]) => {
      const misread = `${label.slice(0, at)}囗${label.slice(at + 1)}`
      const best = (own: boolean) =>
        Math.max(
          ...labels.filter((entry) => (entry.id === id) === own).map((entry) => similarity(misread, entry.label)),
        )
      expect(best(true)).toBeGreaterThan(best(false))
    }),
  )
})
