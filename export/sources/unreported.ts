import { PROBLEMS, type Problem, type ProblemCode } from '../../schemas/problem.ts'
import { type Document, documentsIn } from '../../store/documents.ts'
import type { Store } from '../../store/open.ts'
import { isWanted } from '../../store/review/agency.ts'
import type { Unavailable } from '../outgoing.ts'
import type { ReportFilter } from './store.ts'

const PAGE = 500

/** Documents that a filter means and that have no report, in the order of their ids, each with why. */
export async function* unreported({ db }: Store, filter: ReportFilter): AsyncGenerator<Unavailable> {
  const { batch, states } = filter
  for (let after: string | undefined; ; ) {
    const page = await documentsIn(db, { states, batch, after, limit: PAGE })
    if (page.length === 0) return
    const ids = page.map(({ id }) => id)
    const rows = await db.run((k) => k.selectFrom('reports').select('document').where('document', 'in', ids).execute())
    const reported = new Set(rows.map(({ document }) => document))
    for (const one of page)
      if (!reported.has(one.id) && isMeant(one, filter)) yield { name: one.name, problem: reasonOf(one) }
    after = page.at(-1)!.id
  }
}

function isMeant(one: Document, { agency, year, form }: ReportFilter): boolean {
  if (agency !== undefined && !isWanted(one.agency, agency)) return false
  if (year !== undefined && one.year !== year) return false
  return form === undefined || one.form === form
}

function reasonOf({ state, code, message }: Document): Problem {
  if (state === 'failed' && code !== null && code in PROBLEMS)
    return { code: code as ProblemCode, message: message ?? WHY.failed }
  return { code: 'page-not-read', message: WHY[state] }
}

const WHY = {
  waiting: 'waits to be read, and has no report yet',
  running: 'is being read, and has no report yet',
  cancelled: 'was cancelled before it was read',
  failed: 'could not be read',
  done: 'has no report in the store; let it be read again',
  review: 'has no report in the store; let it be read again',
} as const satisfies Record<Document['state'], string>
