import type { Database } from '../../../store/database/database.ts'
import { documentsIn } from '../../../store/documents.ts'
import { countStates } from '../../../store/status.ts'
import type { DocumentLine } from '../../api/documents.ts'
import type { Progress } from '../../api/progress.ts'
import type { DocumentLines } from '../ports.ts'

/** What changed since it was asked before. `progress` is null where no count did. */
export type Changes = { readonly progress: Progress | null; readonly documents: readonly DocumentLine[] }

/** Entries of the log that are looked at again: transactions may come to be seen in another order than that of their numbers. */
const LOOK_BACK = 100
/** Documents that are told of at once; whoever wants to see more of them asks for the list. */
const MOST_DOCUMENTS = 50
/** Milliseconds within which a reading may still come to be seen, on machines whose clocks differ a little. */
const CLOCK_MS = 5_000

/**
 * Watches the database for what happens to documents, whoever does it. A look costs the same however many documents
 * there are: the audit log has an entry for whatever ends, comes or is ordered, and the few documents that are being
 * read are looked at themselves. Documents are counted again only where one of these changed.
 */
export function createWatcher(db: Database, lines: DocumentLines): { look(now: number): Promise<Changes> } {
  let seen = new Set<number>()
  let told = new Map<string, string>()
  let known = false
  const pages = countPages(db)

  const newEntries = async () => {
    const last = Math.max(0, ...seen)
    const rows = await db.run((k) => {
      const query = k.selectFrom('audit_log').select(['id', 'document']).orderBy('id', 'desc')
      return known
        ? query
            .where('id', '>', last - LOOK_BACK)
            .limit(LOOK_BACK * 5)
            .execute()
        : query.limit(1).execute()
    })
    const fresh = known ? rows.filter(({ id }) => !seen.has(Number(id))) : []
    seen = new Set(rows.map(({ id }) => Number(id)))
    return fresh.flatMap(({ document }) => document ?? [])
  }

  return {
    async look(now) {
      const [changed, running] = await Promise.all([
        newEntries(),
        documentsIn(db, { states: ['running'], limit: MOST_DOCUMENTS }),
      ])
      const ids = [...new Set([...running.map(({ id }) => id), ...told.keys(), ...changed])].slice(
        0,
        MOST_DOCUMENTS * 2,
      )
      const current = ids.length === 0 ? [] : await lines.of(ids)
      const documents = current.filter((line) => told.get(line.id) !== JSON.stringify(line))
      told = new Map(current.filter(({ state }) => state === 'running').map((line) => [line.id, JSON.stringify(line)]))
      const same = known && documents.length === 0 && changed.length === 0
      known = true
      if (same) return { progress: null, documents }
      return { progress: { states: await countStates(db), pagesRead: await pages(now) }, documents }
    },
  }
}

/** Counts pages read; those of long ago once only. */
function countPages(db: Database): (now: number) => Promise<number> {
  let old = 0
  let until = 0
  const between = async (from: number, to: number) => {
    const { count } = await db.run((k) =>
      k
        .selectFrom('page_readings')
        .select((e) => e.fn.countAll<number>().as('count'))
        .where('created_at', '>=', from)
        .where('created_at', '<', to)
        .executeTakeFirstOrThrow(),
    )
    return Number(count)
  }
  return async (now) => {
    old += await between(until, now - CLOCK_MS)
    until = now - CLOCK_MS
    return old + (await between(until, Number.MAX_SAFE_INTEGER))
  }
}
