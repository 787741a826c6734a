import { createHash } from 'node:crypto'
import type { Submission } from '../../store/documents.ts'
import { openStore, type Store } from '../../store/open.ts'

// Knows nothing of vitest: programs that tests start use it too.

/** Opens a store that must open. */
export async function open(settings: Parameters<typeof openStore>[0]): Promise<Store> {
  const store = await openStore(settings)
  if ('code' in store) throw new Error(`${store.code}: ${store.message}`)
  return store
}

/** The hash of a text, for ids that look like ids. */
export function idOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** A submission of the document that a text stands for. */
export function submission(text: string, more: Partial<Submission> = {}): Submission {
  const name = `${text}.pdf`
  return { id: idOf(text), name, size: 10, password: null, batch: 'b1', origin: `/in/${name}`, at: 1000, ...more }
}
