import type { TableMark } from '../../schemas/correction.ts'
import type { FormTable } from '../../schemas/form.ts'
import type { Line, PageReading } from '../../schemas/page.ts'
import { type MarkedLines, withoutLines } from '../correct/line-marks.ts'
import { canonical } from '../read/canonical.ts'
import type { StitchedTable } from '../stitch/stitch.ts'
import { gridSource } from './grid-records.ts'
import { matchSideBySide } from './match-columns.ts'
import { matchTables } from './match-table.ts'
import { regionsOf } from './regions.ts'
import { type RowSource, textSource } from './source.ts'
import { textRecords } from './text-records.ts'
import type { FieldMatch, TableMatch } from './types.ts'
import { rowSimilarities, type SectionRef, sectionsOfForm, type TableRef, type Vocabulary } from './vocabulary.ts'

/** The forms' tables found in a document; `grids` and `marked` tell of each ruled table, and of marked lines, which it holds. */
export type DocumentMatch = {
  readonly tables: readonly TableMatch[]
  readonly grids: readonly (readonly string[])[]
  readonly marked: readonly (readonly string[])[]
}

/**
 * Matches every table of the document with the forms, each by itself. Ruled tables come first; what they do not hold is
 * looked for in the lines (text dumps have nothing else; a digital page may set a table without rulings). A table that a
 * person marked, or the lines of one (`stretches`), is what they said: no form's, or the form's table named, before any
 * other that looks like it.
 */
export function matchDocument(
  pages: readonly PageReading[],
  tables: readonly StitchedTable[],
  vocabulary: Vocabulary,
  year: number | null,
  stretches: readonly MarkedLines[] = [],
): DocumentMatch {
  const found = new Map<string, TableMatch>()
  const marked = new Set<string>()
  const grids = tables.map((table) => {
    const matches = table.mark ? matchMarked(table, table.mark, vocabulary, year) : matchGrid(table, vocabulary, year)
    for (const match of matches) {
      const { id } = match.table
      const known = found.get(id)
      const isMarked = table.mark !== undefined
      if (!known || isMarked === marked.has(id)) found.set(id, merge(known, match))
      else found.set(id, isMarked ? filledUp(match, known) : filledUp(known, match))
      if (isMarked) marked.add(id)
    }
    return matches.map((match) => match.table.id)
  })
  const lines = pages.flatMap((page) => page.lines)
  const inLines = new Set<string>()
  const ofStretches = stretches.map(({ mark, lines: own }) => {
    const matches = matchMarkedLines(lines, own, mark, vocabulary, year)
    for (const match of matches) {
      const { id } = match.table
      const known = found.get(id)
      found.set(id, !known ? match : marked.has(id) ? merge(known, match) : withOtherRows(match, known))
      marked.add(id)
      inLines.add(id)
    }
    return matches.map((match) => match.table.id)
  })
  const isMissing = (id: string) => !found.has(id) || inLines.has(id)
  const missing = vocabulary.sections.filter((section) => section.tables.some((table) => isMissing(table.id)))
  const scanned = pages.some(({ kind }) => kind === 'scan')
  for (const inText of matchLines(withoutLines(lines, stretches), missing, vocabulary, year)) {
    const match = scanned ? doubted(inText) : inText
    const known = found.get(match.table.id)
    if (!known) found.set(match.table.id, match)
    else if (inLines.has(match.table.id)) found.set(match.table.id, withOtherRows(known, match))
  }
  const tablesFound = vocabulary.tables.flatMap((table) => found.get(table.id) ?? [])
  return { tables: tablesFound, grids, marked: ofStretches }
}

function matchGrid(table: StitchedTable, vocabulary: Vocabulary, year: number | null): TableMatch[] {
  const source = gridSource(table, (label) => isWholeLabel(label, vocabulary))
  return vocabulary.sections.flatMap((section) => matchSection(source, section, year, false)).filter(isEvident)
}

/** Small tables are printed as one, so those of the same section are looked for as well; the one named needs no evidence. */
function matchMarked(table: StitchedTable, mark: TableMark, vocabulary: Vocabulary, year: number | null): TableMatch[] {
  const source = gridSource(table, (label) => isWholeLabel(label, vocabulary))
  return matchAs(() => source, mark, vocabulary, year)
}

/** Whether a text is a row's label to the letter. */
function isWholeLabel(text: string, { sections }: Vocabulary): boolean {
  return sections.some(({ allRows }) => rowSimilarities(canonical(text), allRows).includes(1))
}

/** The same for lines of a text dump, `own` of all its `lines`: where they end, the document need not. */
function matchMarkedLines(
  lines: readonly Line[],
  own: readonly Line[],
  mark: TableMark,
  vocabulary: Vocabulary,
  year: number | null,
): TableMatch[] {
  const start = lines.indexOf(own[0]!)
  return matchAs((section) => linesSource(lines, start, start + own.length, section), mark, vocabulary, year)
}

