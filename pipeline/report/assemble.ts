import type { Correction } from '../../schemas/correction.ts'
import type { Form } from '../../schemas/form.ts'
import type { PageReading } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import { type Field, FORMAT, READER, type Report } from '../../schemas/report.ts'
import { pageTraits } from '../confidence/page-traits.ts'
import { type LastWords, lastWords } from '../correct/last-words.ts'
import type { MarkedLines } from '../correct/line-marks.ts'
import { tableMarks } from '../correct/table-marks.ts'
import { unusedCorrections } from '../correct/unused.ts'
import { type DocumentMatch, matchDocument } from '../form/match-document.ts'
import type { TableMatch } from '../form/types.ts'
import { type Vocabulary, vocabularyOf } from '../form/vocabulary.ts'
import { stitch } from '../stitch/stitch.ts'
import { EVIDENCE, REVIEW_THRESHOLD } from '../thresholds.ts'
import { correctedField } from './corrected.ts'
import { isTitled, readFacts, reportYear } from './facts.ts'
import { missing, tableFields } from './fields.ts'
import { placeBoxes } from './placement.ts'
import { readSections } from './sections.ts'
import { severalReports } from './several.ts'
import { statedChecks } from './stated.ts'
import { readStatements } from './statements.ts'
import { delimitedTables, ruledTables } from './tables.ts'

export type AssembleOptions = {
  readonly source: { readonly name: string; readonly sha256: string; readonly pages: number }
  readonly forms: readonly Form[]
  readonly reviewThreshold?: number
  readonly problems?: readonly Problem[]
  /** What people said of the document, in the order in which they said it. */
  readonly corrections?: readonly Correction[]
}

/**
 * Makes the report of a document from its pages' readings: stitch, match, fields, checks, facts, all of it
 * with what people corrected in place of what was read. Pure and fast; the same readings, forms and options give the
 * same report, byte for byte.
 */
export function assemble(readings: readonly PageReading[], options: AssembleOptions): Report {
  const vocabulary = vocabularyOf(options.forms)
  const threshold = options.reviewThreshold ?? REVIEW_THRESHOLD
  const pages = [...readings].sort((a, b) => a.page - b.page)
  const several = severalReports(pages, vocabulary)
  const problems = [...(options.problems ?? []), ...pages.flatMap((page) => page.problems), ...several]
  const unread = problems.some((problem) => UNREAD.has(problem.code))
  const said = lastWords(options.corrections ?? [])
  const marks = tableMarks(said.tables, pages, vocabulary)
  const year = yearSaid(said) ?? reportYear(pages)
  const stitched = stitch(pages, marks.grids)
  const match = matchDocument(pages, stitched, vocabulary, year, marks.lines)
  const known = match.tables.length > 0 || isTitled(pages)
  const form = known ? formOf(match.tables, options.forms, year) : null
  const expected = known ? formsExpected(form, match.tables, options.forms, year) : unread ? options.forms : []
  const facts = readFacts(pages, threshold, unread)
  const statements = readStatements(pages)
  const pagesWith = (codes: ReadonlySet<Problem['code']>) =>
    new Set(problems.flatMap(({ code, page }) => (codes.has(code) && page ? [page] : [])))
  const everyPage = problems.some(({ code, page }) => DAMAGED.has(code) && page === undefined)
  // What a decoder lost of a drawn page are details; of a scan it may be anything.
  const lost = pages.filter(
    ({ kind, problems: own }) => kind === 'scan' && own.some(({ code }) => LOST_PIXELS.has(code)),
  )
  const damaged = everyPage
    ? // A text dump's cells stand on no page.
      new Set([0, ...pages.map(({ page }) => page)])
    : new Set([...pagesWith(DAMAGED), ...lost.map(({ page }) => page)])
  const doubtful = { blanks: pagesWith(UNREAD), all: damaged }
  const read = pages.filter(({ grids }) => grids.some(({ cells }) => cells.some(({ mark }) => mark !== undefined)))
  const traits = new Map(read.map((page) => [page.page, pageTraits(page)]))
  const { fields: tableValues, run } = tableFields(
    match.tables,
    expected,
    vocabulary,
    threshold,
    unread,
    doubtful,
    traits,
    said.fields,
  )
  const fact = (id: string, read: Field) => {
    const word = said.fields.get(id)
    return [id, word ? correctedField(read, word) : unlessDamaged(read, doubtful.all)] as const
  }
  const isReport = known || unread
  const fields: Record<string, Field> = isReport
    ? Object.fromEntries([
        fact('document.organization', facts.organization),
        fact('document.year', facts.year),
        // The date that closes the file closes the last report in it.
        fact('document.signedOn', several.length > 0 ? missing(true) : facts.signedOn),
        ...tableValues,
      ])
    : {}
  const review = Object.keys(fields).filter((id) => fields[id]!.review)
  const report: Report = {
    format: FORMAT,
    source: { ...options.source, kind: kindOf(pages) },
    reader: READER,
    document: { kind: known ? 'disclosure-annual-report' : 'unknown', form, title: facts.title },
    fields,
    checks: [...run.checks, ...statedChecks(statements, fields, options.forms, form)],
    tables: [...ruledTables(stitched, match.grids), ...textTables(pages, vocabulary, match, marks.lines)],
    statements: [...statements],
    sections: readSections(pages, vocabulary),
    review: { needed: review.length > 0 || unread, fields: review },
    problems: [
      ...problems,
      ...notices(known, unread, expected, match.tables),
      ...unusedCorrections(said, marks.unused, fields),
    ],
  }
  const byHand = Object.keys(fields).filter((id) => fields[id]!.box && fields[id]!.box === said.fields.get(id)?.box)
  return placeBoxes(report, pages, new Set(byHand))
}

