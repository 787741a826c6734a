/** A monotone alignment: for each record the row it was given (-1 for none) and how sure that is, 0 … 1. */
export type Alignment = { readonly rows: readonly number[]; readonly posterior: readonly number[] }

/** Log weights: of a pair (-Infinity forbids it), and of leaving a record or a row without partner. */
export type Weights = {
  readonly match: (record: number, row: number) => number
  readonly skipRecord: (record: number) => number
  readonly skipRow: (row: number) => number
}

/**
 * Aligns records with rows in order, each used once at most, by dynamic programming: the best path gives the rows,
 * forward and backward sums give each pair's posterior (pair alignment after Durbin et al., Biological Sequence
 * Analysis, 1998, ch. 4). Between two pairs all skipped records come before all skipped rows, so that one alignment is
 * one path and its weight is not counted once for every interleaving.
 */
export function align(records: number, rows: number, weights: Weights): Alignment {
  const pairs = new Float64Array(records * rows)
  for (let i = 0; i < records; i++) for (let j = 0; j < rows; j++) pairs[i * rows + j] = weights.match(i, j)
  const table: Table = { records, rows, pairs, weights }
  const best = forward(table, Math.max)
  const sums = forward(table, logSum)
  const rest = backward(table)
  const end = cell(table, records, rows)
  const total = logSum(sums.open[end]!, sums.closed[end]!)
  const assigned = traceBack(table, best)
  const posterior = assigned.map((j, i) => {
    if (j < 0) return 0
    const from = cell(table, i, j)
    const before = logSum(sums.open[from]!, sums.closed[from]!)
    return Math.min(1, Math.exp(before + pairs[i * rows + j]! + rest.open[cell(table, i + 1, j + 1)]! - total))
  })
  return { rows: assigned, posterior }
}

type Table = {
  readonly records: number
  readonly rows: number
  readonly pairs: Float64Array
  readonly weights: Weights
}
/** `open`: behind a pair or a skipped record; `closed`: behind a skipped row, where no record may be skipped. */
type Layers = { readonly open: Float64Array; readonly closed: Float64Array }

function cell(table: Table, record: number, row: number): number {
  return record * (table.rows + 1) + row
}

function layers(table: Table): Layers {
  const size = (table.records + 1) * (table.rows + 1)
  return { open: new Float64Array(size).fill(-Infinity), closed: new Float64Array(size).fill(-Infinity) }
}

function forward(table: Table, join: (a: number, b: number) => number): Layers {
  const { open, closed } = layers(table)
  open[0] = 0
  for (let i = 0; i <= table.records; i++) {
    const skipRecord = i > 0 ? table.weights.skipRecord(i - 1) : 0
    for (let j = 0; j <= table.rows; j++) {
      const at = cell(table, i, j)
      if (i > 0) open[at] = join(open[at]!, open[cell(table, i - 1, j)]! + skipRecord)
      if (i > 0 && j > 0) {
        const from = cell(table, i - 1, j - 1)
        open[at] = join(open[at]!, join(open[from]!, closed[from]!) + table.pairs[(i - 1) * table.rows + j - 1]!)
      }
      if (j > 0) {
        const from = cell(table, i, j - 1)
        closed[at] = join(open[from]!, closed[from]!) + table.weights.skipRow(j - 1)
      }
    }
  }
  return { open, closed }
}

function backward(table: Table): Layers {
  const { open, closed } = layers(table)
  for (let i = table.records; i >= 0; i--) {
    for (let j = table.rows; j >= 0; j--) {
      const at = cell(table, i, j)
      const end = i === table.records && j === table.rows ? 0 : -Infinity
      const pair =
        i < table.records && j < table.rows
          ? open[cell(table, i + 1, j + 1)]! + table.pairs[i * table.rows + j]!
          : -Infinity
      const row = j < table.rows ? closed[cell(table, i, j + 1)]! + table.weights.skipRow(j) : -Infinity
      const record = i < table.records ? open[cell(table, i + 1, j)]! + table.weights.skipRecord(i) : -Infinity
      closed[at] = logSum(end, logSum(pair, row))
      open[at] = logSum(closed[at]!, record)
    }
  }
  return { open, closed }
}

function traceBack(table: Table, best: Layers): number[] {
  const assigned = new Array<number>(table.records).fill(-1)
  let i = table.records
  let j = table.rows
  const end = cell(table, i, j)
  let inClosed = best.closed[end]! > best.open[end]!
  while (i > 0 || j > 0) {
    if (inClosed) {
      const from = cell(table, i, j - 1)
      inClosed = best.closed[from]! > best.open[from]!
      j--
      continue
    }
    const at = best.open[cell(table, i, j)]!
    const from = i > 0 && j > 0 ? cell(table, i - 1, j - 1) : -1
    if (
      from >= 0 &&
      Math.max(best.open[from]!, best.closed[from]!) + table.pairs[(i - 1) * table.rows + j - 1]! === at
    ) {
      assigned[i - 1] = j - 1
      inClosed = best.closed[from]! > best.open[from]!
      i--
      j--
    } else i--
  }
  return assigned
}

function logSum(a: number, b: number): number {
  const top = Math.max(a, b)
  return top === -Infinity ? top : top + Math.log1p(Math.exp(Math.min(a, b) - top))
}
