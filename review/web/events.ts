import { effect, signal, untracked } from '@preact/signals'
import type { DocumentLine } from '../api/documents.ts'
import { PATHS } from '../api/paths.ts'
import type { Progress } from '../api/progress.ts'
import { call } from './api/client.ts'
import { ended } from './session.ts'

/** What a screen may want to hear of. */
export type Heard = {
  /** Counts of documents changed. */
  readonly progress?: (progress: Progress) => void
  /** A document changed. */
  readonly document?: (line: DocumentLine) => void
  /** The stream goes on after it broke off: what happened meanwhile was not told. */
  readonly again?: () => void
}

/** Whether the server could be heard last time; true while nobody listens. */
export const heard = signal(true)

const AGAIN_MS = 5_000
const listeners = new Set<Heard>()
let source: EventSource | null = null
let opened = false
let missed = false

/** Hears what the server tells, by one stream for the whole page. Returns what ends it. */
export function hear(listener: Heard): () => void {
  listeners.add(listener)
  tend()
  return () => {
    listeners.delete(listener)
    tend()
  }
}

// A browser opens six connections to a server at most, whatever its tabs: those that nobody looks at leave theirs.
document.addEventListener('visibilitychange', tend)

// Whose session ended may come back.
effect(() => {
  if (!ended.value) untracked(tend)
})

function tend(): void {
  const wanted = listeners.size > 0 && !document.hidden && !ended.value
  if (wanted && !source) open()
  if (!wanted && source) close()
}

function open(): void {
  const stream = new EventSource(PATHS.events)
  source = stream
  stream.addEventListener('hello', () => {
    heard.value = true
    if (opened && missed) for (const { again } of [...listeners]) again?.()
    opened = true
    missed = false
  })
  stream.addEventListener('documents', ({ data }) => {
    const progress = JSON.parse(data) as Progress
    for (const listener of [...listeners]) listener.progress?.(progress)
  })
  stream.addEventListener('document', ({ data }) => {
    const line = JSON.parse(data) as DocumentLine
    for (const { document } of [...listeners]) document?.(line)
  })
  // The session has ended, or the server does: asking who one is tells which.
  stream.addEventListener('bye', () => void call('GET', PATHS.session).then(tend))
  stream.addEventListener('error', () => {
    heard.value = false
    missed = true
    // The browser comes back by itself, unless it was refused.
    if (stream.readyState !== EventSource.CLOSED || source !== stream) return
    source = null
    setTimeout(tend, AGAIN_MS)
  })
}

function close(): void {
  source?.close()
  source = null
  missed = true
  heard.value = true
}
