import type { TableMark } from '../../schemas/correction.ts'
import type { Grid, PageReading } from '../../schemas/page.ts'
import type { Vocabulary } from '../form/vocabulary.ts'
import { gridsDown } from '../stitch/stitch.ts'

/** Marks by the grids that they are about, and the subjects of marks that nothing can be done with. */
export type GridMarks = { readonly grids: ReadonlyMap<Grid, TableMark>; readonly unused: readonly string[] }

/** Finds the grids that marks (`table:PAGE:INDEX` → mark) are about. A mark that names no table of the forms is unused. */
export function gridMarks(
  marks: ReadonlyMap<string, TableMark>,
  pages: readonly PageReading[],
  vocabulary: Vocabulary,
): GridMarks {
  const grids = new Map<Grid, TableMark>()
  const unused: string[] = []
  for (const [subject, mark] of marks) {
    const place = /^table:(\d+):(\d+)$/u.exec(subject)
    const page = place && pages.find((candidate) => candidate.page === Number(place[1]))
    const grid = page && gridsDown(page)[Number(place[2])]
    if (grid && isKnown(mark, vocabulary)) grids.set(grid, mark)
    else unused.push(subject)
  }
  return { grids, unused }
}

function isKnown({ form, table }: TableMark, { forms }: Vocabulary): boolean {
  if (form === null) return true
  const named = forms.find(({ id }) => id === form)
  return named !== undefined && (table === null || named.tables.some(({ id }) => id === table))
}
