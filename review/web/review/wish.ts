import { ahead } from './ahead.ts'
import { release } from './leases.ts'
import { task } from './state.ts'

let latest = 0
/** The document that was asked for by its name; null where any will do. */
let named: string | null = null

/**
 * Something else to be opened is asked for: a document by its name, or whichever comes. Returns whether that is still so:
 * what comes of an earlier wish opens nothing any more, since somebody may be typing by then.
 */
export function wish(document: string | null = null): () => boolean {
  latest += 1
  const own = latest
  named = document
  return () => own === latest
}

/** Gives back a document that came when something else had been asked for, unless it is just that. */
export function tooLate(document: string): void {
  setTimeout(() => {
    if (![named, task.value?.document, ahead.value?.document].includes(document)) void release(document)
  })
}
