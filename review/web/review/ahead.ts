import { signal } from '@preact/signals'
import { PATHS } from '../../api/paths.ts'
import type { QueueFilter, Task } from '../../api/review.ts'
import { call, type Reply } from '../api/client.ts'
import { picture } from '../picture/source.ts'
import { heldDocuments, holds, release } from './leases.ts'
import { comeAgain, passedUnder } from './passed.ts'
import { filter, openItems, task } from './state.ts'

/** The document that comes next, leased and fetched while the present one is worked on. */
export const ahead = signal<Task | null>(null)
let fetching: { readonly under: QueueFilter; readonly reply: Promise<Reply<Task | null>> } | null = null
/** How often what is ahead was dropped. */
let drops = 0
const NOTHING_LEFT: Reply<null> = { ok: true, status: 204, value: null }

/** Fetches the next document ahead, once; its pictures too. */
export function fetchAhead(): void {
  if (ahead.value || fetching?.under === filter.value) return
  const now = drops
  void nextTask().then((reply) => {
    if (!reply.ok || !reply.value) return
    const { document } = reply.value
    // Left, or wanted otherwise, while it was on its way: given back, unless somebody has taken it up by then.
    if (now !== drops) {
      setTimeout(() => {
        if (task.value?.document !== document && ahead.value?.document !== document) void release(document)
      })
      return
    }
    // Somebody may have taken up the very document by hand meanwhile.
    if (document === task.value?.document) return
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
  drops += 1
  if (ahead.value) void release(ahead.value.document)
  ahead.value = null
}

/** Fetches the pictures of the pages that the next items stand on. */
export function warm(of: Task, most = 3): void {
  if (of.report.source.kind === 'text') return
  const items = of === task.value ? openItems.value : of.items
  const pages = new Set(items.flatMap(({ page }) => (page === null ? [] : [page])))
  for (const page of [...(pages.size > 0 ? pages : [1])].slice(0, most)) void picture(of.document, page)
}

function askNext(asked: QueueFilter): Promise<Reply<Task | null>> {
  return call<Task | null>('POST', PATHS.next, { ...asked, except: [...heldDocuments(), ...passedUnder(asked)] })
}

/**
 * Asks for the next document under the filter, once at a time. What comes under a filter that is no longer set is given
 * back, and is told as nothing; whoever changed the filter has asked again.
 */
function nextTask(): Promise<Reply<Task | null>> {
  const asked = filter.value
  if (fetching?.under === asked) return fetching.reply
  const before = fetching?.reply
  const ask = async () => {
    await before
    if (asked !== filter.value) return NOTHING_LEFT
    let reply = await askNext(asked)
    for (const all of [false, true]) {
      if (!reply.ok || reply.value || passedUnder(asked).length === 0) break
      comeAgain(all)
      reply = await askNext(asked)
    }
    if (!reply.ok || !reply.value) return reply
    holds(reply.value.document, reply.value.until)
    if (asked === filter.value) return reply
    await release(reply.value.document)
    return NOTHING_LEFT
  }
  const reply = ask().finally(() => {
    if (fetching?.reply === reply) fetching = null
  })
  fetching = { under: asked, reply }
  return reply
}
