import type { Store } from '../../store/open.ts'
import type { ReportFilter } from './store.ts'

/** How many reports a store would hand out, each counted once. */
export async function countReports({ db }: Store, { batch, states }: ReportFilter): Promise<number> {
  const { count } = await db.run((k) => {
    const all = k
      .selectFrom('reports as r')
      .innerJoin('documents as d', 'd.id', 'r.document')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('d.state', 'in', states)
    if (batch === undefined) return all.executeTakeFirstOrThrow()
    return all
      .where('r.document', 'in', (e) => e.selectFrom('submissions').select('document').where('batch', '=', batch))
      .executeTakeFirstOrThrow()
  })
  return Number(count)
}
