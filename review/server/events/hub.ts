import type { Log } from '../../../workers/log.ts'
import type { Changes } from './changes.ts'

/** What a listener is called with, all of it or what is new. */
export type Listener = (changes: Changes) => void

export type Hub = {
  /** Hears of changes from now on, the counts of the moment first. Returns what stops it. */
  listen(listener: Listener): () => void
  close(): void
}

const EACH_MS = 1000

/** Looks for changes once a second for all listeners together, and not at all while there are none. */
export function createHub(look: () => Promise<Changes>, log: Log, eachMs = EACH_MS): Hub {
  const listeners = new Set<Listener>()
  let last: Changes['progress'] = null
  let timer: NodeJS.Timeout | null = null
  let closed = false

  const turn = async () => {
    try {
      const changes = await look()
      last = changes.progress ?? last
      if (changes.progress || changes.documents.length > 0) for (const listener of [...listeners]) listener(changes)
    } catch (error) {
      log.warn('changes could not be looked for', { error }) // tried again in a second
    }
    timer = listeners.size > 0 && !closed ? setTimeout(turn, eachMs) : null
  }
  return {
    listen(listener) {
      listeners.add(listener)
      // Where they have changed since somebody listened before, the first look says so.
      if (last) listener({ progress: last, documents: [] })
      timer ??= setTimeout(turn, 0)
      return () => listeners.delete(listener)
    },
    close() {
      closed = true
      listeners.clear()
      if (timer) clearTimeout(timer)
    },
  }
}
