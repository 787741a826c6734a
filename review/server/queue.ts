import type { Form } from '../../schemas/form.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import type { Report } from '../../schemas/report.ts'
import { itemsOf } from '../../store/review/open-items.ts'
import type { StepContext } from '../../workers/steps/context.ts'
import type { Answered, Stale } from '../api/review.ts'
import { answer, type Saved } from '../queue/answer.ts'
import { setAside } from '../queue/aside.ts'
import { blindReport } from '../queue/blind.ts'
import { queueCounts, queueFilters, startOfDay } from '../queue/counts.ts'
import { dashboard } from '../queue/dashboard.ts'
import { arrangeItems } from '../queue/items.ts'
import { keptReport } from '../queue/kept-report.ts'
import { leaseDocument, nextTask, releaseLease, renewLease } from '../queue/next.ts'
import type { SecondSettings } from '../queue/settings.ts'
import { standingMarks } from '../queue/standing-marks.ts'
import { isTable, noteTableChanges } from '../queue/table-changes.ts'
import { undoLast } from '../queue/undo.ts'
import { reassembleDocument } from '../reassemble.ts'
import type { ReviewQueue, Withheld } from './ports.ts'

export type QueueSettings = SecondSettings

/** What a reviewer leases is theirs for so long after they were last heard of. */
export const LEASE_MS = 5 * 60_000

/** The queue over a store; after an answer the document's report is made again with it. */
export function reviewQueue(context: StepContext, second: QueueSettings, forms: readonly Form[] = FORMS): ReviewQueue {
  const { store, now } = context
  const lease = () => ({ now: now(), leaseMs: LEASE_MS })

  const settled = async (who: string, document: string, saved: Saved | Stale | null, before: Report | null) => {
    if (saved === null) return 'document-missing'
    if ('conflicts' in saved) return saved
    await reassembleDocument(context, document)
    const report = await keptReport(store, document)
    if (!report) return 'document-missing'
    const { corrections } = saved
    if (before) await noteTableChanges(store.db, { document, who, at: now(), corrections, before, after: report })
    const open = await store.db.run((k) => itemsOf(k, document, who))
    const items = arrangeItems(open, report, false)
    const marks = standingMarks(open.words)
    return { report: blindReport(report, items, forms), items, marks, ...saved } satisfies Answered
  }
  return {
    next: async (who, filter) => nextTask(store, { who, filter, forms, ...lease() }),
    lease: async (who, document) =>
      (await leaseDocument(store, { who, document, forms, ...lease() })) ?? 'document-missing',
    async renew(who, document) {
      const renewed = granted(await renewLease(store, { who, document, ...lease() }))
      return typeof renewed === 'string' ? renewed : { document, until: renewed.until }
    },
    release: (who, document) => releaseLease(store, { who, document }),
    async answer(who, { document, answers, key }) {
      const before = answers.some(({ subject }) => isTable(subject)) ? await keptReport(store, document) : null
      const saved = await answer(store, { who, document, answers, key, second, ...lease() })
      return settled(who, document, saved, before)
    },
    aside: async (who, aside) => granted(await setAside(store, { ...aside, who, ...lease() })),
    async undo(who, order) {
      const before = await keptReport(store, order.document)
      const saved = await undoLast(store, { ...order, who, ...lease() })
      return saved === null ? 'nothing-to-undo' : settled(who, order.document, saved, before)
    },
    counts: (who, filter, today) => queueCounts(store, { who, filter, now: now(), today }),
    filters: () => queueFilters(store),
    dashboard: (today = startOfDay(now())) => dashboard(store, today),
  }
}

type Held = { readonly kind: 'held' }

function granted<Given extends object>(result: Given | Held | null): Exclude<Given, Held> | Withheld {
  if (result === null) return 'document-missing'
  return isHeld(result) ? 'leased' : (result as Exclude<Given, Held>)
}

function isHeld(result: object): result is Held {
  return 'kind' in result && result.kind === 'held'
}
