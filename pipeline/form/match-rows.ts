import { canonical } from '../read/canonical.ts'
import { isNumber, parseValue } from '../read/value.ts'
import { LABEL_SIMILARITY, ROW_SURE } from '../thresholds.ts'
import { align } from './align.ts'
import { tails } from './labels.ts'
import { allBlank } from './place.ts'
import type { RowRecord } from './record.ts'
import { similarity } from './similarity.ts'
import { type RowRef, rowSimilarities } from './vocabulary.ts'

/** A form row found in the document: which record it is, how alike the labels are, how sure the alignment is. */
export type RowMatch = {
  readonly row: RowRef
  readonly record: RowRecord
  readonly similarity: number
  readonly posterior: number
  /** Records elsewhere that carry the same label and other cells. */
  readonly rivals: readonly RowRecord[]
}

/**
 * Finds a section's rows among its records: alignment in the form's order on label similarity; an unlabelled record may
 * fill a gap. Records left over whose label is exactly that of a row not found are taken out of order; those of a row
 * that was found are its rivals. `columnsOf` tells how many cells a row should have, in any form.
 */
export function matchRows(
  records: readonly RowRecord[],
  rows: readonly RowRef[],
  columnsOf: (row: RowRef) => readonly number[],
): RowMatch[] {
  const likeness = records.map((record) => likenessOf(record, rows))
  const exact = likeness.map((values) => values.some((value) => value >= EXACT))
  const forms = new Set(rows.flatMap((row) => row.forms))
  const found = align(records.length, rows.length, {
    match: (i, j) =>
      exact[i] && likeness[i]![j]! < EXACT ? -Infinity : pairScore(records[i]!, likeness[i]![j]!, columnsOf(rows[j]!)),
    skipRecord: (i) => -skipCost(records[i]!),
    skipRow: (j) => (rows[j]!.forms.length < forms.size ? -0.1 : -1.2),
  })
  const taken = new Map<number, { record: number; posterior: number }>()
  found.rows.forEach((j, i) => {
    if (j >= 0) taken.set(j, { record: i, posterior: found.posterior[i]! })
  })
  const rivals = new Map<number, number[]>()
  const again = records.flatMap((record, i) => {
    if (found.rows[i]! >= 0) return []
    return rows.flatMap((_, j) => (likeness[i]![j]! >= EXACT ? [{ record, i, j }] : []))
  })
  // Labels that come again are another table's, and rows of it that have no figures may be this one's.
  const repeated = again.filter(({ record, j }) => record.cells.length > 0 && taken.has(j)).length >= REPEATED
  for (const { record, i, j } of again) {
    if (record.cells.length === 0 && !repeated) continue
    const holder = taken.get(j)
    if (!holder) taken.set(j, { record: i, posterior: ROW_SURE })
    else if (!sameCells(records[holder.record]!, record)) rivals.set(j, [...(rivals.get(j) ?? []), i])
  }
  const between = betweenLostAndFound(records, found.rows, new Set([...taken.values()].map(({ record }) => record)))
  return [...taken]
    .sort(([a], [b]) => a - b)
    .map(([j, { record, posterior }]) => ({
      row: rows[j]!,
      record:
        between.has(record) ||
        besideOrphan(records, record, found.rows, columnsOf(rows[j]!)) ||
        endsInWord(records[record]!, rows[j]!)
          ? { ...records[record]!, loose: true }
          : records[record]!,
      similarity: likeness[record]![j]!,
      posterior,
      rivals: (rivals.get(j) ?? []).map((i) => records[i]!),
    }))
}

/** Whether the last cell taken for a dump's label has nothing of the row's: a word in a column of figures ("空", "见附件"). */
function endsInWord({ kind, labels }: RowRecord, row: RowRef): boolean {
  const leaf = canonical(labels.at(-1) ?? '')
  if (kind !== 'delimited' || labels.length < 2 || leaf === '') return false
  return row.labels.every((label) => !label.includes(leaf) && similarity(leaf, label) < LABEL_SIMILARITY)
}

/**
 * Whether a blank row stands next to figures that belong to no row, or a row that ends too soon in front of some without
 * a label: they may be its own.
 */
function besideOrphan(
  records: readonly RowRecord[],
  at: number,
  rows: readonly number[],
  columns: readonly number[],
): boolean {
  const figuresOf = (i: number) =>
    rows[i] === -1 ? records[i]!.cells.filter((cell) => parseValue(cell.raw).state !== 'blank').length : 0
  const record = records[at]!
  if (allBlank(record) && [at - 1, at + 1].some((i) => figuresOf(i) >= 2)) return true
  const ends =
    record.cells.length < Math.max(...columns) || parseValue(record.cells.at(-1)?.raw ?? '').state === 'blank'
  return ends && record.kind !== 'grid' && records[at + 1]?.labels.length === 0 && figuresOf(at + 1) >= 1
}

/**
 * Records between a row without figures and figures without a row, a few lines apart: they may have slipped from one
 * label to the next, as where a label's lines stand above and below its own figures.
 */
function betweenLostAndFound(
  records: readonly RowRecord[],
  rows: readonly number[],
  taken: ReadonlySet<number>,
): ReadonlySet<number> {
  const doubtful = new Set<number>()
  const figures = (record: RowRecord) => record.cells.filter((cell) => isNumber(cell.raw)).length
  records.forEach((record, found) => {
    if (taken.has(found) || rows[found] !== -1 || record.kind === 'grid' || figures(record) < 2) return
    records.forEach((other, lost) => {
      if (!taken.has(lost) || other.cells.length > 0 || Math.abs(lost - found) > SLIPPED) return
      for (let i = Math.min(lost, found); i <= Math.max(lost, found); i++) doubtful.add(i)
    })
  })
  return doubtful
}

// A label and its figures are a few lines apart at most.
const SLIPPED = 4

/** For each row how alike a record's label, or its last parts, are to the row's, 0 … 1; 0 for a record without label. */
function likenessOf(record: RowRecord, rows: readonly RowRef[]): Float64Array {
  const best = new Float64Array(rows.length)
  for (const text of tails(record.labels)) {
    const values = rowSimilarities(text, rows)
    for (let j = 0; j < best.length; j++) if (values[j]! > best[j]!) best[j] = values[j]!
  }
  return best
}

// One row may be printed twice, at the end of a page and at the top of the next.
const REPEATED = 3

// A record with one row's very label is no other row's.
const EXACT = 0.999

function pairScore(record: RowRecord, likeness: number, columns: readonly number[]): number {
  const fits = columns.includes(record.cells.length)
  if (record.labels.length === 0) return fits && !allBlank(record) ? 0.5 : -Infinity
  if (likeness < LABEL_SIMILARITY) return -Infinity
  const label = likeness >= EXACT ? 8 : 7 * ((likeness - 0.45) / 0.55)
  return label + (fits ? 1 : record.cells.length === 0 ? -2 : 0)
}

function skipCost(record: RowRecord): number {
  const figures = record.cells.filter((cell) => isNumber(cell.raw)).length
  if (figures === 0) return 0.05
  if (record.labels.length > 0) return 1
  return figures >= 2 ? 2.5 : 0.5
}

function sameCells(a: RowRecord, b: RowRecord): boolean {
  const text = (record: RowRecord) => record.cells.map((cell) => cell.raw.trim()).join('\u0001')
  return text(a) === text(b)
}
