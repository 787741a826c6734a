import type { Store } from '../../store/open.ts'
import { agencyFits } from '../../store/review/agency.ts'
import type { ReportFilter } from './store.ts'

/** How many reports a store would hand out, each counted once. */
export function countReports(store: Store, filter: ReportFilter): Promise<number> {
  return count(store, filter, false)
}

/** How many of these were made from text dumps, which have no pages to show. */
export function countDumps(store: Store, filter: ReportFilter): Promise<number> {
  return count(store, filter, true)
}

async function count(
  { db }: Store,
  { batch, states, agency, year, form }: ReportFilter,
  dumps: boolean,
): Promise<number> {
  const { count } = await db.run((k) => {
    let query = k
      .selectFrom('reports as r')
      .innerJoin('documents as d', 'd.id', 'r.document')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('d.state', 'in', states)
    if (agency !== undefined) query = query.where(agencyFits(db.kind, 'd.agency', agency))
    if (year !== undefined) query = query.where('d.year', '=', year)
    if (form !== undefined) query = query.where('d.form', '=', form)
    if (batch !== undefined) {
      query = query.where('r.document', 'in', (e) =>
        e.selectFrom('submissions').select('document').where('batch', '=', batch),
      )
    }
    if (dumps) {
      query = query.where((e) =>
        e.exists(
          e
            .selectFrom('page_readings as p')
            .select('p.page')
            .whereRef('p.document', '=', 'r.document')
            .whereRef('p.reader', '=', 'r.reader')
            .where('p.kind', '=', 'text'),
        ),
      )
    }
    return query.executeTakeFirstOrThrow()
  })
  return Number(count)
}
