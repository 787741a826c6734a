import type { ReadingFeatures } from './features.ts'

/** One input of the model: its name, how it is had from the features, and which way it may move the probability at most. */
export type Input = {
  readonly name: string
  /** 1: more of it never makes a cell less sure; -1: never surer; 0: either way. */
  readonly sign: 1 | -1 | 0
  /** Its weight as far as one would guess without data; the fit starts from there and needs evidence to move. */
  readonly guess: number
  readonly of: (features: ReadingFeatures) => number
}

const is = (holds: boolean) => (holds ? 1 : 0)

/**
 * The model's inputs, each of the order of 1. A sign is fixed where another one could only be chance in the data: surer
 * readers never make a cell less sure.
 */
export const INPUTS: readonly Input[] = [
  { name: 'constant', sign: 0, guess: 4, of: () => 1 },
  { name: 'outvoted', sign: -1, guess: -1, of: ({ agreement }) => is(agreement === 'outvoted') },
  { name: 'alone', sign: -1, guess: -2, of: ({ agreement, kind }) => is(agreement === 'alone' && kind !== 'blank') },
  { name: 'contested', sign: -1, guess: -2.5, of: ({ agreement }) => is(agreement === 'contested') },
  { name: 'unbacked', sign: -1, guess: -3, of: ({ agreement }) => is(agreement === 'none') },
  { name: 'digit', sign: 0, guess: -0.5, of: ({ kind }) => is(kind === 'digit') },
  { name: 'figure', sign: 0, guess: -0.5, of: ({ kind }) => is(kind === 'figure') },
  { name: 'dash', sign: 0, guess: 0, of: ({ kind }) => is(kind === 'dash') },
  { name: 'blank', sign: 0, guess: 0, of: ({ kind }) => is(kind === 'blank') },
  { name: 'text', sign: -1, guess: -2, of: ({ kind }) => is(kind === 'text') },
  { name: 'best score', sign: 1, guess: 1, of: ({ best, kind }) => (kind === 'blank' ? 0 : logit(best)) },
  { name: 'least score', sign: 1, guess: 1.5, of: ({ least, kind }) => (kind === 'blank' ? 0 : logit(least)) },
  { name: 'low score', sign: -1, guess: -2, of: (features) => (isNumber(features) ? shortfall(features.least) : 0) },
  { name: 'rival score', sign: -1, guess: -1, of: ({ rival }) => (rival === 0 ? 0 : logit(rival) - logit(0)) },
  {
    name: 'length',
    sign: -1,
    guess: -0.2,
    of: ({ length, kind }) => (kind === 'figure' ? Math.log2(Math.max(1, length)) : 0),
  },
  { name: 'odd ink', sign: -1, guess: -0.5, of: ({ inkDeviation }) => Math.max(0, inkDeviation - USUAL_DEVIATION) },
  { name: 'ink in blank', sign: -1, guess: -1, of: ({ blankInk }) => Math.min(1, blankInk * PER_PERCENT) },
  { name: 'noise', sign: -1, guess: -1, of: ({ noise }) => noise * PER_TENTH },
  { name: 'sum of figures', sign: 1, guess: 1.5, of: ({ support }) => is(support === 'figures') },
  { name: 'sum of zeros', sign: 1, guess: 0.5, of: ({ support }) => is(support === 'zeros') },
  { name: 'suspected', sign: -1, guess: -2, of: ({ support }) => is(support === 'suspect') },
]

function isNumber({ kind, agreement }: ReadingFeatures): boolean {
  return agreement !== 'none' && (kind === 'zero' || kind === 'digit' || kind === 'figure')
}

/** How far a score is below even odds, 0 … 1: a reader that hardly believes itself has seen something odd. */
function shortfall(score: number): number {
  return Math.max(0, 1 - 2 * score)
}

/** A 1 has half the ink of an 8, and that is no anomaly. |log2|. */
const USUAL_DEVIATION = 1
/** Bring shares to the order of 1. */
const [PER_PERCENT, PER_TENTH] = [100, 10]

/** The inputs' values for a cell, in their order. */
export function encode(features: ReadingFeatures): number[] {
  return INPUTS.map(({ of }) => of(features))
}

/**
 * The group of cells whose number bounds how sure the model may be. What two readers agree about is one group, whatever it
 * is: both would have had to make the same mistake. For what one reader says alone or against another, a sum with
 * figures that comes out right is the second witness.
 */
export function stratumOf({ agreement, kind, support }: ReadingFeatures): string {
  if (kind === 'blank' || kind === 'text') return kind
  if (agreement !== 'alone' && agreement !== 'contested') return agreement
  return support === 'figures' ? 'one reader and a sum' : 'one reader'
}

/** Log odds of a reader's score, cut off where scores say no more, in units of the odds 100 : 1. */
function logit(score: number): number {
  const cut = Math.min(MOST_SCORE, Math.max(LEAST_SCORE, score))
  return Math.log(cut / (1 - cut)) / Math.log(100)
}

const [LEAST_SCORE, MOST_SCORE] = [0.02, 0.9995]
