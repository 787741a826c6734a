import type { FormTable } from '../../schemas/form.ts'
import type { Reason } from '../../schemas/report.ts'
import { CERTAINTY, LABEL_SURE, ROW_SURE } from '../thresholds.ts'
import { cellValue } from './cell-value.ts'
import { allBlank, HOLE, type Placement } from './place.ts'
import type { RecordCell, RowRecord } from './record.ts'
import { GLUED } from './text-split.ts'
import type { FieldMatch, RowLayout } from './types.ts'

/** What a row's own equations say: whether they hold, whether one fails, whether there are any; and what they add up to. */
export type RowSums = {
  readonly proven: boolean
  readonly failing: boolean
  readonly ruled: boolean
  readonly totals: ReadonlySet<string>
}

/**
 * A row's fields under the ways that are left to lay it out. Where the ways agree on a column, its cell is the field's;
 * where they do not, the field has no cell but candidates, and is in review. `habitual`: many rows of the table lack a cell.
 */
export function rowFields(
  row: RowLayout,
  ways: readonly Placement[],
  table: FormTable,
  ids: readonly string[],
  sums: RowSums,
  habitual: boolean,
): FieldMatch[] {
  const { proven, totals } = sums
  const { record } = row
  const rowReasons: Reason[] = []
  const fits = row.layout.ways.length === 1
  // Where blank cells leave no trace, a row that was cut off could go on anywhere.
  const open = record.cut && record.kind !== 'delimited' && record.cells.length < table.columns.length
  const placed = !record.loose && !open && row.posterior >= ROW_SURE && (row.similarity >= LABEL_SURE || fits)
  if (!placed && (record.loose || !(allBlank(record) && row.posterior > 0.9))) rowReasons.push('row-uncertain')
  // Figures of the row, or of one beside it, that a lost wall let into the label.
  else if (record.kind === 'grid' && record.labels.some((label) => /\d\s+\d/u.test(label)))
    rowReasons.push('row-uncertain')
  // Blank cells beside a piece of a label may be those of another row that the page's end cut off.
  else if (row.similarity < LABEL_SURE && allBlank(record) && record.cells.some(({ mark }) => mark !== undefined))
    rowReasons.push('row-uncertain')
  if (row.rivals.length > 0) rowReasons.push('duplicate-row')
  if (isDoubtful(row, ways, sums)) rowReasons.push('columns-uncertain')
  const base =
    row.similarity >= 0.999
      ? CERTAINTY.exactLabel
      : row.similarity >= LABEL_SURE
        ? CERTAINTY.likelyLabel
        : CERTAINTY.placed
  const designated = designatedHoles(ways, ids, totals)
  const values = record.cells.map((cell) => cellValue(cell))
  const same = values.every((v) => v.value === values[0]?.value && v.state === values[0]?.state)
  const figuresAt = (c: number) => {
    const cells = ways.flatMap((way) => record.cells[way[c] ?? HOLE] ?? [])
    return unique(cells.map((cell) => JSON.stringify([cellValue(cell).state, cellValue(cell).value])))
  }
  // A lost cell among equal figures shifts nothing; among different ones it makes all of them doubtful.
  const shifts = table.columns.some((_, c) => figuresAt(c).length > 1)
  return table.columns.map((column, c) => {
    const id = ids[c]!
    const unit = column.unit === undefined ? {} : { unit: column.unit }
    const signed = column.signed === true
    const whole = (column.unit === undefined || COUNTED.test(column.unit)) && !MEASURED.test(column.label)
    const options = [...new Set(ways.map((way) => way[c] ?? HOLE))]
    const rival = row.rivals.map((r) => (r.cells.length === table.columns.length ? r.cells[c]!.raw : ''))
    const doubt = (
      reasons: readonly Reason[],
      cell: RecordCell | null,
      certainty: number,
      candidates: readonly string[],
    ): FieldMatch => ({
      id,
      ...unit,
      signed,
      whole,
      cell,
      certainty,
      reasons: [...rowReasons, ...reasons],
      candidates: unique([...candidates, ...rival]),
    })
    if (record.cells.length === 0 || options.length === 0)
      return doubt(
        ['columns-lost'],
        null,
        CERTAINTY.lost,
        record.cells.map((cell) => cell.raw),
      )
    const sole = record.cells[options[0]!] ?? null
    // In front of a row that was cut off, label fillers cannot be told from blank cells.
    if (record.cut && cellValue(record.cells[0]!).state === 'blank')
      return doubt(['cut-short'], sole, CERTAINTY.unknownColumns, [])
    if (record.cut && sole && sole === record.cells.at(-1) && cellValue(sole).value !== 0)
      return doubt(['cut-short'], sole, CERTAINTY.unknownColumns, [])
    if (
      options.length === 1 &&
      sole &&
      (ways.length === 1 || row.layout.ways.length === 1 || proven || ways.length === row.layout.ways.length)
    ) {
      const small = table.columns.length <= SWAPPED_COLUMNS && table.columns.length > 1
      const swapped = !row.layout.known && !same && (small || row.layout.contrary)
      if (swapped)
        return doubt(
          ['columns-uncertain'],
          sole,
          CERTAINTY.unknownColumns,
          record.cells.map((cell) => cell.raw),
        )
      const certainty = row.layout.known ? base : Math.min(base, CERTAINTY.usualColumns)
      return doubt([], sole, row.layout.ways.length === 1 ? certainty : Math.min(certainty, CERTAINTY.placed), [])
    }
    const cells = options.map((o) => record.cells[o] ?? null)
    const raws = cells.map((cell) => cell?.raw ?? '')
    const figures = figuresAt(c)
    // One blank cell may get lost with a span; where more are gone, or the row was put together, a figure may be.
    const lost = table.columns.length - record.cells.length
    const astray = lost > (record.spread || record.cut ? 0 : 1)
    if (
      !astray &&
      (proven || ways.every((way) => way[c] !== HOLE) || (allBlank(record) && (habitual || !designated.has(c)))) &&
      cells.every((cell) => cell === null || cellValue(cell).state === 'blank') &&
      cells.some((cell) => cell !== null)
    ) {
      return doubt([], cells.find((cell) => cell !== null)!, CERTAINTY.placed, [])
    }
    if (figures.length === 1 && !shifts && record.kind === 'delimited' && proven && !designated.has(c)) {
      return doubt([], cells.find((cell) => cell !== null)!, CERTAINTY.placed, [])
    }
    return doubt(['columns-lost'], null, CERTAINTY.lost, raws)
  })
}

