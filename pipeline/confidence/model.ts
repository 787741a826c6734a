import { encode, stratumOf } from './encode.ts'
import type { ReadingFeatures } from './features.ts'
import fitted from './fitted.json' with { type: 'json' }

/** A fitted model as it rests in fitted.json: a weight per input by name, and for each stratum how many cells it had. */
export type Model = {
  readonly inputs: readonly string[]
  readonly weights: readonly number[]
  /** Stratum → cells, and wrong ones among them. */
  readonly strata: Readonly<Record<string, { readonly cells: number; readonly wrong: number }>>
}

/**
 * The probability, 0 … 1, that what was taken from a cell's pixels is what is printed there: logistic regression, and never
 * more than the data can bear witness to. Where n cells of a kind were all right, the share of wrong ones is still
 * up to 3 / n at 95 % confidence (the rule of three; Hanley and Lippman-Hand, JAMA 1983).
 */
export function confidenceOfReading(features: ReadingFeatures, model: Model = fitted): number {
  const inputs = encode(features)
  const odds = inputs.reduce((sum, value, i) => sum + value * (model.weights[i] ?? 0), 0)
  return Math.min(sigmoid(odds), ceilingOf(model.strata[stratumOf(features)]?.cells ?? 0))
}

/** The most that may be said after `cells` cells, 0 … 1; of a kind never seen, that it is as likely right as wrong. */
export function ceilingOf(cells: number): number {
  return 1 - RULE_OF_THREE / (cells + 2 * RULE_OF_THREE)
}

const RULE_OF_THREE = 3

/** Log odds to probability, without overflow. */
export function sigmoid(odds: number): number {
  return odds >= 0 ? 1 / (1 + Math.exp(-odds)) : Math.exp(odds) / (1 + Math.exp(odds))
}
