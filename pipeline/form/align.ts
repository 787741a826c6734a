/** A monotone alignment: for each record the row it was given (-1 for none) and how sure that is, 0 … 1. */
export type Alignment = { readonly rows: readonly number[]; readonly posterior: readonly number[]; readonly score: number }

/**
 * Aligns records with rows in order, each used once at most, by dynamic programming: the best path gives the rows,
 * forward and backward sums give each pair's posterior (pair alignment after Durbin et al., Biological Sequence
 * Analysis, 1998, ch. 4). Scores are log weights: `match(i, j)` (-Infinity forbids), `skipRecord(i)`, `skipRow(j)`.
 */
export function align(
  records: number,
  rows: number,
  match: (record: number, row: number) => number,
  skipRecord: (record: number) => number,
  skipRow: (row: number) => number,
): Alignment {
  const width = rows + 1
  const scores = new Float64Array(records * rows)
  for (let i = 0; i < records; i++) for (let j = 0; j < rows; j++) scores[i * rows + j] = match(i, j)
  const best = new Float64Array((records + 1) * width).fill(-Infinity)
  const forward = new Float64Array((records + 1) * width).fill(-Infinity)
  best[0] = forward[0] = 0
  for (let i = 0; i <= records; i++) {
    for (let j = 0; j <= rows; j++) {
      if (i === 0 && j === 0) continue
      const at = i * width + j
      const record = i > 0 ? skipRecord(i - 1) : 0
      const row = j > 0 ? skipRow(j - 1) : 0
      const pair = i > 0 && j > 0 ? scores[(i - 1) * rows + j - 1]! : -Infinity
      const up = i > 0 ? at - width : -1
      const left = j > 0 ? at - 1 : -1
      best[at] = Math.max(up < 0 ? -Infinity : best[up]! + record, left < 0 ? -Infinity : best[left]! + row, up < 0 || left < 0 ? -Infinity : best[at - width - 1]! + pair)
      forward[at] = logSum(up < 0 ? -Infinity : forward[up]! + record, left < 0 ? -Infinity : forward[left]! + row, up < 0 || left < 0 ? -Infinity : forward[at - width - 1]! + pair)
    }
  }
  const backward = backwardSums(records, rows, scores, skipRecord, skipRow)
  const total = forward[records * width + rows]!
  const assigned = traceBack(records, rows, best, scores, skipRecord)
  const posterior = assigned.map((j, i) =>
    j < 0 ? 0 : Math.exp(forward[i * width + j]! + scores[i * rows + j]! + backward[(i + 1) * width + j + 1]! - total),
  )
  return { rows: assigned, posterior, score: best[records * width + rows]! }
}

function backwardSums(
  records: number,
  rows: number,
  scores: Float64Array,
  skipRecord: (record: number) => number,
  skipRow: (row: number) => number,
): Float64Array {
  const width = rows + 1
  const sums = new Float64Array((records + 1) * width).fill(-Infinity)
  sums[records * width + rows] = 0
  for (let i = records; i >= 0; i--) {
    for (let j = rows; j >= 0; j--) {
      if (i === records && j === rows) continue
      const at = i * width + j
      const down = i < records ? sums[at + width]! + skipRecord(i) : -Infinity
      const right = j < rows ? sums[at + 1]! + skipRow(j) : -Infinity
      const pair = i < records && j < rows ? sums[at + width + 1]! + scores[i * rows + j]! : -Infinity
      sums[at] = logSum(down, right, pair)
    }
  }
  return sums
}

function traceBack(
  records: number,
  rows: number,
  best: Float64Array,
  scores: Float64Array,
  skipRecord: (record: number) => number,
): number[] {
  const width = rows + 1
  const assigned = new Array<number>(records).fill(-1)
  let i = records
  let j = rows
  while (i > 0 || j > 0) {
    const here = best[i * width + j]!
    if (i > 0 && j > 0 && best[(i - 1) * width + j - 1]! + scores[(i - 1) * rows + j - 1]! === here) {
      assigned[i - 1] = j - 1
      i--
      j--
    } else if (i > 0 && best[(i - 1) * width + j]! + skipRecord(i - 1) === here) i--
    else j--
  }
  return assigned
}

function logSum(a: number, b: number, c: number): number {
  const top = Math.max(a, b, c)
  return top === -Infinity ? top : top + Math.log(Math.exp(a - top) + Math.exp(b - top) + Math.exp(c - top))
}
