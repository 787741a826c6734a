import type { FormTable } from '../../schemas/form.ts'
import { evaluate, type Instance, type Printed } from '../check/equation.ts'
import { MOST_COMBINATIONS } from '../thresholds.ts'
import { cellValue } from './cell-value.ts'
import { allBlank, HOLE, type Placement } from './place.ts'
import { rowFields } from './row-fields.ts'
import type { FieldMatch, RowLayout } from './types.ts'
import { type RowSum, withUnsoundRows } from './unsound.ts'

type Options = readonly (readonly Placement[])[]
type Board = {
  readonly printed: (field: string) => Printed
  readonly lay: (row: number, way: Placement) => void
  readonly rowsOf: (instance: Instance) => ReadonlySet<number>
}

/**
 * Settles which cell belongs to which column, for all rows of a table together. Where a dump lost cells, several ways
 * remain; the equations rank them (they place what is printed, they never change it): first each row's own, then, if
 * the combinations are few enough to try them all, every equation that an open row takes part in. Rows are never
 * settled one by one against guesses about the others. What the best combinations do not agree on goes to review with
 * its candidates instead of a value.
 */
export function resolveRows(
  rows: readonly RowLayout[],
  table: FormTable,
  instances: readonly Instance[],
  fieldOf: (row: string, column: string) => string = (row, column) => `${table.id}.${row}.${column}`,
): FieldMatch[] {
  const columns = table.columns.map((column) => column.id)
  const board = boardOf(rows, columns, fieldOf)
  const ruled = instances.map((instance) => ({ instance, rows: board.rowsOf(instance) }))
  const ownRules = rows.map((_, r) => ruled.filter((i) => i.rows.size === 1 && i.rows.has(r)).map((i) => i.instance))
  const own = rows.map((row, r) => byOwnRules(row, r, ownRules[r]!, board))
  // Where many rows lack one cell, a span was lost with it; where one does, perhaps a figure was.
  const short = rows.filter((row) => row.record.cells.length === columns.length - 1)
  const habitual = short.length >= HABIT
  const kept = jointly(own, rows, ruled, ownRules, board)
  const sumsOf = new Map<string, RowSum>()
  const idsOf = (row: string) => columns.map((column) => fieldOf(row, column))
  const fields = rows.flatMap((row, r) => {
    const rules = ownRules[r]!
    board.lay(r, kept[r]![0] ?? [])
    const results = rules.map((rule) => evaluate(rule, board.printed))
    const outcomes = results.map(({ outcome }) => outcome)
    if (results.some(({ outcome, rightSum }) => outcome === 'pass' && rightSum !== 0)) sumsOf.set(row.row, 'right')
    else if (rules.length > 0) sumsOf.set(row.row, outcomes.includes('fail') ? 'wrong' : 'silent')
    const sums = {
      proven: holds(outcomes),
      failing: outcomes.includes('fail'),
      ruled: rules.length > 0,
      totals: new Set(rules.flatMap((rule) => rule.right)),
    }
    return rowFields(row, kept[r]!, table, idsOf(row.row), sums, habitual)
  })
  return withUnsoundRows(fields, rows, instances, idsOf, sumsOf)
}

// Three rows that lack a cell are the dump's habit.
const HABIT = 3

function boardOf(
  rows: readonly RowLayout[],
  columns: readonly string[],
  fieldOf: (row: string, column: string) => string,
): Board {
  const current = rows.map((row) => row.layout.ways[0] ?? [])
  const values = rows.map((row) => row.record.cells.map(cellValue))
  const index = new Map<string, { row: number; column: number }>()
  rows.forEach((row, r) => {
    columns.forEach((id, c) => {
      index.set(fieldOf(row.row, id), { row: r, column: c })
    })
  })
  return {
    lay: (row, way) => {
      current[row] = way
    },
    printed: (field) => {
      const at = index.get(field)
      // A lost cell is taken for a blank one here, so that the others can be weighed at all.
      return at && (values[at.row]![current[at.row]![at.column] ?? HOLE] ?? { state: 'blank', value: null })
    },
    rowsOf: (instance) =>
      new Set([...instance.left, ...instance.right].flatMap((field) => index.get(field)?.row ?? [])),
  }
}

