import type { CorrectedValue } from '../../schemas/correction.ts'
import type { Form } from '../../schemas/form.ts'
import type { Field, Reason } from '../../schemas/report.ts'
import { blameSource } from '../check/blame.ts'
import type { Printed } from '../check/equation.ts'
import { type CheckedTable, type CheckRun, runChecks } from '../check/run.ts'
import { collectFeatures, type ReadingFeatures, type Support } from '../confidence/features.ts'
import { confidenceOfReading } from '../confidence/model.ts'
import { NO_TRAITS, type PageTraits } from '../confidence/page-traits.ts'
import { cellValue } from '../form/cell-value.ts'
import type { FieldMatch, TableMatch } from '../form/types.ts'
import type { Vocabulary } from '../form/vocabulary.ts'
import { parseValue } from '../read/value.ts'
import { CERTAINTY, EVIDENCE, HARDLY_FOUND } from '../thresholds.ts'
import { correctedField } from './corrected.ts'

/** Pages (1-based) of which a part was not read, so that blanks are doubtful, and those damaged, so that everything is. */
export type DoubtfulPages = { readonly blanks: ReadonlySet<number>; readonly all: ReadonlySet<number> }

/** The fields of all tables in the forms' order, and the checks over them. */
export type TableFields = { readonly fields: ReadonlyMap<string, Field>; readonly run: CheckRun }

/**
 * Turns matched cells into fields: value and state as printed, confidence from how the cell was found and from what the
 * equations say, review where anything is in doubt. Fields of the form that the document lacks are `missing`. What
 * people `said` of fields stands in the place of what was read, for the equations too.
 */
export function tableFields(
  tables: readonly TableMatch[],
  expected: readonly Form[],
  vocabulary: Vocabulary,
  threshold: number,
  unreadPages: boolean,
  pages: DoubtfulPages = { blanks: new Set(), all: new Set() },
  traits: ReadonlyMap<number, PageTraits> = new Map(),
  said: ReadonlyMap<string, CorrectedValue> = new Map(),
): TableFields {
  const matches = new Map(tables.flatMap((table) => table.fields.map((field) => [field.id, doubted(field, pages)])))
  const values = new Map([...matches].map(([id, match]) => [id, printedOf(match)]))
  const printed = (id: string): Printed => said.get(id) ?? values.get(id)
  const sure = (id: string) => {
    if (said.has(id)) return true
    const match = matches.get(id)
    if (match === undefined || match.reasons.length > 0 || match.certainty < threshold) return false
    const features = featuresOf(match, traits, 'none')
    return features === null || confidenceOfReading(features) >= threshold
  }
  const run = runChecks([...tables, ...filledIn(tables, expected, said)], printed, sure)
  const fields = new Map<string, Field>()
  for (const id of fieldIds(tables, expected, vocabulary, traits.size > 0)) {
    const match = matches.get(id)
    const read = match ? toField(match, run, threshold, traits) : missing(unreadPages)
    const word = said.get(id)
    fields.set(id, word ? correctedField(read, word) : read)
  }
  const checks = blameSource(
    run.checks,
    (id) => said.has(id),
    (id) => fields.get(id)?.review === false,
  )
  return { fields, run: { ...run, checks } }
}

/** Tables that were not found, but of which people said what some cells hold: their sums can be checked. */
function filledIn(
  tables: readonly TableMatch[],
  expected: readonly Form[],
  said: ReadonlyMap<string, CorrectedValue>,
): CheckedTable[] {
  const known = new Set(tables.map(({ table }) => table.id))
  const named = new Set([...said.keys()].map((id) => id.slice(0, id.indexOf('.'))))
  return expected.flatMap((form) =>
    form.tables.flatMap((table) => {
      if (known.has(table.id) || !named.has(table.id)) return []
      known.add(table.id)
      return [{ table, form }]
    }),
  )
}

/** A field that the document has no cell for; always in review. */
export function missing(unreadPages: boolean): Field {
  const reasons: Reason[] = unreadPages ? ['missing', 'page-not-read'] : ['missing']
  return { value: null, state: 'missing', raw: '', confidence: CERTAINTY.lost, review: true, reasons, readings: [] }
}

/** Where part of a page was not read, a cell that looks blank may be that part. */
function doubted(match: FieldMatch, { blanks, all }: DoubtfulPages): FieldMatch {
  const page = match.cell?.page ?? 0
  const doubtful = all.has(page) || (blanks.has(page) && printedOf(match)!.state === 'blank')
  return doubtful ? { ...match, reasons: [...match.reasons, 'page-not-read'] } : match
}

