import { signal } from '@preact/signals'
import { PATHS } from '../../api/paths.ts'
import type { Task } from '../../api/review.ts'
import { call, type Reply } from '../api/client.ts'
import { picture } from '../picture/source.ts'
import { heldDocuments, holds, release } from './leases.ts'
import { filter, openItems, task } from './state.ts'

/** The document that comes next, leased and fetched while the present one is worked on. */
export const ahead = signal<Task | null>(null)
let fetching: Promise<Reply<Task | null>> | null = null

/** Fetches the next document ahead, once; its pictures too. */
export function fetchAhead(): void {
  if (ahead.value || fetching) return
  void nextTask().then((reply) => {
    if (!reply.ok || !reply.value) return
    // Somebody may have taken up the very document by hand meanwhile.
    if (reply.value.document === task.value?.document) return
    ahead.value = reply.value
    warm(reply.value, 2)
  })
}

/** The next document: the one fetched ahead, else the one being fetched, else asked for now. */
export async function takeAhead(): Promise<Reply<Task | null>> {
  const ready = ahead.value
  ahead.value = null
  if (ready) return { ok: true, status: 200, value: ready }
  const reply = await nextTask()
  ahead.value = null
  return reply
}

/** Gives back what was fetched ahead, as when other items are wanted. */
export function dropAhead(): void {
  if (ahead.value) release(ahead.value.document)
  ahead.value = null
}

/** Fetches the pictures of the pages that the next items stand on. */
export function warm(of: Task, most = 3): void {
  if (of.report.source.kind === 'text') return
  const items = of === task.value ? openItems.value : of.items
  const pages = new Set(items.flatMap(({ page }) => (page === null ? [] : [page])))
  for (const page of [...(pages.size > 0 ? pages : [1])].slice(0, most)) void picture(of.document, page)
}

function nextTask(): Promise<Reply<Task | null>> {
  fetching ??= call<Task | null>('POST', PATHS.next, { ...filter.value, except: heldDocuments() })
    .then((reply) => {
      if (reply.ok && reply.value) holds(reply.value.document, reply.value.until)
      return reply
    })
    .finally(() => {
      fetching = null
    })
  return fetching
}
