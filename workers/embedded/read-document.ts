import { countRequeue, type Document, failDocument, findDocument, startDocument } from '../../store/documents.ts'
import { backoff } from '../cluster/backoff.ts'
import { assembleDocument } from '../steps/assemble-document.ts'
import { DONE, ReadersUnavailable, type StepContext, type StepEnd } from '../steps/context.ts'
import { openDocument } from '../steps/open-document.ts'
import { readPage } from '../steps/read-page.ts'
import { pause } from './pause.ts'
import type { Turns } from './turns.ts'

export type ReadContext = StepContext & {
  /** For what takes a reader's time, and for making reports. */
  readonly reading: Turns
  readonly assembling: Turns
  /** When it comes nothing is begun any more. */
  readonly signal: AbortSignal
}

type Order = Pick<Document, 'id' | 'generation'>

/** Times that a document may turn out to lack readings that were made: a disk that forgets now and then loses a few. */
const MOST_ROUNDS = 20

/**
 * Reads a document to its report: opens it, reads the pages that have not been read, several at a time, and assembles
 * it, taking each step again as its attempts allow. `place` orders documents that want a reader. Ends early, without a
 * result, where its order is withdrawn or the signal comes. Throws what steps throw; no page is begun after that.
 */
export async function readDocument(context: ReadContext, place: number, order: Order): Promise<void> {
  const { reading, assembling } = context
  const opened = await insist(context, () =>
    reading.run(place, () => whileWanted(context, order, (document) => openDocument(context, document))),
  )
  if (opened.kind !== 'opened') return
  let broken = false
  const pages = opened.unread.map((page) =>
    insist(context, () =>
      reading.run(place, async () => {
        if (broken) return DONE
        return whileWanted(context, order, (document) => readPage(context, document, page, 0))
      }),
    ).catch((error: unknown) => {
      broken = true
      throw error
    }),
  )
  for (const end of await Promise.allSettled(pages)) if (end.status === 'rejected') throw end.reason
  const made = await insist(context, () =>
    assembling.run(place, () => whileWanted(context, order, (document) => assembleDocument(context, document))),
  )
  if (made.kind === 'incomplete') await readAgain(context, order)
}

/** Takes a step until it wants no other attempt. */
async function insist<End extends { readonly kind: string }>(
  { signal }: ReadContext,
  step: () => Promise<End | StepEnd>,
): Promise<Exclude<End | StepEnd, { readonly kind: 'again' }>> {
  for (let attempt = 1; ; attempt++) {
    const end = await step()
    if (end.kind !== 'again') return end as Exclude<End | StepEnd, { readonly kind: 'again' }>
    await pause(backoff(attempt), signal)
  }
}

/** Takes a step if the order still stands: a cancelled document, or one ordered anew, is none of this one's business. */
async function whileWanted<End extends { readonly kind: string }>(
  { store, signal, now }: ReadContext,
  { id, generation }: Order,
  step: (document: Document) => Promise<End>,
): Promise<End | StepEnd> {
  if (signal.aborted || !(await startDocument(store.db, id, generation, now()))) return { kind: 'stopped' }
  const document = await findDocument(store.db, id)
  if (document?.generation !== generation) return { kind: 'stopped' }
  const end = await step(document)
  // Not the document's end: nothing is to begin again at once.
  if (end.kind === 'stopped' && !signal.aborted) throw new ReadersUnavailable('the readers were closed')
  return end
}

/** Lets a document whose kept readings were lost wait again, or fail where that happens over and over. */
async function readAgain({ store, metrics, log, now }: ReadContext, { id, generation }: Order): Promise<void> {
  const rounds = await countRequeue(store.db, id, generation, now())
  if (rounds === 0) return
  log.warn('readings were lost; the document is read again', { document: id, generation, requeued: rounds })
  if (rounds <= MOST_ROUNDS) return
  const message = `its readings were lost ${rounds} times; look at the disk, then: nianbao retry ${id.slice(0, 12)}`
  if (await failDocument(store.db, id, generation, { code: 'gave-up', message }, now()))
    metrics.documentEnded('failed', 0, 0)
}
