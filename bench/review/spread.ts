/** Some times in one line: median, 95th percentile and the longest, in milliseconds. */
export function spread(what: string, times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1)
  return `${what.padEnd(44)} ${at(0.5).padStart(7)} ms, 95 % ${at(0.95).padStart(7)}, at most ${at(1).padStart(7)} (${sorted.length})`
}
