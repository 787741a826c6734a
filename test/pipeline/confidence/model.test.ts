import { expect, test } from 'vitest'
import { INPUTS } from '../../../pipeline/confidence/encode.ts'
import type { ReadingFeatures } from '../../../pipeline/confidence/features.ts'
import fitted from '../../../pipeline/confidence/fitted.json' with { type: 'json' }
import { ceilingOf, confidenceOfReading } from '../../../pipeline/confidence/model.ts'

const FIGURE: ReadingFeatures = {
  ...{ agreement: 'agree', kind: 'figure', best: 0.99, least: 0.97, rival: 0, length: 2 },
  ...{ inkDeviation: 0, blankInk: 0, noise: 0.01, support: 'figures' },
}
const sure = (part: Partial<ReadingFeatures>) => confidenceOfReading({ ...FIGURE, ...part })

test('the fitted weights belong to the inputs as they are, with their signs', () => {
  expect(fitted.inputs).toEqual(INPUTS.map(({ name }) => name))
  INPUTS.forEach(({ sign, name }, i) => {
    expect(fitted.weights[i]! * sign, name).toBeGreaterThanOrEqual(0)
  })
})

test('the fitted model carries its evidence: what it was fitted on, and its figures on reports unseen', () => {
  const cells = Object.values(fitted.strata).reduce((sum, stratum) => sum + stratum.cells, 0)
  expect(Object.values(fitted.fittedOn).reduce((sum, corpus) => sum + corpus.cells, 0)).toBe(cells)
  expect(fitted.crossValidated.cells).toBe(cells)
  expect(fitted.crossValidated.ece).toBeLessThan(0.015)
})

test('what two readers agree about is surer than what one says, and that than what the other denies', () => {
  expect(sure({})).toBeGreaterThan(sure({ agreement: 'alone' }))
  expect(sure({})).toBeGreaterThan(sure({ agreement: 'contested', rival: 0.9 }))
  expect(sure({ agreement: 'contested', rival: 0.9 })).toBeGreaterThan(sure({ agreement: 'none', best: 0, least: 0 }))
})

test('lower scores, failing sums and a contradiction never make a cell surer', () => {
  for (const least of [0.9, 0.5, 0.1]) expect(sure({ least })).toBeLessThanOrEqual(sure({}))
  expect(sure({ support: 'suspect' })).toBeLessThan(sure({}))
  expect(sure({ agreement: 'contested', rival: 0.99 })).toBeLessThanOrEqual(
    sure({ agreement: 'contested', rival: 0.3 }),
  )
})

test('nothing is surer than the number of cells like it allows', () => {
  const cells = fitted.strata.agree.cells
  expect(sure({ best: 1, least: 1, noise: 0 })).toBeLessThanOrEqual(ceilingOf(cells))
  const bare = { inputs: fitted.inputs, weights: fitted.weights, strata: {} }
  expect(confidenceOfReading(FIGURE, bare)).toBe(0.5)
})
