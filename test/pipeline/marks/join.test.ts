import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinRulings } from '../../../pipeline/marks/join.ts'
import { level, upright } from '../grid/make.ts'

test('pieces end to end are one ruling, pieces apart stay two', () => {
  expect(joinRulings([level(10, 0, 50), level(10, 51, 100), level(10, 110, 200)])).toEqual([
    level(10, 0, 100),
    level(10, 110, 200),
  ])
})

test('double lines and the two sides of a border are one', () => {
  const [one, ...others] = joinRulings([level(10, 0, 100), level(12, 0, 100), upright(0, 10, 60), upright(1.5, 10, 60)])
  expect(one).toMatchObject({ at: 11, from: 0, to: 100 })
  expect(others).toMatchObject([{ kind: 'vertical', at: 0.75 }])
})

test('rows as close as a line of small type stay apart', () => {
  expect(joinRulings([level(10, 0, 100), level(16, 0, 100)])).toHaveLength(2)
})

test('dashes and dots make a line, an ellipsis does not', () => {
  const dashes = Array.from({ length: 12 }, (_, i) => level(10, i * 8, i * 8 + 4))
  const dots = Array.from({ length: 30 }, (_, i) => level(30, i * 3, i * 3 + 1, 1))
  const ellipsis = Array.from({ length: 3 }, (_, i) => level(50, i * 3, i * 3 + 1, 1))
  expect(joinRulings([...dashes, ...dots, ...ellipsis])).toMatchObject([
    { at: 10, from: 0, to: 92 },
    { at: 30, from: 0, to: 88 },
  ])
})

test('long rulings set the place that short pieces snap to', () => {
  const joined = joinRulings([level(12.4, 90, 99), level(10, 0, 300), level(14.8, 0, 300)])
  expect(joined.map((r) => Math.round(r.at))).toEqual([10, 15])
})

test('the order of pieces does not matter', () => {
  const pieces = [
    level(10, 0, 50),
    level(11, 40, 90),
    level(10.5, 92, 150),
    level(40, 0, 20),
    upright(5, 0, 90),
    upright(6, 80, 120),
  ]
  const expected = joinRulings(pieces)
  fc.assert(
    fc.property(fc.shuffledSubarray(pieces, { minLength: pieces.length }), (shuffled) => {
      expect(joinRulings(shuffled)).toEqual(expected)
    }),
  )
})
