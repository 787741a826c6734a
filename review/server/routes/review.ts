import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { entryFault } from '../../../pipeline/correct/entry-fault.ts'
import { PATHS } from '../../api/paths.ts'
import { Dashboard, QueueCounts } from '../../api/progress.ts'
import {
  Answered,
  Answers,
  Aside,
  Lease,
  LeaseOrder,
  OpenItems,
  QueueChoices,
  QueueFilter,
  ReleaseOrder,
  Stale,
  Task,
  UndoOrder,
} from '../../api/review.ts'
import { body, FAILURES, json, NOTHING } from '../describe.ts'
import type { Env } from '../env.ts'
import { Refusal } from '../failures.ts'
import { createHolders } from '../holders.ts'
import type { Ports, Withheld } from '../ports.ts'
import { FilterQuery, Today } from '../query.ts'
import { LEASE_MS } from '../queue.ts'
import { atLeast } from '../security/require-role.ts'
import { windowOf } from '../window.ts'

const middleware = atLeast('reviewer')

const next = createRoute({
  method: 'post',
  path: PATHS.next,
  summary: 'Leases the document to look at next',
  middleware,
  request: { body: body(QueueFilter) },
  responses: { 200: json(Task, 'the document and its open items'), 204: NOTHING, ...FAILURES },
})
const lease = createRoute({
  method: 'post',
  path: PATHS.lease,
  summary: 'Leases a document',
  middleware,
  request: { body: body(LeaseOrder) },
  responses: { 200: json(Task, 'the document and its open items'), ...FAILURES },
})
const renew = createRoute({
  method: 'post',
  path: PATHS.renew,
  summary: 'Keeps a lease from ending',
  middleware,
  request: { body: body(LeaseOrder) },
  responses: { 200: json(Lease, 'until when'), ...FAILURES },
})
const release = createRoute({
  method: 'post',
  path: PATHS.release,
  summary: 'Gives a leased document back',
  middleware,
  request: { body: body(ReleaseOrder) },
  responses: { 204: NOTHING, ...FAILURES },
})
const answers = createRoute({
  method: 'post',
  path: PATHS.answers,
  summary: 'Says what stands in fields; all of it is taken or none',
  middleware,
  request: { body: body(Answers) },
  responses: { 200: json(Answered, 'the report with them'), 409: json(Stale, 'both versions'), ...FAILURES },
})
const aside = createRoute({
  method: 'post',
  path: PATHS.aside,
  summary: 'Puts an item aside, or brings it back',
  middleware,
  request: { body: body(Aside) },
  responses: { 200: json(OpenItems, 'what is still open'), ...FAILURES },
})
const undo = createRoute({
  method: 'post',
  path: PATHS.undo,
  summary: 'Takes back answers that one gave to a document, the last or those sent under a key',
  middleware,
  request: { body: body(UndoOrder) },
  responses: { 200: json(Answered, 'the report without them'), 409: json(Stale, 'both versions'), ...FAILURES },
})
const counts = createRoute({
  method: 'get',
  path: PATHS.counts,
  summary: 'How much waits',
  request: { query: FilterQuery },
  responses: { 200: json(QueueCounts, 'under the filter'), ...FAILURES },
})
const filters = createRoute({
  method: 'get',
  path: PATHS.filters,
  summary: 'What the queue can be filtered by',
  responses: { 200: json(QueueChoices, 'with the open items of each'), ...FAILURES },
})
const dashboard = createRoute({
  method: 'get',
  path: PATHS.dashboard,
  summary: 'How well reading and reviewing go',
  request: { query: Today },
  responses: { 200: json(Dashboard, 'figures with their intervals'), ...FAILURES },
})

/** The queue of review items. What a window was given, no other one of the same account is given as the next. */
export function addReview(app: OpenAPIHono<Env>, { queue, now }: Ports): void {
  const holders = createHolders(LEASE_MS, now)
  app.openapi(next, async (c) => {
    const { account } = c.get('visitor')
    const window = windowOf(c)
    const filter = c.req.valid('json')
    for (;;) {
      const others = holders.ofOthers(window)
      const task = await queue.next(account.name, { ...filter, except: [...(filter.except ?? []), ...others] })
      if (!task) return c.body(null, 204)
      if (holders.ofOthers(window).includes(task.document)) continue // given to another one in this moment
      holders.take(task.document, window)
      return c.json(task, 200)
    }
  })
  app.openapi(lease, async (c) => {
    const { account } = c.get('visitor')
    const window = windowOf(c)
    const task = had(await queue.lease(account.name, c.req.valid('json').document))
    if ('kind' in task) return c.json({ ...new Refusal('leased').failure, who: task.owner, until: task.until }, 409)
    holders.take(task.document, window)
    return c.json(task, 200)
  })
  app.openapi(renew, async (c) => {
    const { account } = c.get('visitor')
    const window = windowOf(c)
    const renewed = had(await queue.renew(account.name, c.req.valid('json').document))
    holders.take(renewed.document, window)
    return c.json(renewed, 200)
  })
  app.openapi(release, async (c) => {
    const { account } = c.get('visitor')
    const window = windowOf(c)
    const { document, own } = c.req.valid('json')
    if (holders.leave(document, window) && !own) await queue.release(account.name, document)
    return c.body(null, 204)
  })
  app.openapi(answers, async (c) => {
    const { account } = c.get('visitor')
    const window = windowOf(c)
    const given = c.req.valid('json')
    const impossible = given.answers.some(
      ({ subject, after }) => after && 'state' in after && entryFault(after, subject),
    )
    if (impossible) throw new Refusal('value-impossible')
    const answered = had(await queue.answer(account.name, given))
    if ('conflicts' in answered) return c.json(answered, 409)
    holders.take(given.document, window)
    return c.json(answered, 200)
  })
  app.openapi(aside, async (c) => {
    return c.json(had(await queue.aside(c.get('visitor').account.name, c.req.valid('json'))), 200)
  })
  app.openapi(undo, async (c) => {
    const answered = had(await queue.undo(c.get('visitor').account.name, c.req.valid('json')))
    return 'conflicts' in answered ? c.json(answered, 409) : c.json(answered, 200)
  })
  app.openapi(counts, async (c) => {
    const { today, ...filter } = c.req.valid('query')
    return c.json(await queue.counts(c.get('visitor').account.name, filter, today), 200)
  })
  app.openapi(filters, async (c) => c.json(await queue.filters(), 200))
  app.openapi(dashboard, async (c) => c.json(await queue.dashboard(c.req.valid('query').today), 200))
}

function had<Answer extends object>(answer: Answer | Withheld): Answer {
  if (typeof answer === 'string') throw new Refusal(answer)
  return answer
}
