import { runChecks } from '../../pipeline/check/run.ts'
import { collectFeatures, type Support } from '../../pipeline/confidence/features.ts'
import { NO_TRAITS, pageTraits } from '../../pipeline/confidence/page-traits.ts'
import { type JudgedField, judge } from '../../pipeline/eval/judge.ts'
import { cellValue } from '../../pipeline/form/cell-value.ts'
import { matchDocument } from '../../pipeline/form/match-document.ts'
import { vocabularyOf } from '../../pipeline/form/vocabulary.ts'
import { reportYear } from '../../pipeline/report/facts.ts'
import { stitch } from '../../pipeline/stitch/stitch.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import type { PageReading } from '../../schemas/page.ts'
import type { Truth } from '../../schemas/truth.ts'
import type { Sample } from './logistic.ts'

/**
 * The cells of a document that were read from pixels and whose place in the form is beyond doubt, each with its features
 * and whether it is right. Cells in doubt for their place are in review anyway, and say nothing of reading.
 */
export function collectSamples(group: string, pages: readonly PageReading[], truth: Truth): readonly Sample[] {
  const vocabulary = vocabularyOf(FORMS)
  const matches = matchDocument(pages, stitch(pages), vocabulary, reportYear(pages)).tables
  const fields = new Map(matches.flatMap((table) => table.fields.map((field) => [field.id, field] as const)))
  const traits = new Map(pages.map((page) => [page.page, pageTraits(page)]))
  const printed = (id: string) => {
    const match = fields.get(id)
    if (!match) return undefined
    return match.cell ? cellValue(match.cell) : { state: 'missing' as const, value: null }
  }
  const run = runChecks(matches, printed, () => true)
  const supportOf = (id: string): Support => {
    if (run.suspects.has(id)) return 'suspect'
    const support = run.support.get(id)
    if (support && support.figures > 0) return 'figures'
    return support && support.zeros > 0 ? 'zeros' : 'none'
  }
  const found = Object.fromEntries(
    [...fields].flatMap(([id, { cell, reasons }]) =>
      cell && reasons.length === 0 ? [[id, { ...cellValue(cell), review: false }] as const] : [],
    ),
  )
  const judged = judge(truth, { fields: found })
  const moved = movedRows(judged)
  return judged.flatMap(({ id, right, found: read }) => {
    if (moved.has(rowOf(id))) return []
    const cell = fields.get(id)?.cell
    if (!read || !cell || read.state === 'unreadable') return []
    const features = collectFeatures(cell, traits.get(cell.page ?? 0) ?? NO_TRAITS, supportOf(id))
    return features ? [{ group, right, features, what: `${id}: ${JSON.stringify(cell.raw)}` }] : []
  })
}

/**
 * Rows that hold what their truth holds, but in other places: their columns were mistaken, not their characters. They
 * count against the form's matching, and would teach the model that good readings go wrong.
 */
function movedRows(judged: readonly JudgedField[]): ReadonlySet<string> {
  const rows = Map.groupBy(judged, ({ id }) => rowOf(id))
  const moved = [...rows].filter(([, fields]) => {
    const values = (of: (field: JudgedField) => unknown) =>
      fields
        .map((field) => `${of(field) ?? ''}`)
        .sort()
        .join(' ')
    const sameValues = values(({ truth }) => truth.value) === values(({ found }) => found?.value)
    return sameValues && fields.some(({ right }) => !right)
  })
  return new Set(moved.map(([row]) => row))
}

function rowOf(id: string): string {
  return id.slice(0, id.lastIndexOf('.'))
}
