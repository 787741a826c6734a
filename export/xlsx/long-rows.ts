import { type FieldLabel, shortName } from '../../pipeline/compare/labels.ts'
import type { Report } from '../../schemas/report.ts'
import type { Exported, Outgoing, OutgoingReports } from '../outgoing.ts'
import { correctedBy } from '../rows/corrected-by.ts'
import type { Cell, RowShape } from '../rows/shape.ts'
import { fieldMark } from './field-cell.ts'
import type { Value } from './file/sheet-xml.ts'
import type { Mark } from './styles.ts'
import { cellText } from './text.ts'
import { FACT_WORDS, STATE_LABELS } from './words.ts'

/** A field's row; the cell in column `marked` has the mark and the note. */
export type LongRow = {
  readonly values: readonly Value[]
  readonly marked: number
  readonly mark?: Mark
  readonly note?: string
}

/** Rows of reports one after the other, whatever sheet they go to. */
export type LongRows = {
  readonly columns: readonly string[]
  /** Whether there is another row, for which the next report may be fetched. */
  more(): Promise<boolean>
  /** The next row, once `more` has told that there is one. */
  next(): LongRow
  end(): Promise<void>
}

/** Columns for people, each behind that of the code which it puts in words: the form's for a field, ours for a state. */
const LABEL = 'label'
const STATE_LABEL = 'state_label'

/** Columns of the shape whose places matter here. */
const FIXED = ['field', 'value', 'text', 'state'] as const

type Options = {
  readonly shape: RowShape
  readonly labels: ReadonlyMap<string, FieldLabel>
  /** What became of each report is added here. */
  readonly results: Exported[]
  readonly onReport: (name: string, report: Report) => void
}

/** Takes reports as their rows are asked for. */
export function longRows(reports: OutgoingReports, { shape, labels, results, onReport }: Options): LongRows {
  const names = shape.columns.map(({ name }) => name)
  const [field, value, text, state] = FIXED.map((name) => names.indexOf(name)) as [number, number, number, number]
  const withLabels = <T>(cells: readonly T[], label: T, stateLabel: T) =>
    cells.toSpliced(state + 1, 0, stateLabel).toSpliced(field + 1, 0, label)
  const all = reports[Symbol.asyncIterator]()
  let rows: readonly LongRow[] = []
  let at = 0
  const rowsOf = async (one: Outgoing) => {
    const [who, cells] = [await correctedBy(one), await shape.rows(one)]
    const fields = Object.entries(one.report.fields)
    return cells.map((row, index): LongRow => {
      const [id, found] = fields[index]!
      const values = row.map(cellValue)
      const label = labels.has(id) ? shortName(id, labels) : (FACT_WORDS[id] ?? null)
      const marked = (typeof found.value === 'string' ? text : value) + 1
      return { ...fieldMark(found, who.get(id)), marked, values: withLabels(values, label, STATE_LABELS[found.state]) }
    })
  }
  return {
    columns: withLabels(names, LABEL, STATE_LABEL),
    async more() {
      while (at === rows.length) {
        const next = await all.next()
        if (next.done) return false
        const { name } = next.value
        if ('problem' in next.value) {
          results.push({ name, kind: 'problem', problem: next.value.problem })
          continue
        }
        rows = await rowsOf(next.value)
        at = 0
        onReport(name, next.value.report)
        results.push({ name, kind: 'written' })
      }
      return true
    },
    next: () => rows[at++]!,
    async end() {
      await all.return?.()
    },
  }
}

function cellValue(cell: Cell): Value {
  if (typeof cell === 'string') return cellText(cell)
  return cell !== null && typeof cell === 'object' ? cellText(cell.join(' ')) : cell
}
