import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { Vocabulary } from '../form/vocabulary.ts'
import { canonical } from '../read/canonical.ts'
import { titlesIn } from './facts.ts'
import { placedLines } from './lines.ts'

/**
 * A problem where one file holds several reports: different titles with agency and year, and the sections with tables
 * begun anew. Links to other years' reports alone are none.
 */
export function severalReports(pages: readonly PageReading[], vocabulary: Vocabulary): Problem[] {
  const lines = placedLines(pages)
  const titles = titlesIn(lines)
  if (titles.length < 2) return []
  const texts = lines.map(({ line }) => canonical(line.text))
  const begun = vocabulary.sections
    .filter((section) => section.tables.length > 0)
    .map(({ number, titles: names }) => texts.filter((text) => names.some((name) => text === number + name)).length)
  if (begun.filter((times) => times >= 2).length < 2) return []
  const message = `holds ${titles.length} reports (${titles.join('; ')}); split it: only one was read`
  return [{ code: 'several-reports', message }]
}
