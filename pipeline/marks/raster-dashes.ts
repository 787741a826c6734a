import type { Mask } from '../image/raster.ts'
import { linkRuns, type Runs, runsOf } from '../image/runs.ts'
import { DASHED } from '../thresholds.ts'
import { transpose } from './raster-mask.ts'

/** Marks of level lines in parallel arrays, by where they begin: pixels x0 … x1, y0 … y1 (exclusive). */
type Marks = {
  readonly x0: readonly number[]
  readonly x1: readonly number[]
  readonly y0: readonly number[]
  readonly y1: readonly number[]
}

/** Marks one behind the other: indices, and how far each begins behind the one before, on the average. */
type Chain = { readonly members: number[]; middle: number; period: number }

/**
 * The ink with its dashed and dotted lines made whole: many small marks of one size, evenly apart in one line. Taken for
 * specks they would be lost, and make the page look full of noise.
 */
export function closeDashes(ink: Mask, dpi: number): Mask {
  const pieces = piecesOf(ink)
  const closed: Mask = { ...ink, data: ink.data.slice() }
  const level = marksOf(pieces, dpi)
  const upright = marksOf({ x0: pieces.y0, x1: pieces.y1, y0: pieces.x0, y1: pieces.x1, area: pieces.area }, dpi)
  let lines = 0
  for (const chain of chainsOf(level, dpi)) {
    lines++
    fillChain(chain, level, closed)
  }
  const chains = chainsOf(upright, dpi)
  if (lines + chains.length === 0) return ink
  if (chains.length === 0) return closed
  const turned = transpose(closed)
  for (const chain of chains) fillChain(chain, upright, turned)
  return transpose(turned)
}

type Pieces = {
  readonly x0: Int32Array
  readonly x1: Int32Array
  readonly y0: Int32Array
  readonly y1: Int32Array
  readonly area: Int32Array
}

function piecesOf(ink: Mask): Pieces {
  const runs: Runs = runsOf(ink)
  const { pieces, piece } = linkRuns(runs)
  const [x0, y0] = [new Int32Array(pieces).fill(ink.width), new Int32Array(pieces).fill(ink.height)]
  const [x1, y1, area] = [new Int32Array(pieces), new Int32Array(pieces), new Int32Array(pieces)]
  for (let i = 0; i < runs.count; i++) {
    const p = piece[i]!
    const [from, to, row] = [runs.from[i]!, runs.to[i]!, runs.row[i]!]
    x0[p] = Math.min(x0[p]!, from)
    x1[p] = Math.max(x1[p]!, to)
    y0[p] = Math.min(y0[p]!, row)
    y1[p] = Math.max(y1[p]!, row + 1)
    area[p] = area[p]! + to - from
  }
  return { x0, x1, y0, y1, area }
}

/** Small solid pieces, low enough for a line's. */
function marksOf({ x0, x1, y0, y1, area }: Pieces, dpi: number): Marks {
  const longest = (DASHED.longest * dpi) / 72
  const thickest = Math.max(3, (DASHED.thickest * dpi) / 72)
  const least = Math.max(2, ((DASHED.least * dpi) / 72) ** 2)
  const found: number[] = []
  for (let i = 0; i < area.length; i++) {
    const [width, height] = [x1[i]! - x0[i]!, y1[i]! - y0[i]!]
    const small = width <= longest && height <= thickest && area[i]! >= least
    // What is left of a worn hairline is no thicker than a pixel.
    if (small && height > 1 && area[i]! >= DASHED.solid * width * height) found.push(i)
  }
  found.sort((a, b) => x0[a]! - x0[b]! || y0[a]! - y0[b]!)
  const pick = (values: Int32Array) => found.map((i) => values[i]!)
  return { x0: pick(x0), x1: pick(x1), y0: pick(y0), y1: pick(y1) }
}

