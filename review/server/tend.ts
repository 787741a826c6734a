import type { Database } from '../../store/database/database.ts'
import { drawSamples } from '../../store/review/samples.ts'
import type { StepContext } from '../../workers/steps/context.ts'
import { withinTime } from '../../workers/within-time.ts'
import { catchUp } from '../catch-up.ts'
import { keptReport } from '../queue/kept-report.ts'

const EACH_MS = 5_000
/** Milliseconds that the turn at work gets to end. */
const END_MS = 3_000
/** Times are told before they can be seen, by machines whose clocks differ a little. */
const SLACK_MS = 5_000
/** What a server that ended may have left undone, in milliseconds before the last sample that was drawn. */
const LOOK_BACK_MS = 10 * 60_000
const AT_ONCE = 100

type Ended = { readonly id: string; readonly ended_at: number }

/**
 * Does now and then what nobody waits for: reports that lack an answer are made again, and accepted fields of new reports
 * are drawn to be looked at. Several servers may, at once: what is drawn depends on the document alone.
 */
export function startTending(context: StepContext, sampleShare: number): { stop(): Promise<void> } {
  const { store, now, log } = context
  const stopping = new AbortController()
  let last: Ended | null = null
  let timer: NodeJS.Timeout | null = null
  let turn = Promise.resolve()

  const draw = async () => {
    last ??= { id: '', ended_at: (await lastDrawn(store.db)) - LOOK_BACK_MS }
    for (;;) {
      const ended = await endedAfter(store.db, last, now() - SLACK_MS)
      for (const document of ended) {
        if (stopping.signal.aborted) return
        const report = await keptReport(store, document.id)
        const order = { document: document.id, share: sampleShare, at: now() }
        if (report) await drawSamples(store.db, { ...order, fields: report.fields })
        last = document
      }
      if (ended.length < AT_ONCE) return
    }
  }
  const work = async () => {
    try {
      await catchUp(context)
      if (sampleShare > 0) await draw()
    } catch (error) {
      log.warn('reports could not be tended', { error }) // tried again
    }
    if (!stopping.signal.aborted) timer = setTimeout(begin, EACH_MS)
  }
  const begin = () => {
    turn = work()
  }
  begin()
  return {
    stop() {
      stopping.abort()
      if (timer) clearTimeout(timer)
      // A database that is away is waited for far longer than anybody wants to wait for an end; nothing of it is half done.
      return withinTime(turn, END_MS).catch(() => {})
    },
  }
}

async function lastDrawn(db: Database): Promise<number> {
  const row = await db.run((k) =>
    k
      .selectFrom('samples')
      .select((e) => e.fn.max('drawn_at').as('at'))
      .executeTakeFirst(),
  )
  return Number(row?.at ?? 0)
}

/** Documents with a report, in the order in which they came to it. */
async function endedAfter(db: Database, { id, ended_at }: Ended, until: number): Promise<Ended[]> {
  const rows = await db.run((k) =>
    k
      .selectFrom('documents')
      .select(['id', 'ended_at'])
      .where((e) => e.or([e('ended_at', '>', ended_at), e.and([e('ended_at', '=', ended_at), e('id', '>', id)])]))
      .where('ended_at', '>=', ended_at)
      .where('ended_at', '<=', until)
      .where('state', 'in', ['done', 'review'])
      .orderBy('ended_at')
      .orderBy('id')
      .limit(AT_ONCE)
      .$narrowType<{ ended_at: number }>()
      .execute(),
  )
  return rows
}
