import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packed } from '../../../export/sources/packed.ts'

test('texts come back as they are, whatever is in them, and are ordered as strings are', () => {
  const text = fc.oneof(
    fc.string({ unit: fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 8 }),
    fc.constantFrom('', 'a', 'aa', '（', '𠮷', '\ud800', '年报'),
  )
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
      const pack = packed()
      for (const one of texts) pack.add(one)
      expect(pack.length).toBe(texts.length)
      expect(texts.map((_, index) => pack.at(index))).toEqual(texts)
      expect([...pack.order()].map((index) => pack.at(index))).toEqual([...texts].sort())
    }),
  )
})
