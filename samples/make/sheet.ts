import type { Entry, FormTable } from '../../schemas/form.ts'
import { tableOf } from './numbers.ts'
import type { Random } from './random.ts'
import type { Report } from './report.ts'

/** A cell of a printed table. Only anchors are listed; the cells that a span covers are not. */
export interface SheetCell {
  readonly text: string
  readonly role: 'title' | 'head' | 'group' | 'label' | 'value'
  readonly rowSpan: number
  readonly colSpan: number
  /** Field id, for role "value". */
  readonly field?: string
}

/** A printed table: anchors row by row. `lead` columns on the left hold labels, the others hold values. */
export interface Sheet {
  readonly id: 'proactive' | 'requests' | 'disputes'
  readonly columns: number
  readonly lead: number
  readonly rows: readonly (readonly SheetCell[])[]
}

/** How an agency departs from the official layout without changing what the table says. */
export interface Habits {
  /** 社会组织 for 社会公益组织, 规章（市政府令） for 规章, and so on. */
  readonly renamed: boolean
  /** 本年新公开数量 before 本年新制作数量, 科研机构 before 商业企业. */
  readonly swapped: boolean
  /** 总 计 for 总计. */
  readonly spaced: boolean
}

const RENAMED: Readonly<Record<string, readonly string[]>> = {
  社会公益组织: ['社会组织', '公益组织'],
  规章: ['规章（市政府令）', '政府规章'],
  规范性文件: ['行政规范性文件', '规范性文件（有规范性文件登记号）'],
  行政规范性文件: ['规范性文件'],
  法律服务机构: ['法律机构'],
  其他: ['其它'],
  本年新制作数量: ['新制作数量'],
  '本年增/减': ['本年增（减）'],
  本年处理决定数量: ['处理决定数量'],
  采购总金额: ['采购总金额（万元）'],
  '本年收费金额（单位：万元）': ['本年收费金额（万元）'],
  复议后起诉: ['经复议后起诉'],
}

/** Draws the labels once for a report, so that a label renamed in one place is renamed the same way everywhere. */
export function drawLabels(habits: Habits, random: Random): (label: string) => string {
  const chosen = new Map<string, string>()
  if (habits.renamed)
    for (const [label, others] of Object.entries(RENAMED))
      if (random.chance(0.6)) chosen.set(label, random.pick(others))
  return (label) => {
    const name = chosen.get(label) ?? label
    return habits.spaced && name.length === 2 ? [...name].join(' ') : name
  }
}

/** The tables of section two as agencies print them: all blocks of 第二十条 below one another in one table. */
export function layProactive(report: Report, label: (text: string) => string, habits: Habits): Sheet {
  const rows: SheetCell[][] = []
  for (const table of report.proactive.tables.filter(({ id }) => id.startsWith('art20_'))) {
    const columns = habits.swapped && table.id === 'art20_1' ? swap(table.columns, 0, 1) : table.columns
    const spans = shareOut(columns.length)
    rows.push([cell(table.title, 'title', 1, 4)])
    rows.push([cell('信息内容', 'head'), ...columns.map((column, i) => cell(label(column.label), 'head', 1, spans[i]))])
    for (const row of table.rows)
      rows.push([
        cell(label(row.label), 'label'),
        ...columns.map((column, i) => value(report, `${table.id}.${row.id}.${column.id}`, spans[i])),
      ])
  }
  return { id: 'proactive', columns: 4, lead: 1, rows }
}

/** The requests table: a header of three levels and three columns of labels with merged groups. */
export function layRequests(report: Report, label: (text: string) => string, habits: Habits): Sheet {
  const table = tableOf(report.requests, 'requests')
  const columns = habits.swapped ? swap(table.columns, 1, 2) : table.columns
  const inner = columns.filter((column) => column.groups.length > 1)
  const rows: SheetCell[][] = [
    [cell(table.corner[0] ?? '', 'head', 3, 3), cell('申请人情况', 'head', 1, columns.length)],
    [cell(label('自然人'), 'head', 2), cell('法人或其他组织', 'head', 1, inner.length), cell(label('总计'), 'head', 2)],
    inner.map((column) => cell(label(column.label), 'head')),
  ]
  for (const [index, row] of table.rows.entries()) {
    const cells: SheetCell[] = []
    for (const [depth, group] of row.groups.entries())
      if (table.rows[index - 1]?.groups[depth] !== group)
        cells.push(cell(group, 'group', runLength(table, index, depth), 1))
    cells.push(cell(row.label, 'label', 1, 3 - row.groups.length))
    rows.push([...cells, ...columns.map((column) => value(report, `requests.${row.id}.${column.id}`))])
  }
  return { id: 'requests', columns: 3 + columns.length, lead: 3, rows }
}

/** The disputes table: fifteen values in one row under a header of three levels. */
export function layDisputes(report: Report, label: (text: string) => string): Sheet {
  const table = tableOf(report.proactive, 'disputes')
  const heads = (rowSpan: number): SheetCell[] =>
    table.columns.map((column) => cell(label(column.label), 'head', rowSpan))
  return {
    id: 'disputes',
    columns: 15,
    lead: 0,
    rows: [
      [cell('行政复议', 'head', 1, 5), cell('行政诉讼', 'head', 1, 10)],
      [...heads(2), ...table.rows.slice(1).map((row) => cell(label(row.label), 'head', 1, 5))],
      [...heads(1), ...heads(1)],
      table.rows.flatMap((row) => table.columns.map((column) => value(report, `disputes.${row.id}.${column.id}`))),
    ],
  }
}

function cell(text: string, role: SheetCell['role'], rowSpan = 1, colSpan = 1): SheetCell {
  return { text, role, rowSpan, colSpan }
}

function value(report: Report, field: string, colSpan = 1): SheetCell {
  return { text: report.cells[field]?.raw ?? '', role: 'value', rowSpan: 1, colSpan, field }
}

// Section two is four columns wide; blocks with fewer columns let the last one reach to the edge.
function shareOut(count: number): number[] {
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? 4 - count : 1))
}

function swap(columns: readonly Entry[], a: number, b: number): Entry[] {
  return columns.map((column, i) => (i === a ? columns[b] : i === b ? columns[a] : column) ?? column)
}

function runLength(table: FormTable, from: number, depth: number): number {
  const group = table.rows[from]?.groups[depth]
  const end = table.rows.findIndex((row, i) => i > from && row.groups[depth] !== group)
  return (end < 0 ? table.rows.length : end) - from
}
