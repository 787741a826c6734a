import { type Random, seeded } from '../../samples/make/random.ts'

/** A smooth surface over the unit square, in [-1, 1]; `at(u, v)` takes any u and v and holds the border's value beyond. */
export interface Surface {
  at(u: number, v: number): number
}

/** Value noise: random heights on a grid of `cells` by `cells`, joined by cubic steps. */
export function drawSurface(cells: number, random: Random): Surface {
  const side = cells + 1
  const heights = Float32Array.from({ length: side * side }, () => random.unit() * 2 - 1)
  const ease = (t: number): number => t * t * (3 - 2 * t)
  return {
    at(u, v) {
      const x = Math.min(Math.max(u, 0), 1) * cells
      const y = Math.min(Math.max(v, 0), 1) * cells
      const i = Math.min(Math.floor(x), cells - 1)
      const j = Math.min(Math.floor(y), cells - 1)
      const s = ease(x - i)
      const k = j * side + i
      const top = heights[k]! + (heights[k + 1]! - heights[k]!) * s
      const bottom = heights[k + side]! + (heights[k + side + 1]! - heights[k + side]!) * s
      return top + (bottom - top) * ease(y - j)
    },
  }
}

/** A quick source of 32-bit integers for pixels (xorshift32, G. Marsaglia 2003). */
export function drawBits(random: Random): () => number {
  let state = random.int(1, 0x7fffffff)
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
}

/** 4096 draws from the normal distribution of deviation 1 (Box and Muller), to be picked from at random. */
export const GAUSS: Float32Array = ((): Float32Array => {
  const random = seeded('gauss')
  return Float32Array.from({ length: 4096 }, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random.unit()))
    return radius * Math.cos(2 * Math.PI * random.unit())
  })
})()

/**
 * Evaluates a function of pixel coordinates on a coarse lattice (every `step` pixels) and calls `use` for each row with
 * the interpolated values; the array is reused.
 */
export function eachRow(
  width: number,
  height: number,
  step: number,
  value: (x: number, y: number) => number,
  use: (y: number, row: Float32Array) => void,
): void {
  const columns = Math.ceil(width / step) + 1
  const line = (y: number): Float32Array => Float32Array.from({ length: columns }, (_, i) => value(i * step, y))
  const row = new Float32Array(width)
  let above = line(0)
  let below = line(step)
  for (let y = 0; y < height; y++) {
    const down = (y % step) / step
    if (y > 0 && y % step === 0) {
      above = below
      below = line(y + step)
    }
    for (let i = 0; i + 1 < columns; i++) {
      const left = above[i]! + (below[i]! - above[i]!) * down
      const right = above[i + 1]! + (below[i + 1]! - above[i + 1]!) * down
      const slope = (right - left) / step
      const start = i * step
      const end = Math.min(start + step, width)
      for (let x = start; x < end; x++) row[x] = left + slope * (x - start)
    }
    use(y, row)
  }
}
