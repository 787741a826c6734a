import { expect, test } from 'vitest'
import { align, type Weights } from '../../../pipeline/form/align.ts'
import { fc } from '../../support/properties.ts'

/** Weights from a table of pair scores; leaving out a record or a row costs `skip`. */
function weights(scores: readonly (readonly number[])[], skip = 1): Weights {
  return { match: (i, j) => scores[i]![j]!, skipRecord: () => -skip, skipRow: () => -skip }
}

test('records take the rows that they score best with, in order', () => {
  const { rows } = align(3, 3, weights([[5, 0, 0], [0, 5, 0], [0, 0, 5]])) // biome-ignore format: a table
  expect(rows).toEqual([0, 1, 2])
})

test('a row without a record and a record without a row are left out', () => {
  expect(align(2, 3, weights([[5, -9, -9], [-9, -9, 5]])).rows).toEqual([0, 2]) // biome-ignore format: a table
  expect(align(3, 2, weights([[5, -9], [-9, -9], [-9, 5]])).rows).toEqual([0, -1, 1]) // biome-ignore format: a table
})

test('of two records that cross, one is left out: alignments keep the order', () => {
  const { rows } = align(2, 2, weights([[-Infinity, 5], [4, -Infinity]])) // biome-ignore format: a table
  expect(rows).toEqual([1, -1])
})

test('a forbidden pair is never made, whatever it costs to leave it out', () => {
  expect(align(1, 1, weights([[-Infinity]], 1000)).rows).toEqual([-1])
})

test('the only sensible alignment is all but certain', () => {
  const { posterior } = align(2, 2, weights([[8, -8], [-8, 8]], 3)) // biome-ignore format: a table
  for (const p of posterior) expect(p).toBeGreaterThan(0.999)
})

test('two alignments that tie share the certainty', () => {
  const { rows, posterior } = align(1, 2, weights([[6, 6]]))
  expect([0, 1]).toContain(rows[0])
  expect(posterior[0]).toBeCloseTo(0.5, 2)
  expect(align(2, 1, weights([[6], [6]])).posterior.find((p) => p > 0)).toBeCloseTo(0.5, 2)
})

test('three that tie share it too', () => {
  expect(align(1, 3, weights([[6, 6, 6]])).posterior[0]).toBeCloseTo(1 / 3, 2)
})

test('nothing to align is no alignment', () => {
  expect(align(0, 3, weights([]))).toEqual({ rows: [], posterior: [] })
  expect(align(2, 0, weights([[], []]))).toEqual({ rows: [-1, -1], posterior: [0, 0] })
})

const problem = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })).chain(([records, rows]) =>
  fc.array(fc.array(fc.double({ min: -6, max: 8, noNaN: true }), { minLength: rows, maxLength: rows }), {
    minLength: records,
    maxLength: records,
  }),
)

/** The weight of the best alignment and the sum over all of them, by trying every one. */
function byHand(
  scores: readonly (readonly number[])[],
  skip: number,
): { best: number; total: number; with: Map<string, number> } {
  const rows = scores[0]?.length ?? 0
  const result = { best: -Infinity, total: 0, with: new Map<string, number>() }
  const walk = (i: number, next: number, weight: number, pairs: readonly string[]) => {
    if (i === scores.length) {
      const whole = weight - skip * (scores.length + rows - 2 * pairs.length)
      result.best = Math.max(result.best, whole)
      result.total += Math.exp(whole)
      for (const pair of pairs) result.with.set(pair, (result.with.get(pair) ?? 0) + Math.exp(whole))
      return
    }
    walk(i + 1, next, weight, pairs)
    for (let j = next; j < rows; j++) walk(i + 1, j + 1, weight + scores[i]![j]!, [...pairs, `${i}-${j}`])
  }
  walk(0, 0, 0, [])
  return result
}

test('it is the best of all alignments, and its posteriors are those of trying every one', () => {
  fc.assert(
    fc.property(problem, (scores) => {
      const count = scores[0]?.length ?? 0
      const { rows, posterior } = align(scores.length, count, weights(scores))
      const all = byHand(scores, 1)
      const pairs = rows.flatMap((j, i) => (j < 0 ? [] : [[i, j] as const]))
      const own = pairs.reduce((sum, [i, j]) => sum + scores[i]![j]! + 2, -(scores.length + count))
      expect(own).toBeCloseTo(all.best, 6)
      for (const [i, j] of pairs) expect(posterior[i]).toBeCloseTo(all.with.get(`${i}-${j}`)! / all.total, 6)
    }),
    { numRuns: 300 },
  )
})
