import { evaluate, type Instance, type Printed } from '../check/equation.ts'
import { UNSOUND } from '../thresholds.ts'
import { cellValue } from './cell-value.ts'
import { allBlank } from './place.ts'
import type { RecordCell, RowRecord } from './record.ts'
import { isRunTogether } from './row-fields.ts'
import type { FieldMatch, RowLayout } from './types.ts'

/**
 * The fields of a dump's table, in doubt where the sums and the cells of all its rows speak against how they were laid
 * out: a column that nobody expects, one that is gone, figures that slipped from one label to the next show in no row
 * alone. `sumsOf` tells what each row's own sums say. Rows of a grid are what they are. Nothing is moved.
 */
export function withUnsoundRows(
  fields: readonly FieldMatch[],
  rows: readonly RowLayout[],
  instances: readonly Instance[],
  idsOf: (row: string) => readonly string[],
  sumsOf: ReadonlyMap<string, RowSum>,
): FieldMatch[] {
  const own = rows.filter(({ record }) => record.kind !== 'grid')
  if (own.length === 0) return [...fields]
  const columns = idsOf(own[0]!.row).length
  const byId = new Map(fields.map((field) => [field.id, field]))
  const ids = new Map(own.map((row) => [row.row, new Set(idsOf(row.row))]))
  const empty = new Set(own.flatMap((row) => (allBlank(row.record) ? [...ids.get(row.row)!] : [])))
  const printed = (id: string): Printed => {
    const field = byId.get(id)
    if (!field || (!field.cell && !empty.has(id))) return field && { state: 'missing', value: null }
    return field.cell ? cellValue(field.cell) : { state: 'blank', value: null }
  }
  const isBlank = (id: string) => ['blank', 'dash'].includes(printed(id)?.state ?? '')
  const outcomes = instances.map((instance) => {
    const { outcome, leftSum, rightSum } = evaluate(instance, printed)
    const figured = (leftSum ?? 0) !== 0 || (rightSum ?? 0) !== 0
    return { instance, outcome, figured, untold: instance.right.every(isBlank) }
  })
  const within = (row: RowLayout, { left, right }: Instance) =>
    [...left, ...right].every((id) => ids.get(row.row)!.has(id))
  const across = outcomes.filter((o) => o.figured && !own.some((row) => within(row, o.instance)))
  // What cannot be read adds up to nothing.
  const legible = (record: RowRecord) => record.cells.every((cell) => cellValue(cell).state !== 'text')
  const figured = own.filter(({ record }) => figuresOf(record).length > 0 && legible(record))
  const columnsHold = across.some(isRight) && !across.some(isWrong)
  const suspect = figured.filter(({ row, record }) => {
    const sums = sumsOf.get(row)
    // A total that its agency left blank is silent, too; then the columns' sums hold.
    const counted = record.kind === 'delimited' && !record.placed && record.cells.length === columns
    return sums === 'wrong' || (sums === 'silent' && !(counted && columnsHold && !endsInTotal(record)))
  })
  const noRowAddsUp = suspect.length >= UNSOUND.rows && !figured.some(({ row }) => sumsOf.get(row) === 'right')
  // Where figures slipped past a label, one kind of sum may still come out, as that of two rows in one sum's both sides.
  const gap = own.some(({ record }) => !record.cut && allBlank(record) && record.cells.length < columns)
  const kinds = [...Map.groupBy(across, ({ instance }) => instance.id.split('.')[0]).values()]
  const noColumnAddsUp =
    gap && kinds.some((sums) => sums.filter(isUnmet).length >= UNSOUND.columns && !sums.some(isRight))
  const together =
    own.filter(({ record }) => record.cells.some(({ raw }) => isRunTogether(raw))).length >= UNSOUND.together
  // Where a row adds up only without its last, blank, cell, that of others is no cell of theirs either.
  const endsOpen = ({ record }: RowLayout) => record.cells.length === columns && !isPrinted(record.cells.at(-1))
  const filled = (row: RowLayout) => isPrinted(byId.get(idsOf(row.row).at(-1)!)?.cell)
  const padded = own.some((row) => endsOpen(row) && filled(row) && sumsOf.get(row.row) === 'right')
  // Where every row that adds up lacks a cell, a column is gone, and the sums hold for more than one.
  const delimited = figured.filter(({ record }) => record.kind === 'delimited' && !record.placed)
  const lacking = delimited.filter((row) => row.record.cells.length < columns || (endsOpen(row) && filled(row)))
  const whole = delimited.some((row) => sumsOf.get(row.row) === 'right' && !lacking.includes(row))
  const columnGone = lacking.length >= UNSOUND.lacking && !whole
  if (noRowAddsUp || together || columnGone) return doubted(fields, ids, 'columns-uncertain')
  if (noColumnAddsUp) return doubted(fields, ids, 'row-uncertain')
  const open = own.filter((row) => padded && endsOpen(row) && !filled(row) && !allBlank(row.record))
  return doubted(fields, new Map(open.map(({ row }) => [row, ids.get(row)!])), 'columns-uncertain')
}

function isPrinted(cell: RecordCell | null | undefined): boolean {
  return !!cell && cellValue(cell).state !== 'blank'
}

/** What a row's own sums say: one over figures comes out right, one comes out wrong, or neither. */
export type RowSum = 'right' | 'wrong' | 'silent'

function isRight({ outcome }: { readonly outcome: string }): boolean {
  return outcome === 'pass'
}

function isWrong({ outcome }: { readonly outcome: string }): boolean {
  return outcome === 'fail'
}

/** Whether a sum over figures comes out wrong, or has no figure to come out as. */
function isUnmet({ outcome, untold }: { readonly outcome: string; readonly untold: boolean }): boolean {
  return outcome === 'fail' || untold
}

/** A record's figures other than 0. */
function figuresOf({ cells }: RowRecord): number[] {
  return cells.map((cell) => Number(cellValue(cell).value ?? 0)).filter((value) => value !== 0)
}

/** Whether the last of a row's figures may be their total, although it stands where another is expected. */
function endsInTotal(record: RowRecord): boolean {
  const figures = figuresOf(record)
  return figures.length > 1 && figures.at(-1)! >= figures.slice(0, -1).reduce((sum, figure) => sum + figure, 0)
}

function doubted(
  fields: readonly FieldMatch[],
  ids: ReadonlyMap<string, ReadonlySet<string>>,
  reason: 'columns-uncertain' | 'row-uncertain',
): FieldMatch[] {
  const own = new Set([...ids.values()].flatMap((set) => [...set]))
  return fields.map((field) =>
    own.has(field.id) && !field.reasons.includes(reason) ? { ...field, reasons: [...field.reasons, reason] } : field,
  )
}
