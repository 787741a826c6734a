import type { Gray } from './raster.ts'

/**
 * Calls back row by row with mean and variance of the `radius`-window around every pixel, cut off at the picture's edges.
 * Sums of columns slide down and across, so that the cost does not depend on the radius.
 */
export function slideWindow(
  gray: Gray,
  radius: number,
  row: (y: number, means: Float32Array, variances: Float32Array) => void,
): void {
  const { width, height } = gray
  const sums = new Int32Array(width)
  const squares = new Int32Array(width)
  const means = new Float32Array(width)
  const variances = new Float32Array(width)
  for (let y = 0; y < Math.min(radius, height); y++) slideDown(gray, sums, squares, y, -1)
  for (let y = 0; y < height; y++) {
    slideDown(gray, sums, squares, y + radius, y - radius - 1)
    const rows = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1
    const inside = 1 / (rows * (2 * radius + 1))
    let sum = 0
    let square = 0
    for (let x = 0; x < Math.min(radius, width); x++) {
      sum += sums[x]!
      square += squares[x]!
    }
    for (let x = 0; x < width; x++) {
      const [after, before] = [x + radius, x - radius - 1]
      if (after < width) {
        sum += sums[after]!
        square += squares[after]!
      }
      if (before >= 0) {
        sum -= sums[before]!
        square -= squares[before]!
      }
      const whole = after < width && before >= -1
      const share = whole ? inside : 1 / (rows * (Math.min(width - 1, after) - Math.max(0, x - radius) + 1))
      const mean = sum * share
      means[x] = mean
      variances[x] = square * share - mean * mean
    }
    row(y, means, variances)
  }
}

/** Adds a row to the columns' sums and takes another away; rows beyond the picture count nothing. */
function slideDown({ width, height, data }: Gray, sums: Int32Array, squares: Int32Array, add: number, take: number) {
  if (add < height && take >= 0) {
    for (let x = 0, i = add * width, j = take * width; x < width; x++, i++, j++) {
      const [fresh, old] = [data[i]!, data[j]!]
      sums[x]! += fresh - old
      squares[x]! += fresh * fresh - old * old
    }
    return
  }
  const [y, sign] = add < height ? [add, 1] : [take, -1]
  if (y < 0) return
  for (let x = 0, i = y * width; x < width; x++, i++) {
    const value = data[i]!
    sums[x]! += sign * value
    squares[x]! += sign * value * value
  }
}
