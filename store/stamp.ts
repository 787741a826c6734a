import type { BigIntStats } from 'node:fs'

/** A file changed this shortly before it was looked at may change again without its times telling (clock ticks, coarse file systems). */
const SETTLED_AFTER_MS = 2000

/**
 * A file's identity and times in one string: equal stamps mean that the content was not touched in between. The change
 * time is in it, which no user can set back. Null while the file is too fresh for its times to prove anything.
 */
export function stampOf(stats: BigIntStats, now: number): string | null {
  const changed = Math.max(Number(stats.ctimeMs), Number(stats.mtimeMs))
  return now - changed < SETTLED_AFTER_MS ? null : bareStamp(stats)
}

/** The same without regard to freshness, for files that this process has just renamed into place. */
export function bareStamp(stats: BigIntStats): string {
  return `${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}:${stats.ino}`
}