function toField(match: FieldMatch, run: CheckRun, threshold: number, traits: ReadonlyMap<number, PageTraits>): Field {
  const { cell } = match
  const printed = printedOf(match)!
  const reasons: Reason[] = [...match.reasons]
  if (printed.state === 'missing') reasons.push('missing')
  if (printed.state === 'unreadable') reasons.push('unreadable')
  if (printed.state === 'text') reasons.push('not-a-number')
  // A point between thousands makes a fraction of a count.
  if (typeof printed.value === 'number' && match.whole && !Number.isInteger(printed.value)) reasons.push('not-a-number')
  if (typeof printed.value === 'number' && printed.value < 0 && !match.signed) reasons.push('negative')
  if (run.suspects.has(match.id)) reasons.push('check-failed')
  const features = featuresOf(match, traits, supportOf(match, run))
  // A reader of figures alone finds one in any bit of ink: it does not count where the other saw nothing.
  const unseconded = printed.state === 'number' && cell?.readings[0]?.reader === 'ppocr' && cell.readings[0].raw === ''
  if (unseconded) reasons.push('readers-disagree')
  // Of a scan's lines nobody kept which reader saw what, nor where: a table that was found in them is no more than likely.
  if (traits.size > 0 && cell?.readings[0]?.reader === 'text') reasons.push('row-uncertain')
  const confidence = round(confidenceOf(match, run, reasons, features))
  const review = reasons.length > 0 || confidence < threshold
  if (review && features && features.rival > 0) reasons.push('readers-disagree')
  if (review && reasons.length === 0) reasons.push('low-score')
  const unit = (cell ? parseValue(cell.raw).unit : undefined) ?? match.unit
  const suggestion = run.suggestions.get(match.id)
  const candidates = [...new Set(match.candidates.map((raw) => parseValue(raw).value))]
  return {
    value: printed.value,
    state: printed.state,
    raw: cell?.raw ?? '',
    ...(unit === undefined ? {} : { unit }),
    ...(cell?.page === undefined ? {} : { page: cell.page }),
    ...(cell?.box === undefined ? {} : { box: [...cell.box] }),
    confidence,
    review,
    reasons: [...new Set(reasons)],
    readings: [...(cell?.readings ?? [])],
    ...(candidates.length === 0 ? {} : { candidates }),
    ...(suggestion === undefined ? {} : { suggestion }),
  }
}

function printedOf(match: FieldMatch): Printed {
  if (!match.cell) return { state: 'missing', value: null }
  const { state, value } = cellValue(match.cell)
  return { state, value }
}

function confidenceOf(
  match: FieldMatch,
  run: CheckRun,
  reasons: readonly Reason[],
  features: ReadingFeatures | null,
): number {
  const support = supportOf(match, run)
  let doubt = 1 - match.certainty
  if (support === 'figures') doubt *= EVIDENCE.passWithFigures
  else if (support === 'zeros') doubt *= EVIDENCE.passWithZeros
  // The model knows what the sums say of a reading; a text layer's reading is certain.
  if (features) doubt = 1 - (1 - doubt) * confidenceOfReading(features)
  if (reasons.includes('check-failed')) doubt = Math.max(doubt, EVIDENCE.suspectDoubt)
  else if (reasons.length > 0) doubt = Math.max(doubt, EVIDENCE.reasonDoubt)
  return 1 - doubt
}

function supportOf({ id }: FieldMatch, run: CheckRun): Support {
  if (run.suspects.has(id)) return 'suspect'
  const support = run.support.get(id)
  if (support && support.figures > 0) return 'figures'
  return support && support.zeros > 0 ? 'zeros' : 'none'
}

function featuresOf(
  { cell }: FieldMatch,
  traits: ReadonlyMap<number, PageTraits>,
  support: Support,
): ReadingFeatures | null {
  return cell ? collectFeatures(cell, traits.get(cell.page ?? 0) ?? NO_TRAITS, support) : null
}

/** Whether many of a table's fields have no cell: perhaps it is not printed the way it was taken for. */
function hasLost({ fields }: TableMatch): boolean {
  return fields.filter(({ cell }) => cell === null).length > (1 - HARDLY_FOUND) * fields.length
}

/** Whether a row was found that not every form's version of the table has; 其他 may be anything. */
function hasOwnRow({ fields }: TableMatch, variants: Vocabulary['tables'][number]['variants']): boolean {
  // Figures without a label may have been taken for any row.
  const labelled = fields.filter(({ certainty }) => certainty > CERTAINTY.placed)
  const found = new Set(labelled.map(({ id }) => id.split('.')[1]))
  const rows = variants.flatMap(({ table }) => table.rows).filter(({ id, label }) => found.has(id) && label.length > 4)
  return rows.some(({ id }) => variants.some(({ table }) => !table.rows.some((row) => row.id === id)))
}

/**
 * Ids in the forms' order: of each table as matched, else as the expected form has it. Where a table was not found, or
 * may be either form's, or was hardly found (on scans whatever of it, else no row of one form alone), it may have been printed as any of them
 * has it: no field of theirs goes unmentioned.
 */
function fieldIds(
  tables: readonly TableMatch[],
  expected: readonly Form[],
  vocabulary: Vocabulary,
  scanned: boolean,
): string[] {
  const matched = new Map(tables.map((table) => [table.table.id, table]))
  const ids: string[] = []
  for (const { id, variants } of vocabulary.tables) {
    const match = matched.get(id)
    const few = match && (match.rowsFound < HARDLY_FOUND * match.table.rows.length || hasLost(match))
    const hardly = !match || (few && !match.named && (scanned || !hasOwnRow(match, variants)))
    const own = match ? [match.table] : expected.flatMap((form) => form.tables.filter((table) => table.id === id))
    const all =
      hardly && own.length > 0 ? variants.map(({ table }) => table) : match?.named ? [] : (match?.others ?? [])
    for (const table of [...own, ...all]) {
      for (const row of table.rows) for (const column of table.columns) ids.push(`${id}.${row.id}.${column.id}`)
    }
    // A part on another page may hold rows that only another form has.
    ids.push(...(match?.fields.map((field) => field.id) ?? []))
  }
  return [...new Set(ids)]
}

function round(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4
}
