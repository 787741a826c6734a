import type { Gray } from '../../pipeline/image/raster.ts'

type Taps = {
  readonly first: Int32Array
  readonly count: Int32Array
  readonly weights: Float32Array
  readonly most: number
}

/**
 * Resizes with a triangle filter that widens when shrinking (bilinear interpolation with antialiasing), columns first.
 * Sizes are in pixels, at least 1.
 */
export function resize({ width, height, data }: Gray, toWidth: number, toHeight: number): Gray {
  const across = taps(width, toWidth)
  const down = taps(height, toHeight)
  const rows = new Float32Array(toWidth * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < toWidth; x++) {
      const first = y * width + across.first[x]!
      let sum = 0
      for (let i = 0; i < across.count[x]!; i++) sum += data[first + i]! * across.weights[x * across.most + i]!
      rows[y * toWidth + x] = sum
    }
  }
  const out = new Uint8Array(toWidth * toHeight)
  for (let y = 0; y < toHeight; y++) {
    const first = down.first[y]!
    for (let x = 0; x < toWidth; x++) {
      let sum = 0
      for (let i = 0; i < down.count[y]!; i++)
        sum += rows[(first + i) * toWidth + x]! * down.weights[y * down.most + i]!
      out[y * toWidth + x] = Math.max(0, Math.min(255, Math.round(sum)))
    }
  }
  return { width: toWidth, height: toHeight, data: out }
}

/** Which pixels of the source make each of the target's, and with what share. */
function taps(from: number, to: number): Taps {
  const ratio = from / to
  const support = Math.max(1, ratio)
  const most = Math.ceil(support * 2) + 1
  const first = new Int32Array(to)
  const count = new Int32Array(to)
  const weights = new Float32Array(to * most)
  for (let at = 0; at < to; at++) {
    const centre = (at + 0.5) * ratio - 0.5
    const low = Math.max(0, Math.ceil(centre - support))
    const high = Math.min(from - 1, Math.floor(centre + support))
    let sum = 0
    for (let i = low; i <= high; i++) sum += 1 - Math.abs(i - centre) / support
    for (let i = low; i <= high; i++) weights[at * most + i - low] = (1 - Math.abs(i - centre) / support) / sum
    first[at] = low
    count[at] = high - low + 1
  }
  return { first, count, weights, most }
}