/**
 * Whether cells were placed in a way that their own sum contradicts, or that drops blanks from among them with no sum to
 * bear it out, or whether blank ones at the end of a row without any sum may be fillers where a figure was lost.
 */
function isDoubtful(
  { record, layout }: RowLayout,
  ways: readonly Placement[],
  { proven, failing, ruled }: RowSums,
): boolean {
  if (record.kind === 'grid' || allBlank(record) || ways.length === 0) return false
  if (failing && (layout.ways.length > 1 || record.placed)) return true
  const figures = record.cells.map((cell) => cellValue(cell).value).filter((value) => typeof value === 'number')
  const short = record.cells.length < ways[0]!.length
  if (ruled && !proven && (short || record.placed) && figures.some((value) => value !== 0)) return true
  // Who prints noughts prints them in the total: blank behind a nought, it may be a filler, and a cell may be lost.
  if (ruled && endsBlank(record, ways[0]!) && endsWithNought(record) && figures.every((value) => value === 0))
    return true
  if (record.cells.some(({ raw }) => isRunTogether(raw))) return true
  // A figure that ran into the label is one cell fewer, unless all of them are there.
  const whole = record.cells.length === ways[0]!.length && record.cells.every((c) => cellValue(c).state !== 'blank')
  if (!whole && GLUED.test(record.labels.at(-1) ?? '')) return true
  // Of a row with fillers at either end only its own sum tells which of them are.
  if (!proven && layout.ways.length > 1 && record.cells.length > ways[0]!.length) return true
  const used = ways[0]!.filter((at) => at !== HOLE).sort((a, b) => a - b)
  const gaps = used.some((at, i) => i > 0 && at !== used[i - 1]! + 1)
  // Where every cell kept is filled, no other blank could have been dropped.
  if (!proven && gaps && used.some((at) => cellValue(record.cells[at]!).state === 'blank')) return true
  if (!ruled && record.placed && record.cells.some((cell) => cellValue(cell).state === 'blank')) return true
  return !ruled && record.kind === 'delimited' && !record.placed && endsBlank(record, used)
}

/** Whether a nought stands right before the one blank cell that ends a row. */
function endsWithNought({ cells }: RowRecord): boolean {
  const last = cells.findLastIndex((cell) => cellValue(cell).state !== 'blank')
  return last === cells.length - 2 && cellValue(cells[last]!).value === 0
}

/** Whether the last of a row's cells that were taken is blank. */
function endsBlank({ cells }: RowRecord, way: Placement): boolean {
  const last = cells[Math.max(...way, HOLE)]
  return last !== undefined && cellValue(last).state === 'blank'
}

/** Nobody prints a nought in front of a count: cells have run together. */
export function isRunTogether(raw: string): boolean {
  return RUN_TOGETHER.test(raw.trim())
}

const RUN_TOGETHER = /^[0０][\d０-９]/u

/** Units in which things are counted, and what is measured although its column names no unit. */
const COUNTED = /^(?:件次|人次|件|条|项|个|次|份|宗|篇|期|场|部|人|户|起)$/u
const MEASURED = /[额费率比均]|面积|时间|小时|里程|收入|支出/u

// Agencies swap the columns of the small tables now and then, those of the large ones practically never.
const SWAPPED_COLUMNS = 3

/**
 * Of the columns that may be the lost one, as many as there are holes, rightmost first, but the equation's own total
 * last: where all printed neighbours agree it does not matter which one a reviewer is shown.
 */
function designatedHoles(ways: readonly Placement[], ids: readonly string[], totals: ReadonlySet<string>): Set<number> {
  const first = ways[0]
  if (!first) return new Set()
  const count = first.filter((cell) => cell === HOLE).length
  const possible = ids.map((_, c) => c).filter((c) => ways.some((way) => way[c] === HOLE))
  possible.sort((a, b) => Number(totals.has(ids[a]!)) - Number(totals.has(ids[b]!)) || b - a)
  return new Set(possible.slice(0, count))
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)]
}
