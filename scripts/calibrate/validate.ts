import { INPUTS } from '../../pipeline/confidence/encode.ts'
import type { ReadingFeatures } from '../../pipeline/confidence/features.ts'
import { confidenceOfReading } from '../../pipeline/confidence/model.ts'
import { calibrationError } from '../../pipeline/eval/accuracy.ts'
import { fitIsotonic } from './isotonic.ts'
import { fitLogistic, type Sample } from './logistic.ts'

/** A sample with the probability that a model gave it which had not seen its report. */
export type Predicted = Sample & { readonly confidence: number }

/** How good probabilities are, and what thresholds would make of them. Shares of 1. */
export type Figures = {
  readonly cells: number
  readonly wrong: number
  readonly logLoss: number
  readonly brier: number
  readonly ece: number
  readonly thresholds: readonly {
    readonly threshold: number
    /** Wrong cells at or above it, and their share. */
    readonly silent: number
    readonly silentRate: number
    /** Share of cells below it. */
    readonly review: number
  }[]
}

export const THRESHOLDS = [0.5, 0.9, 0.95, 0.97, 0.98, 0.985, 0.99, 0.995, 0.998] as const

type Fit = (samples: readonly Sample[]) => (features: ReadingFeatures) => number

export const MODELS: Readonly<Record<'logistic' | 'isotonic', Fit>> = {
  logistic: (samples) => {
    const model = fitLogistic(samples, INPUTS)
    return (features) => confidenceOfReading(features, model)
  },
  isotonic: fitIsotonic,
}

/** Few reports are bad enough to hold errors; with many folds most of them are there to learn from. */
const FOLDS = 30

/** Cross-validation by report: every sample is predicted by a model fitted without any sample of its group. */
export function crossValidate(samples: readonly Sample[], fit: Fit, folds = FOLDS): readonly Predicted[] {
  const groups = [...new Set(samples.map(({ group }) => group))].sort()
  const foldOf = new Map(groups.map((group, i) => [group, i % folds]))
  return Array.from({ length: Math.min(folds, groups.length) }, (_, fold) => {
    const confidence = fit(samples.filter(({ group }) => foldOf.get(group) !== fold))
    const unseen = samples.filter(({ group }) => foldOf.get(group) === fold)
    return unseen.map((sample) => ({ ...sample, confidence: confidence(sample.features) }))
  }).flat()
}

/** The figures of predictions. */
export function figuresOf(predicted: readonly Predicted[]): Figures {
  const cells = predicted.length
  const mean = (of: (sample: Predicted) => number) => predicted.reduce((sum, s) => sum + of(s), 0) / Math.max(1, cells)
  return {
    cells,
    wrong: predicted.filter(({ right }) => !right).length,
    logLoss: mean(({ right, confidence }) => -Math.log(Math.max(1e-12, right ? confidence : 1 - confidence))),
    brier: mean(({ right, confidence }) => (confidence - (right ? 1 : 0)) ** 2),
    ece: calibrationError(predicted) ?? 0,
    thresholds: THRESHOLDS.map((threshold) => {
      const silent = predicted.filter(({ right, confidence }) => !right && confidence >= threshold).length
      const review = predicted.filter(({ confidence }) => confidence < threshold).length
      return { threshold, silent, silentRate: silent / Math.max(1, cells), review: review / Math.max(1, cells) }
    }),
  }
}

/** The least of the predictions' confidences from which on at most a share `rate` of all cells is wrong unseen. */
export function thresholdFor(predicted: readonly Predicted[], rate: number): number {
  const allowed = Math.floor(rate * predicted.length)
  const wrong = predicted.filter(({ right }) => !right).map(({ confidence }) => confidence)
  const next = wrong.sort((a, b) => b - a)[allowed]
  // Just above the surest wrong cell that must not pass.
  return next === undefined ? 0 : Math.min(1, next + 1e-4)
}
