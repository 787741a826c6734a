import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'

/** What is known of a file that may still be written. */
type Candidate = {
  stamp: string
  /** When it was first seen with this stamp, in milliseconds of a clock that only goes forward. */
  since: number
  /** Not before then, as long as it stays the same. */
  until: number
}

export type Settled = { readonly path: string; readonly stamp: string }

/** Files that somebody may still be writing, until they have been left alone for long enough. */
export type Settler = {
  /** A file is there or has changed; its time begins, or goes on where it is the same as before. */
  note(path: string): void
  /** A file that is to be looked at again, but not before so many milliseconds. */
  defer(path: string, ms: number): void
  /** Takes out those that nobody has touched for the time; files that are gone are forgotten. */
  take(most: number): readonly Settled[]
  readonly waiting: number
}

/** A PDF without its end mark is most likely half of one: it gets this many times longer, and so many milliseconds at least. */
const UNENDED_TIMES = 10
const UNENDED_LEAST_MS = 30_000
/** Bytes at a PDF's end in which its mark must stand. */
const TAIL = 2048

/**
 * `settleMs`: how long size and times must stay as they are. Size alone would not do: some copies reserve the room
 * first. A file whose times are long past needs no waiting, so a folder full of old files is settled at once.
 */
export function createSettler(settleMs: number): Settler {
  const candidates = new Map<string, Candidate>()
  const look = (path: string) => {
    const seen = candidates.get(path)
    const stamp = stampNow(path)
    if (stamp === null) return candidates.delete(path)
    if (seen?.stamp === stamp.text) return
    const now = performance.now()
    const age = Math.min(Date.now() - stamp.changedAt, settleMs)
    // Another machine's clock may be ahead: then the whole time is waited for.
    const since = seen || age < 0 ? now : now - age
    candidates.set(path, { stamp: stamp.text, since, until: 0 })
  }
  return {
    note: look,
    defer(path, ms) {
      const now = performance.now()
      candidates.set(path, { stamp: stampNow(path)?.text ?? '', since: now, until: now + ms })
    },
    take(most) {
      const settled: Settled[] = []
      for (const path of [...candidates.keys()]) {
        if (settled.length >= most) break
        look(path)
        const candidate = candidates.get(path)
        const now = performance.now()
        if (!candidate || now < candidate.until || now - candidate.since < settleMs) continue
        const patience = Math.max(settleMs * UNENDED_TIMES, UNENDED_LEAST_MS)
        if (now - candidate.since < patience && candidate.until === 0 && isUnended(path)) {
          candidate.until = candidate.since + patience
          continue
        }
        candidates.delete(path)
        settled.push({ path, stamp: candidate.stamp })
      }
      return settled
    },
    get waiting() {
      return candidates.size
    },
  }
}

/** Size, times and identity of a file as text; null where there is none. `changedAt` in milliseconds since 1970. */
export function stampNow(path: string): { readonly text: string; readonly changedAt: number } | null {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs, mtimeMs, ctimeMs } = statSync(path, { bigint: true })
    return {
      text: [dev, ino, size, mtimeNs, ctimeNs].join(' '),
      changedAt: Math.max(Number(mtimeMs), Number(ctimeMs)),
    }
  } catch {
    return null
  }
}

/** Whether a file that starts as a PDF lacks the mark that ends one. */
function isUnended(path: string): boolean {
  let handle: number | null = null
  try {
    handle = openSync(path, 'r')
    const { size } = fstatSync(handle)
    const head = Buffer.alloc(5)
    readSync(handle, head, 0, 5, 0)
    if (head.toString('latin1') !== '%PDF-') return false
    const tail = Buffer.alloc(Math.min(TAIL, size))
    readSync(handle, tail, 0, tail.length, size - tail.length)
    return !tail.includes('%%EOF')
  } catch {
    return false // whoever reads it will tell
  } finally {
    if (handle !== null) closeSync(handle)
  }
}
