import { expect, test } from 'vitest'
import { encode, INPUTS } from '../../../pipeline/confidence/encode.ts'
import type { Agreement, CellKind, ReadingFeatures, Support } from '../../../pipeline/confidence/features.ts'
import { ceilingOf, confidenceOfReading, sigmoid } from '../../../pipeline/confidence/model.ts'
import { fitLogistic, type Sample } from '../../../scripts/calibrate/logistic.ts'
import { crossValidate, figuresOf, MODELS, thresholdFor } from '../../../scripts/calibrate/validate.ts'

/** Weights of the world that the samples below are drawn from, by input. */
const TRUE: Readonly<Record<string, number>> = {
  ...{ constant: 2, contested: -2, alone: -0.7, figure: -0.5 },
  ...{ 'best score': 1, 'least score': 1.5, noise: -0.8, 'sum of figures': 1.2, suspected: -1.5 },
}

/** Numbers from 0 to 1 in a fixed sequence. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

function drawFeatures(next: () => number): ReadingFeatures {
  const pick = <T>(items: readonly T[]) => items[Math.floor(next() * items.length)]!
  const agreement = pick<Agreement>(['agree', 'agree', 'agree', 'alone', 'contested'])
  const [a, b] = [1 - next() ** 3, 1 - next() ** 3]
  return {
    ...{ agreement, kind: pick<CellKind>(['zero', 'digit', 'figure']), length: 2, inkDeviation: 0, blankInk: 0 },
    ...{ best: Math.max(a, b), least: Math.min(a, b), rival: agreement === 'contested' ? next() : 0 },
    ...{ noise: next() * 0.1, support: pick<Support>(['figures', 'zeros', 'none', 'suspect']) },
  }
}

/** Samples of a known model: right with the probability that it gives. */
function drawSamples(count: number, seed: number): (Sample & { readonly truth: number })[] {
  const next = sequence(seed)
  return Array.from({ length: count }, (_, i) => {
    const features = drawFeatures(next)
    const odds = encode(features).reduce((sum, value, at) => sum + value * (TRUE[INPUTS[at]!.name] ?? 0), 0)
    return { group: `report ${i % 40}`, features, right: next() < sigmoid(odds), truth: sigmoid(odds) }
  })
}

const samples = drawSamples(12_000, 11)
const predicted = crossValidate(samples, MODELS.logistic, 5)

test('the fit recovers the model that the samples come from', () => {
  const model = fitLogistic(samples, INPUTS)
  const found = Object.fromEntries(model.inputs.map((name, i) => [name, model.weights[i]!]))
  for (const [name, weight] of Object.entries(TRUE)) {
    if (name === 'constant') continue
    expect(Math.abs(found[name]! - weight), name).toBeLessThan(0.3)
  }
  const fresh = drawSamples(2_000, 5)
  const apart = fresh.map(({ features, truth }) => Math.abs(confidenceOfReading(features, model) - truth))
  expect(apart.reduce((a, b) => a + b, 0) / apart.length).toBeLessThan(0.01)
})

test('unseen reports get probabilities that hold', () => {
  expect(predicted).toHaveLength(samples.length)
  const figures = figuresOf(predicted)
  expect(figures.ece).toBeLessThan(0.01)
  const best = samples.reduce((sum, { truth, right }) => sum - Math.log(right ? truth : 1 - truth), 0) / samples.length
  expect(Math.abs(figures.logLoss - best)).toBeLessThan(0.005)
  expect(figures.logLoss).toBeLessThan(figuresOf(crossValidate(samples, MODELS.isotonic, 5)).logLoss)
  for (const { threshold, silent } of figures.thresholds) {
    const sure = predicted.filter(({ confidence }) => confidence >= threshold)
    expect(silent).toBe(sure.filter(({ right }) => !right).length)
    expect(silent / sure.length).toBeLessThan(1 - threshold + 0.01)
  }
})

test('surer readers never make a cell less sure, whatever chance has put into the data', () => {
  const upside = samples.map((sample) => ({ ...sample, right: sample.features.least < 0.5 }))
  const model = fitLogistic(upside, INPUTS)
  INPUTS.forEach(({ sign, name }, i) => {
    expect(model.weights[i]! * sign, name).toBeGreaterThanOrEqual(0)
  })
})

test('a handful of cells without an error makes nobody sure', () => {
  const few = samples.slice(0, 20).map((sample): Sample => {
    return { ...sample, right: true, features: { ...sample.features, agreement: 'agree', kind: 'dash', least: 0.99 } }
  })
  const [{ features }] = few as [Sample]
  for (const fit of Object.values(MODELS)) {
    expect(fit(few)(features)).toBeLessThanOrEqual(1 - 3 / 26)
    expect(fit(few)({ ...features, agreement: 'alone' })).toBeLessThanOrEqual(0.5)
  }
  expect(ceilingOf(2994)).toBeCloseTo(0.999)
})

test('a cell of a report is never predicted by a model that saw the report', () => {
  const seen = samples.slice(0, 400)
  const groups: string[][] = []
  crossValidate(
    seen,
    (known) => {
      groups.push([...new Set(known.map(({ group }) => group))])
      return () => 0.5
    },
    4,
  )
  expect(groups.map((known) => known.length)).toEqual([30, 30, 30, 30])
  expect(new Set(groups.flatMap((known) => [...known])).size).toBe(40)
})

test('the threshold for a target lets no more than that share pass', () => {
  for (const rate of [0, 0.0005, 0.01]) {
    const threshold = thresholdFor(predicted, rate)
    const silent = predicted.filter(({ right, confidence }) => !right && confidence >= threshold).length
    expect(silent / predicted.length).toBeLessThanOrEqual(rate)
  }
})
