import type { Share } from '../api/progress.ts'

/** Standard deviations that hold 95 % of a normal distribution. */
const Z = 1.959964

/**
 * A share with its 95 % score interval, which stays within 0 … 1 and means something for few and for rare events (E. B.
 * Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927). Of nothing, anything.
 */
export function wilson(hits: number, of: number): Share {
  if (of === 0) return { of, hits, low: 0, high: 1 }
  const share = hits / of
  const spread = (Z * Z) / of
  const middle = (share + spread / 2) / (1 + spread)
  const half = (Z * Math.sqrt((share * (1 - share)) / of + spread / (4 * of))) / (1 + spread)
  // The ends are exact where there were none or all; rounding must not say otherwise.
  return { of, hits, low: hits === 0 ? 0 : middle - half, high: hits === of ? 1 : middle + half }
}
