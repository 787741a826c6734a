import { type Input, stratumOf } from '../../pipeline/confidence/encode.ts'
import type { ReadingFeatures } from '../../pipeline/confidence/features.ts'
import { type Model, sigmoid } from '../../pipeline/confidence/model.ts'

/** A cell with what is known of it: which report it stands in, and whether it was read right. */
export type Sample = {
  /** What the cell is, for people. */
  readonly what?: string
  readonly group: string
  readonly right: boolean
  readonly features: ReadingFeatures
}

/** Pull of the weights towards their guesses, per input of the order of 1; a handful of errors must not make a weight of 20. */
const RIDGE = 0.5
const MOST_STEPS = 60
const SETTLED = 1e-7

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares) with an L2 penalty on how far all weights
 * but the first are from their guesses: errors are so rare that many inputs meet none, and a weight of 0 would say that
 * they do not matter. Weights that come out against their input's sign are set to 0 and the rest fitted again.
 */
export function fitLogistic(samples: readonly Sample[], inputs: readonly Input[], ridge = RIDGE): Model {
  const rows = gather(samples, inputs)
  let open = inputs.map((_, i) => i)
  let weights = inputs.map(() => 0)
  for (;;) {
    weights = newton(rows, open, inputs, ridge)
    const against = open.filter((i) => inputs[i]!.sign !== 0 && weights[i]! * inputs[i]!.sign < 0)
    if (against.length === 0) break
    open = open.filter((i) => !against.includes(i))
  }
  const strata: Record<string, { cells: number; wrong: number }> = {}
  for (const { features, right } of samples) {
    const stratum = stratumOf(features)
    const counts = strata[stratum] ?? { cells: 0, wrong: 0 }
    strata[stratum] = { cells: counts.cells + 1, wrong: counts.wrong + (right ? 0 : 1) }
  }
  const sorted = Object.fromEntries(Object.entries(strata).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { inputs: inputs.map(({ name }) => name), weights, strata: sorted }
}

type Row = { readonly values: readonly number[]; count: number; right: number }

/** Equal rows as one with a count: most cells of a report are the same sure nought. */
function gather(samples: readonly Sample[], inputs: readonly Input[]): readonly Row[] {
  const rows = new Map<string, Row>()
  for (const { features, right } of samples) {
    const values = inputs.map(({ of }) => of(features))
    const key = values.join(' ')
    const row = rows.get(key) ?? { values, count: 0, right: 0 }
    row.count++
    row.right += right ? 1 : 0
    rows.set(key, row)
  }
  return [...rows.values()]
}

function newton(rows: readonly Row[], open: readonly number[], inputs: readonly Input[], ridge: number): number[] {
  const size = inputs.length
  let weights = Float64Array.from(inputs, ({ guess }, i) => (open.includes(i) ? guess : 0))
  const away = (by: Float64Array, i: number) => by[i]! - inputs[i]!.guess
  const penalty = (i: number) => (i === 0 ? 0 : ridge)
  const filled = rows.map((row) => ({ ...row, at: open.filter((i) => row.values[i] !== 0) }))
  const oddsOf = ({ values, at }: (typeof filled)[number], by: Float64Array) => {
    let odds = 0
    for (const i of at) odds += values[i]! * by[i]!
    return odds
  }
  const loss = (by: Float64Array) => {
    let sum = open.reduce((total, i) => total + (penalty(i) / 2) * away(by, i) ** 2, 0)
    for (const row of filled) {
      const p = Math.min(1 - 1e-12, Math.max(1e-12, sigmoid(oddsOf(row, by))))
      sum -= row.right * Math.log(p) + (row.count - row.right) * Math.log(1 - p)
    }
    return sum
  }
  let now = loss(weights)
  for (let step = 0; step < MOST_STEPS; step++) {
    const gradient = Array.from({ length: size }, (_, i) => -penalty(i) * away(weights, i))
    const curvature = gradient.map((_, i) => Float64Array.from(gradient, (_, j) => (i === j ? penalty(i) + 1e-9 : 0)))
    for (const row of filled) {
      const { values, count, right, at } = row
      const p = sigmoid(oddsOf(row, weights))
      const weight = count * Math.max(1e-10, p * (1 - p))
      for (const i of at) {
        gradient[i]! += (right - count * p) * values[i]!
        const line = curvature[i]!
        for (const j of at) line[j]! += weight * values[i]! * values[j]!
      }
    }
    const part = (line: ArrayLike<number>) => open.map((i) => line[i]!)
    const move = solve(
      open.map((i) => part(curvature[i]!)),
      part(gradient),
    )
    const moved = (share: number) => {
      const next = weights.slice()
      open.forEach((i, a) => {
        next[i]! += share * move[a]!
      })
      return next
    }
    // Half steps where a whole one overshoots.
    let share = 1
    while (share > 1e-4 && loss(moved(share)) > now + 1e-12) share /= 2
    weights = moved(share)
    const before = now
    now = loss(weights)
    if (Math.abs(before - now) < SETTLED) break
  }
  return [...weights]
}

/** Solves a symmetric positive definite system by elimination with pivots. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length
  const rows = matrix.map((row, i) => [...row, right[i]!])
  for (let column = 0; column < n; column++) {
    let pivot = column
    for (let r = column + 1; r < n; r++) if (Math.abs(rows[r]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = r
    ;[rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!]
    const head = rows[column]!
    for (let r = column + 1; r < n; r++) {
      const factor = rows[r]![column]! / head[column]!
      if (factor !== 0) for (let c = column; c <= n; c++) rows[r]![c]! -= factor * head[c]!
    }
  }
  const result = Array.from({ length: n }, () => 0)
  for (let r = n - 1; r >= 0; r--) {
    const row = rows[r]!
    const rest = row.slice(r + 1, n).reduce((sum, value, i) => sum + value * result[r + 1 + i]!, 0)
    result[r] = (row[n]! - rest) / row[r]!
  }
  return result
}