function matchAs(
  sourceOf: (section: SectionRef) => RowSource,
  { form, table }: TableMark,
  vocabulary: Vocabulary,
  year: number | null,
): TableMatch[] {
  if (form === null) return []
  return sectionsOfForm(vocabulary, form, table)
    .flatMap((section) => matchSection(sourceOf(section), section, year, table !== null))
    .filter((match) => match.table.id === table || isEvident(match))
    .map((match) => ({ ...match, named: true }))
}

function matchLines(
  lines: readonly Line[],
  sections: readonly SectionRef[],
  vocabulary: Vocabulary,
  year: number | null,
): TableMatch[] {
  return regionsOf(lines, vocabulary)
    .filter((region) => sections.includes(region.section) && region.section.tables.length > 0)
    .flatMap((region) => {
      const source = linesSource(lines, region.start, region.end, region.section)
      const trusted = region.heading >= 0
      return matchSection(source, region.section, year, trusted).filter((match) => trusted || isEvident(match))
    })
}

/** The rows that lines [start, end) make of a section's tables. */
function linesSource(lines: readonly Line[], start: number, end: number, section: SectionRef): RowSource {
  const widths = section.tables.flatMap((table) => table.variants.map((v) => widthOf(v.table)))
  return textSource(lines, start, textRecords(lines, start, end, section.allRows, widths))
}

/** How many cells a printed row of a table has. */
function widthOf(table: FormTable): number {
  return table.layout === 'rows' ? table.columns.length : table.columns.length * table.rows.length
}

function matchSection(source: RowSource, section: SectionRef, year: number | null, trusted: boolean): TableMatch[] {
  const beside = section.tables.filter((table: TableRef) => table.layout === 'columns')
  return [
    ...matchTables(source, section, year),
    ...beside.flatMap((table) => matchSideBySide(source, table, year, trusted) ?? []),
  ]
}

/** Whether a match can stand without a section heading: several rows, one with a long label, or one under its header. */
function isEvident(match: TableMatch): boolean {
  return match.rowsFound >= Math.min(2, match.table.rows.length) || match.columnsFound > 0 || match.distinct
}

/** A table that a scan's lines hold without its rulings: what one reader saw of it nobody has checked. */
function doubted(match: TableMatch): TableMatch {
  const fields = match.fields.map((field) => ({ ...field, reasons: [...field.reasons, 'low-score' as const] }))
  return { ...match, fields }
}

/** Two finds of one table: rows that only one has are joined (a part on another page), others are rivals. */
function merge(known: TableMatch | undefined, next: TableMatch): TableMatch {
  if (!known) return next
  const [first, second] = [underOther(known, next), underOther(next, known)]
  const [main, other] = next.rowsFound > known.rowsFound ? [second, first] : [first, second]
  const byId = new Map(other.fields.map((field) => [field.id, field]))
  const fields = main.fields.map((field) => rivalled(field, byId.get(field.id)))
  const ids = new Set(main.fields.map((field) => field.id))
  const extra = other.fields.filter((field) => !ids.has(field.id))
  return {
    ...main,
    fields: [...fields, ...extra],
    rowsFound: main.rowsFound + (extra.length > 0 ? other.rowsFound : 0),
    order: [main.order, other.order].includes('other') ? 'other' : main.order,
  }
}

/** What a person marked, with what another table holds of the same that the marked one has no cell for. */
function filledUp(marked: TableMatch, other: TableMatch): TableMatch {
  const more = new Map(other.fields.flatMap((field) => (field.cell ? [[field.id, field] as const] : [])))
  const fields = marked.fields.map((field) => (field.cell ? field : (more.get(field.id) ?? field)))
  const ids = new Set(marked.fields.map(({ id }) => id))
  return { ...marked, fields: [...fields, ...[...more.values()].filter(({ id }) => !ids.has(id))] }
}

/**
 * Marked lines with the rows that they have not, from what else looks like their table (a dump's page break parts it). A
 * cell that a row of theirs has lost is in doubt, and no other table's.
 */
function withOtherRows(marked: TableMatch, other: TableMatch): TableMatch {
  const ids = new Set(marked.fields.map(({ id }) => id))
  const more = other.fields.filter(({ id, cell }) => cell !== null && !ids.has(id))
  return more.length === 0 ? marked : { ...marked, fields: [...marked.fields, ...more] }
}

/** A part without a header of its own is in doubt where another part's header shows an order that is not the form's. */
function underOther(match: TableMatch, other: TableMatch): TableMatch {
  if (match.order !== 'unknown' || other.order !== 'other') return match
  const fields = match.fields.map((field) => ({ ...field, reasons: [...field.reasons, 'columns-uncertain' as const] }))
  return { ...match, fields }
}

function rivalled(field: FieldMatch, rival: FieldMatch | undefined): FieldMatch {
  if (!rival?.cell || !field.cell || rival.cell.raw.trim() === field.cell.raw.trim()) return field
  return {
    ...field,
    reasons: [...new Set([...field.reasons, 'duplicate-row' as const])],
    candidates: [...field.candidates, rival.cell.raw],
  }
}
