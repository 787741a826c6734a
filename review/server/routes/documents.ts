import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { cancelDocument, findDocument, reopenDocument } from '../../../store/documents.ts'
import { removeDocument } from '../../../store/remove.ts'
import { openAsides } from '../../../store/review/asides.ts'
import {
  Acknowledgement,
  AsideEntry,
  DocumentFilter,
  DocumentLine,
  DocumentList,
  HistoryEntry,
} from '../../api/documents.ts'
import { PATHS } from '../../api/paths.ts'
import { readAgain } from '../../queue/read-again.ts'
import { acknowledge } from '../acknowledged.ts'
import { body, DocumentId, FAILURES, json, NOTHING } from '../describe.ts'
import type { Env } from '../env.ts'
import { Refusal } from '../failures.ts'
import { historyOf } from '../history.ts'
import type { Ports } from '../ports.ts'
import { atLeast } from '../security/require-role.ts'
import { historyFor } from '../withheld.ts'

const list = createRoute({
  method: 'get',
  path: PATHS.documents,
  summary: 'Documents, a page of them at a time',
  request: { query: DocumentFilter },
  responses: { 200: json(DocumentList, 'the documents, and where the next page begins'), ...FAILURES },
})
const one = createRoute({
  method: 'get',
  path: PATHS.document,
  summary: 'A document',
  request: { params: DocumentId },
  responses: { 200: json(DocumentLine, 'the document'), ...FAILURES },
})
const history = createRoute({
  method: 'get',
  path: PATHS.history,
  summary: 'What people said of a document, or of one field',
  request: { params: DocumentId, query: z.object({ field: z.string().max(200).optional() }) },
  responses: { 200: json(z.array(HistoryEntry), 'oldest first'), ...FAILURES },
})
const asides = createRoute({
  method: 'get',
  path: PATHS.asides,
  summary: 'Items of a document that were put aside and are still open',
  request: { params: DocumentId },
  responses: { 200: json(z.array(AsideEntry), 'those that a person must decide on first'), ...FAILURES },
})
const remove = createRoute({
  method: 'post',
  path: PATHS.remove,
  summary: 'Removes a document for good, with everything that was read and said of it',
  middleware: atLeast('admin'),
  request: { params: DocumentId },
  responses: { 204: NOTHING, ...FAILURES },
})
const retry = createRoute({
  method: 'post',
  path: PATHS.retry,
  summary: 'Reads a failed or cancelled document again; of one in review the pages that were not read in whole',
  middleware: atLeast('admin'),
  request: { params: DocumentId },
  responses: { 200: json(DocumentLine, 'the document, which waits'), ...FAILURES },
})
const cancel = createRoute({
  method: 'post',
  path: PATHS.cancel,
  summary: 'Reads a document that waits or is being read no further',
  middleware: atLeast('admin'),
  request: { params: DocumentId },
  responses: { 200: json(DocumentLine, 'the document, cancelled'), ...FAILURES },
})

const acknowledged = createRoute({
  method: 'post',
  path: PATHS.acknowledge,
  summary: 'Takes a document as it is, though parts of it were not read',
  middleware: atLeast('reviewer'),
  request: { params: DocumentId, body: body(Acknowledgement) },
  responses: { 200: json(DocumentLine, 'the document, with who said so'), ...FAILURES },
})

/** Looking at documents, and orders on them. */
export function addDocuments(app: OpenAPIHono<Env>, ports: Ports): void {
  const { store, documents, queue, dispatch, forget, now } = ports
  app.openapi(list, async (c) => c.json(await documents.list(c.req.valid('query')), 200))
  app.openapi(one, async (c) => c.json(await lineOf(ports, c.req.valid('param').id), 200))
  app.openapi(history, async (c) => {
    const { id } = c.req.valid('param')
    const { field } = c.req.valid('query')
    if (!(await findDocument(store.db, id))) throw new Refusal('document-missing')
    const { name: who, role } = c.get('visitor').account
    return c.json(await historyFor(store.db, { document: id, who, role }, await historyOf(store.db, id, field)), 200)
  })
  app.openapi(asides, async (c) => {
    const { id } = c.req.valid('param')
    await lineOf(ports, id)
    return c.json(await openAsides(store.db, id), 200)
  })
  app.openapi(remove, async (c) => {
    const { id } = c.req.valid('param')
    const who = c.get('visitor').account.name
    // Whoever orders it may have the document before them; that holds nobody up.
    await queue.release(who, id)
    const end = await removeDocument(store.db, { document: id, who, at: now() })
    if (end === 'unknown') throw new Refusal('document-missing')
    if (end === 'leased') throw new Refusal('leased')
    if (end === 'unfinished') throw new Refusal('wrong-state', 'cancel it first: it waits or is being read')
    return c.body(null, 204)
  })
  app.openapi(retry, async (c) => {
    const { id } = c.req.valid('param')
    const { state } = await lineOf(ports, id)
    const who = c.get('visitor').account.name
    const generation =
      state === 'review'
        ? await readAgain(store.db, { document: id, who, at: now() })
        : await reopenDocument(store.db, id, ['failed', 'cancelled'], who, 'retried', now())
    if (generation === 'leased') throw new Refusal('leased')
    if (typeof generation !== 'number')
      throw new Refusal('wrong-state', 'only what failed, was cancelled, or has pages left unread is read again')
    await dispatch.send([{ id, generation, requeued: 0 }])
    return c.json(await lineOf(ports, id), 200)
  })
  app.openapi(cancel, async (c) => {
    const { id } = c.req.valid('param')
    const document = await findDocument(store.db, id)
    if (!document) throw new Refusal('document-missing')
    if (!(await cancelDocument(store.db, id, c.get('visitor').account.name, now()))) {
      throw new Refusal('wrong-state', 'only what waits or is being read can be cancelled')
    }
    await forget([document])
    return c.json(await lineOf(ports, id), 200)
  })
  app.openapi(acknowledged, async (c) => {
    const { id } = c.req.valid('param')
    const { note } = c.req.valid('json')
    if (!(await lineOf(ports, id)).unread) {
      throw new Refusal(
        'wrong-state',
        'only a document with nothing left to settle but what was not read is taken as it is',
      )
    }
    await acknowledge(store.db, { document: id, who: c.get('visitor').account.name, at: now(), note })
    return c.json(await lineOf(ports, id), 200)
  })
}

async function lineOf({ documents }: Ports, id: string): Promise<DocumentLine> {
  const [line] = await documents.of([id])
  if (!line) throw new Refusal('document-missing')
  return line
}
