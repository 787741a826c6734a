import type { DocumentState } from '../../../store/schema.ts'

// The list of the store comes with its database; the type says that this one is whole.
const STATES: Readonly<Record<DocumentState, true>> = {
  waiting: true,
  running: true,
  review: true,
  done: true,
  failed: true,
  cancelled: true,
}

/** The states of a document, as the page lists them. */
export const DOCUMENT_STATES = Object.keys(STATES) as readonly DocumentState[]