/** The ways that a row's own equations like best; one that needs no hole stays in the running with them. */
function byOwnRules(row: RowLayout, r: number, rules: readonly Instance[], board: Board): readonly Placement[] {
  const { ways } = row.layout
  if (ways.length < 2 || allBlank(row.record)) return ways
  const scores = ways.map((way) => {
    board.lay(r, way)
    return quality(rules, board.printed)
  })
  board.lay(r, ways[0]!)
  const top = Math.max(...scores)
  // Only an equation that comes out right can tell ways apart: a wrong sum may be the agency's own.
  if (top <= 0) return ways.some(isDirect) ? ways.filter(isDirect) : ways
  const left = ways.filter((way, w) => scores[w]! > top - (isDirect(way) ? DIRECT_BONUS : 0) - 1e-9)
  const groups = classesOf(left, row)
  return groups.flatMap((group) => (group.some(isDirect) ? group.filter(isDirect) : group))
}

/** Whether a row's own equations speak for it: one at least comes out right and none wrong. */
function holds(outcomes: readonly string[]): boolean {
  return outcomes.includes('pass') && !outcomes.includes('fail')
}

/** The ways that take part in the best combinations over all rows; all of them where there are too many to try. */
function jointly(
  options: Options,
  rows: readonly RowLayout[],
  ruled: readonly { readonly instance: Instance; readonly rows: ReadonlySet<number> }[],
  ownRules: readonly (readonly Instance[])[],
  board: Board,
): Options {
  const classes = options.map((ways, r) => classesOf(ways, rows[r]!))
  // A row whose own sum comes out wrong whichever way has lost a figure: its columns' sums would mislead.
  const hopeful = (r: number) =>
    ownRules[r]!.length === 0 ||
    classes[r]!.some(([way]) => {
      board.lay(r, way!)
      return !ownRules[r]!.some((rule) => evaluate(rule, board.printed).outcome === 'fail')
    })
  const open = classes.flatMap((groups, r) => (groups.length > 1 && hopeful(r) ? [r] : []))
  for (const [r, ways] of options.entries()) board.lay(r, ways[0] ?? [])
  if (open.length === 0) return options
  const combinations = open.reduce((product, r) => product * classes[r]!.length, 1)
  if (combinations > MOST_COMBINATIONS) {
    return options.map((ways) => (ways.some(isDirect) ? ways.filter(isDirect) : ways))
  }
  const instances = ruled.filter((i) => open.some((r) => i.rows.has(r))).map((i) => i.instance)
  let top = -Infinity
  let best: number[][] = []
  const pick = new Array<number>(open.length).fill(0)
  for (let n = 0; n < combinations; n++) {
    let rest = n
    let bonus = 0
    open.forEach((r, k) => {
      const groups = classes[r]!
      pick[k] = rest % groups.length
      rest = Math.floor(rest / groups.length)
      board.lay(r, groups[pick[k]!]![0]!)
      if (groups[pick[k]!]!.some(isDirect)) bonus += DIRECT_BONUS
    })
    const score = quality(instances, board.printed) + bonus
    if (score > top + 1e-9) [top, best] = [score, []]
    if (score > top - 1e-9) best.push([...pick])
  }
  return options.map((ways, r) => {
    const k = open.indexOf(r)
    return k < 0 ? ways : [...new Set(best.map((combination) => combination[k]!))].flatMap((c) => classes[r]![c]!)
  })
}

/** Ways grouped by the values that they give: where lost and blank cells are the same, it does not matter which is which. */
function classesOf(ways: readonly Placement[], row: RowLayout): Placement[][] {
  const groups = new Map<string, Placement[]>()
  for (const way of ways) {
    const key = way
      .map((cell) => (row.record.cells[cell] ? cellValue(row.record.cells[cell]!).value : null))
      .join('\u0001')
    groups.set(key, [...(groups.get(key) ?? []), way])
  }
  return [...groups.values()]
}

function isDirect(way: Placement): boolean {
  return !way.includes(HOLE)
}

// As many cells as columns is itself evidence; one passing equation outweighs it.
const DIRECT_BONUS = 0.5

/**
 * Passing equations speak for a placement, those over zeros alone little. Failing ones do not speak against it: a lost
 * cell, put where it silences a wrong sum, would be rewarded for it.
 */
function quality(instances: readonly Instance[], printed: (field: string) => Printed): number {
  let score = 0
  for (const instance of instances) {
    const { outcome, rightSum } = evaluate(instance, printed)
    if (outcome === 'pass') score += rightSum === 0 ? 0.25 : 1
  }
  return score
}
