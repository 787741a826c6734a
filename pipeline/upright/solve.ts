/**
 * Solves A x = b for a symmetric, positive definite A (n × n, row by row) by Cholesky's method; both are overwritten and
 * the answer stands in b. A pivot that rounding made useless counts as 1, which leaves its unknown near 0.
 */
export function solveSymmetric(a: Float64Array, b: Float64Array): Float64Array {
  const n = b.length
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!
      if (i === j) a[i * n + i] = sum > 1e-12 ? Math.sqrt(sum) : 1
      else a[i * n + j] = sum / a[j * n + j]!
    }
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) b[i]! -= a[i * n + k]! * b[k]!
    b[i]! /= a[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) b[i]! -= a[k * n + i]! * b[k]!
    b[i]! /= a[i * n + i]!
  }
  return b
}
