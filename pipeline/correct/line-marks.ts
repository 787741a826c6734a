import type { TableMark } from '../../schemas/correction.ts'
import type { Line, PageReading } from '../../schemas/page.ts'
import { markedPlace } from './table-subject.ts'

/** Lines of a text dump, one behind the other, that a person said are a table of a form, or of none. */
export type MarkedLines = { readonly mark: TableMark; readonly lines: readonly Line[] }

/** Marked lines in the dump's order, and the subjects that no line of it is in. */
export type LineMarks = { readonly stretches: readonly MarkedLines[]; readonly unused: readonly string[] }

/**
 * Finds the lines that marks (`table:lines:FROM-TO` → mark, in the order in which they were said) are about, in pages
 * that are text dumps. Of lines that two marks share the later word counts, and the earlier one keeps the others.
 */
export function lineMarks(marks: ReadonlyMap<string, TableMark>, pages: readonly PageReading[]): LineMarks {
  const lines = pages.filter(({ kind }) => kind === 'text').flatMap((page) => page.lines)
  const owners = new Map<Line, readonly [subject: string, mark: TableMark]>()
  const unused: string[] = []
  for (const [subject, mark] of marks) {
    const place = markedPlace(subject)
    const own = place?.kind === 'lines' ? lines.filter(({ line }) => line >= place.from && line <= place.to) : []
    if (own.length === 0) unused.push(subject)
    for (const line of own) owners.set(line, [subject, mark])
  }
  const stretches: (MarkedLines & { readonly subject: string; readonly lines: Line[] })[] = []
  let open = false
  for (const line of lines) {
    const owner = owners.get(line)
    const last = stretches.at(-1)
    if (owner && open && last?.subject === owner[0]) last.lines.push(line)
    else if (owner) stretches.push({ subject: owner[0], mark: owner[1], lines: [line] })
    open = owner !== undefined
  }
  return { stretches: stretches.map(({ mark, lines: own }) => ({ mark, lines: own })), unused }
}

/** All lines in their places, those of marked stretches empty: nothing else is to be found in them. */
export function withoutLines(
  lines: readonly Line[],
  stretches: readonly Pick<MarkedLines, 'lines'>[],
): readonly Line[] {
  if (stretches.length === 0) return lines
  const taken = new Set(stretches.flatMap((stretch) => stretch.lines))
  return lines.map((line) => (taken.has(line) ? { ...line, text: '', cells: [] } : line))
}
