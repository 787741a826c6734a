import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import type { Vocabulary } from '../form/vocabulary.ts'
import { canonical } from '../read/canonical.ts'
import { isValueLike } from '../read/value.ts'
import { titlesIn } from './facts.ts'
import { placedLines } from './lines.ts'

/**
 * A problem where one file holds several reports: different titles with agency and year, and the sections with tables
 * begun anew. Links to other years' reports alone are none. Without two such titles, the sections with their figures must
 * come a second time behind one another.
 */
export function severalReports(pages: readonly PageReading[], vocabulary: Vocabulary): Problem[] {
  const lines = placedLines(pages)
  const titles = titlesIn(lines)
  const texts = lines.map(({ line }) => canonical(line.text))
  const begun = vocabulary.sections
    .filter((section) => section.tables.length > 0)
    .map(({ number, titles: names }) => texts.flatMap((text, i) => (names.some((n) => text === number + n) ? [i] : [])))
  if (begun.filter((places) => places.length >= 2).length < 2) return []
  if (titles.length >= 2) return [problem(titles)]
  const figured = lines.map(({ line }) => (line.cells ?? line.text.split(/\s+/u)).filter(isPrinted).length >= 2)
  const again = secondRound(begun, figured)
  return again ? [problem(again.map((at) => `${lines[at]!.line.line ?? at + 1}: ${lines[at]!.line.text}`))] : []
}

function problem(reports: readonly string[]): Problem {
  const message = `holds ${reports.length} reports (${reports.join('; ')}); split it: only one was read`
  return { code: 'several-reports', message }
}

function isPrinted(cell: string): boolean {
  return cell.trim() !== '' && isValueLike(cell)
}

/**
 * The first section's places where it comes again with rows of figures behind a later section that had some, and that
 * one comes again too. A table of contents has no figures, a heading repeated on the next page no other section between.
 */
function secondRound(begun: readonly (readonly number[])[], figured: readonly boolean[]): readonly number[] | null {
  const places = begun.flat().sort((a, b) => a - b)
  const filled = (at: number) => {
    const next = places.find((place) => place > at) ?? figured.length
    return figured.slice(at, next).filter(Boolean).length >= LEAST_ROWS
  }
  const rounds = begun.map((own) => own.filter(filled))
  for (const [s, own] of rounds.entries())
    for (const later of rounds.slice(s + 1)) {
      const [first, second] = [own[0], own.at(-1)]
      if (first === undefined || second === undefined || second === first) continue
      if (later.some((at) => at > first && at < second) && later.some((at) => at > second)) return [first, second]
    }
  return null
}

// The smallest of the tables has one row of figures.
const LEAST_ROWS = 1