/** Long and even chains of marks. A mark missing (a crossing line, a character that touches) doesn't end one. */
function chainsOf({ x0, x1, y0, y1 }: Marks, dpi: number): Chain[] {
  const near = Math.max(1, (DASHED.inLine * dpi) / 72)
  const open = new Map<number, Chain>()
  const all: Chain[] = []
  for (let i = 0; i < x0.length; i++) {
    const middle = (y0[i]! + y1[i]!) / 2
    const bucket = Math.round(middle / near)
    let best: Chain | null = null
    let at = bucket
    for (const b of [bucket, bucket - 1, bucket + 1]) {
      const chain = open.get(b)
      if (!chain || Math.abs(chain.middle - middle) > near || !follows(chain, i)) continue
      if (best && Math.abs(best.middle - middle) <= Math.abs(chain.middle - middle)) continue
      best = chain
      at = b
    }
    if (best) {
      open.delete(at)
      const last = best.members[best.members.length - 1]!
      const step = x0[i]! - x0[last]!
      const n = best.members.length
      // A step over a missing mark says nothing of the period.
      if (n === 1) best.period = step
      else if (step < 1.5 * best.period) best.period += (step - best.period) / Math.min(n, 8)
      best.members.push(i)
      best.middle = middle
    } else {
      best = { members: [i], middle, period: 0 }
      all.push(best)
    }
    open.set(bucket, best)
  }
  return all.filter(isLine)

  function follows({ members, period }: Chain, i: number): boolean {
    const last = members[members.length - 1]!
    const gap = x0[i]! - x1[last]!
    const [own, before] = [x1[i]! - x0[i]!, x1[last]! - x0[last]!]
    if (gap < 1) return false
    if (members.length > 1 && gap <= DASHED.missing * period) return true
    return gap <= 1 + DASHED.gap * Math.min(own, before)
  }

  function isLine({ members, period }: Chain): boolean {
    const [first, last] = [members[0]!, members[members.length - 1]!]
    const length = x1[last]! - x0[first]!
    if (members.length < DASHED.fewest || length < (DASHED.shortest * dpi) / 72) return false
    const steps = members.slice(1).map((m, i) => x0[m]! - x0[members[i]!]!)
    // A step over a missing mark is as long as it is.
    const near = steps.filter((step) => step < 1.5 * period)
    const even = near.filter((step) => Math.abs(step - period) <= 1 + DASHED.strays * period)
    if (near.length < DASHED.present * steps.length || even.length < DASHED.even * near.length) return false
    const lengths = members.map((m) => x1[m]! - x0[m]!).sort((a, b) => a - b)
    const usual = lengths[lengths.length >> 1]!
    const alike = lengths.filter((length) => Math.abs(length - usual) <= 1 + DASHED.strays * usual)
    return alike.length >= DASHED.even * members.length
  }
}

/** Fills what lies between a chain's marks, and what lies between its ends and a line that crosses there. */
function fillChain({ members, period }: Chain, { x0, x1, y0, y1 }: Marks, { width, data }: Mask): void {
  const fill = (from: number, to: number, m: number) => {
    for (let y = y0[m]!; y < y1[m]!; y++) data.fill(1, y * width + from, y * width + to)
  }
  members.forEach((m, i) => {
    if (i > 0) fill(x1[members[i - 1]!]!, x0[m]!, m)
  })
  const reach = Math.round(DASHED.missing * period)
  const [first, last] = [members[0]!, members[members.length - 1]!]
  const isInk = (x: number, m: number) => data[((y0[m]! + y1[m]!) >> 1) * width + x] === 1
  for (let x = x1[last]!; x < Math.min(width, x1[last]! + reach); x++)
    if (isInk(x, last)) {
      fill(x1[last]!, x, last)
      break
    }
  for (let x = x0[first]! - 1; x >= Math.max(0, x0[first]! - reach); x--)
    if (isInk(x, first)) {
      fill(x + 1, x0[first]!, first)
      break
    }
}
