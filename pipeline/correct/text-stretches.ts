import type { Line, PageReading } from '../../schemas/page.ts'
import { regionsOf } from '../form/regions.ts'
import { splitRow } from '../form/text-split.ts'
import type { Vocabulary } from '../form/vocabulary.ts'

/** Lines of a text dump that may be a table, both from 1 and included. */
export type Stretch = { readonly from: number; readonly to: number }

/**
 * Where a text dump may have tables, in its order: runs of delimited lines, and of the forms' sections with tables those
 * in which there is no such run, or several, which may be one table that page breaks parted.
 */
export function textStretches(page: PageReading, vocabulary: Vocabulary): Stretch[] {
  const runs = delimitedRuns(page.lines)
  const sections = regionsOf(page.lines, vocabulary).flatMap(({ section, heading, end }) => {
    if (heading < 0 || section.tables.length === 0) return []
    const last = page.lines.slice(0, end).findLastIndex((line) => (splitRow(line)?.values.length ?? 0) > 0)
    return last > heading ? [stretchOf(page.lines, heading + 1, last)] : []
  })
  const inside = ({ from, to }: Stretch) => runs.filter((run) => run.from <= to && run.to >= from).length
  const found = [...runs, ...sections.filter((section) => inside(section) !== 1)]
  return found.sort((a, b) => a.from - b.from || b.to - a.to)
}

function delimitedRuns(lines: readonly Line[]): Stretch[] {
  const runs: Stretch[] = []
  let from = -1
  const close = (end: number) => {
    if (from >= 0 && end - from >= LEAST_LINES) runs.push(stretchOf(lines, from, end - 1))
    from = -1
  }
  lines.forEach((line, at) => {
    if (line.cells === null) close(at)
    else if (from < 0) from = at
  })
  close(lines.length)
  return runs
}

// A lone delimited line is a heading or a link, not a table.
const LEAST_LINES = 2

function stretchOf(lines: readonly Line[], first: number, last: number): Stretch {
  return { from: lines[first]!.line, to: lines[last]!.line }
}