// A page or part that was not read may hold anything: what it could have held is in review.
const UNREAD: ReadonlySet<Problem['code']> = new Set([
  'pdf-damaged',
  'page-size-absurd',
  'page-failed',
  'page-timeout',
  'page-not-read',
  'page-damaged',
  'image-damaged',
  'text-layer-distrusted',
  'grid-limit',
  'text-too-long',
  'several-reports',
])

// What was read of such a page, or where no page is named of the whole document, may be wrong.
const DAMAGED: ReadonlySet<Problem['code']> = new Set(['page-damaged', 'image-damaged'])

const LOST_PIXELS: ReadonlySet<Problem['code']> = new Set(['page-decoder-warning'])

function unlessDamaged(fact: Field, damaged: ReadonlySet<number>): Field {
  if (!damaged.has(fact.page ?? 0)) return fact
  const confidence = Math.min(fact.confidence, 1 - EVIDENCE.reasonDoubt)
  return { ...fact, confidence, review: true, reasons: [...fact.reasons, 'page-not-read'] }
}

/** The form that most of the tables follow, fields counted; the year decides between equals. */
function formOf(tables: readonly TableMatch[], forms: readonly Form[], year: number | null): string {
  const score = (form: Form) => {
    const own = tables.filter((table) => table.form.id === form.id && table.columnsFound > 0).length
    return (
      own +
      0.1 * tables.filter((table) => table.form.id === form.id).length +
      (year !== null && form.years.includes(year) ? 1.5 : 0)
    )
  }
  const [best] = [...forms].sort((a, b) => score(b) - score(a))
  return best!.id
}

/** The form followed; with it, where neither the year nor any table tells, the others that have tables of the same name. */
function formsExpected(
  form: string | null,
  tables: readonly TableMatch[],
  forms: readonly Form[],
  year: number | null,
): readonly Form[] {
  const own = forms.filter(({ id }) => id === form)
  const told = tables.some(({ table, others }) => {
    const versions = forms.flatMap((other) => other.tables.filter(({ id }) => id === table.id))
    return others.length === 0 && new Set(versions.map(({ columns, rows }) => JSON.stringify([columns, rows]))).size > 1
  })
  if (year !== null || told) return own
  const ids = new Set(own.flatMap((other) => other.tables.map(({ id }) => id)))
  return forms.filter((other) => other.tables.some(({ id }) => ids.has(id)))
}

/** The year that a person gave the report; null where nobody did. */
function yearSaid({ fields }: LastWords): number | null {
  const year = fields.get('document.year')?.value
  return typeof year === 'number' ? year : null
}

function kindOf(pages: readonly PageReading[]): Report['source']['kind'] {
  const kinds = new Set(pages.map((page) => page.kind))
  if (kinds.size > 1) return 'mixed'
  return [...kinds][0] ?? 'digital'
}

function textTables(
  pages: readonly PageReading[],
  vocabulary: Vocabulary,
  { tables, marked }: DocumentMatch,
  stretches: readonly MarkedLines[],
): Report['tables'] {
  const found = tables.map((table) => table.table.id)
  const said = stretches.map(({ lines }, i) => ({ lines, ids: marked[i] ?? [] }))
  return pages.filter((page) => page.kind === 'text').flatMap((page) => delimitedTables(page, vocabulary, found, said))
}

function notices(known: boolean, unread: boolean, expected: readonly Form[], tables: readonly TableMatch[]): Problem[] {
  if (!known) {
    const why = unread
      ? 'not every page could be read, so nothing can be said of its kind'
      : 'no title or table of a known form was found; its tables and sections are given as they are'
    return [{ code: 'document-unknown', message: `document not recognized: ${why}` }]
  }
  const found = new Set(tables.map((table) => table.table.id))
  return expected
    .flatMap((form) => form.tables)
    .filter((table) => !found.has(table.id))
    .map((table) => ({
      code: 'table-missing' as const,
      message: `table ${table.id} (${table.title}) was not found; its fields are in review`,
    }))
}
