import type { Gray } from './raster.ts'

/**
 * Calls back row by row with mean and standard deviation of the `radius`-window around every pixel, cut off at the
 * picture's edges. Sums of columns slide down and across, so that the cost does not depend on the radius.
 */
export function slideWindow(
  gray: Gray,
  radius: number,
  row: (y: number, means: Float32Array, deviations: Float32Array) => void,
): void {
  const { width, height, data } = gray
  const sums = new Uint32Array(width)
  const squares = new Uint32Array(width)
  const means = new Float32Array(width)
  const deviations = new Float32Array(width)
  const add = (y: number) => {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const value = data[i]!
      sums[x]! += value
      squares[x]! += value * value
    }
  }
  const take = (y: number) => {
    for (let x = 0, i = y * width; x < width; x++, i++) {
      const value = data[i]!
      sums[x]! -= value
      squares[x]! -= value * value
    }
  }
  for (let y = 0; y < Math.min(radius, height); y++) add(y)
  for (let y = 0; y < height; y++) {
    if (y + radius < height) add(y + radius)
    if (y - radius - 1 >= 0) take(y - radius - 1)
    const rows = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1
    let sum = 0
    let square = 0
    for (let x = 0; x < Math.min(radius, width); x++) {
      sum += sums[x]!
      square += squares[x]!
    }
    for (let x = 0; x < width; x++) {
      if (x + radius < width) {
        sum += sums[x + radius]!
        square += squares[x + radius]!
      }
      if (x - radius - 1 >= 0) {
        sum -= sums[x - radius - 1]!
        square -= squares[x - radius - 1]!
      }
      const share = 1 / (rows * (Math.min(width - 1, x + radius) - Math.max(0, x - radius) + 1))
      const mean = sum * share
      const variance = square * share - mean * mean
      means[x] = mean
      deviations[x] = variance > 0 ? Math.sqrt(variance) : 0
    }
    row(y, means, deviations)
  }
}
