import type { TableMark } from '../../schemas/correction.ts'
import type { Grid, PageReading } from '../../schemas/page.ts'
import type { Vocabulary } from '../form/vocabulary.ts'
import { gridsDown } from '../stitch/stitch.ts'
import { lineMarks, type MarkedLines } from './line-marks.ts'
import { markedPlace } from './table-subject.ts'

/** Marks by the grids and lines that they are about, and the subjects of marks that nothing can be done with. */
export type TableMarks = {
  readonly grids: ReadonlyMap<Grid, TableMark>
  readonly lines: readonly MarkedLines[]
  readonly unused: readonly string[]
}

/**
 * Finds what marks are about: grids (`table:PAGE:INDEX`) or lines of a text dump (`table:lines:FROM-TO`). A mark that
 * names no table of the forms is unused.
 */
export function tableMarks(
  marks: ReadonlyMap<string, TableMark>,
  pages: readonly PageReading[],
  vocabulary: Vocabulary,
): TableMarks {
  const grids = new Map<Grid, TableMark>()
  const ofLines = new Map<string, TableMark>()
  const unused: string[] = []
  for (const [subject, mark] of marks) {
    const place = isKnown(mark, vocabulary) ? markedPlace(subject) : null
    const page = place?.kind === 'grid' ? pages.find((candidate) => candidate.page === place.page) : undefined
    const grid = place?.kind === 'grid' && page ? gridsDown(page)[place.index] : undefined
    if (grid) grids.set(grid, mark)
    else if (place?.kind === 'lines') ofLines.set(subject, mark)
    else unused.push(subject)
  }
  const { stretches, unused: nowhere } = lineMarks(ofLines, pages)
  return { grids, lines: stretches, unused: [...unused, ...nowhere] }
}

function isKnown({ form, table }: TableMark, { forms }: Vocabulary): boolean {
  if (form === null) return true
  const named = forms.find(({ id }) => id === form)
  return named !== undefined && (table === null || named.tables.some(({ id }) => id === table))
}
