import { assemble } from '../../pipeline/report/assemble.ts'
import type { Form, FormTable } from '../../schemas/form.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import type { Grid, GridCell, Line, PageReading } from '../../schemas/page.ts'
import type { Report } from '../../schemas/report.ts'
import { type Cells, ORGANIZATION } from './dump.ts'

/** A cell of a table to be drawn; spans are 1 where not given. */
export type Drawn = { row: number; column: number; text: string; rowSpan?: number; columnSpan?: number }
export type Sheet = { readonly rows: number; readonly columns: number; readonly cells: readonly Drawn[] }

const WIDTH = 50
const HEIGHT = 20
const LEFT = 40
const TOP = 80

/** A ruled grid as a page shows it, rows of equal height under columns of equal width, points. */
export function gridOf(sheet: Sheet, top = TOP): Grid {
  const xs = Array.from({ length: sheet.columns + 1 }, (_, c) => LEFT + c * WIDTH)
  const ys = Array.from({ length: sheet.rows + 1 }, (_, r) => top + r * HEIGHT)
  const cells = sheet.cells.map(({ row, column, text, rowSpan = 1, columnSpan = 1 }): GridCell => {
    const box: [number, number, number, number] = [xs[column]!, ys[row]!, xs[column + columnSpan]!, ys[row + rowSpan]!]
    const readings = [{ reader: 'text-layer', raw: text, score: 1 }]
    return { row, column, rowSpan, columnSpan, box, text, ink: text === '' ? 0 : 0.1, readings }
  })
  cells.sort((a, b) => a.row - b.row || a.column - b.column)
  return {
    origin: 'ruled',
    box: [xs[0]!, ys[0]!, xs.at(-1)!, ys.at(-1)!],
    xs,
    ys,
    rows: sheet.rows,
    columns: sheet.columns,
    cells,
  }
}

export function lineOf(text: string, y: number): Line {
  return { text, line: 0, box: [LEFT, y, LEFT + 10 * text.length, y + 10], size: 10, cells: null }
}

export function pageOf(page: number, grids: readonly Grid[], lines: readonly Line[] = []): PageReading {
  const size = { width: 595, height: 842 }
  return {
    format: 'nianbao/page@1',
    page,
    kind: 'digital',
    ...size,
    lines: [...lines],
    grids: [...grids],
    problems: [],
  }
}

/**
 * A whole report as ruled pages: the small tables of the second section on page 1 as one grid, requests from page 2 on,
 * broken over pages after each of `breaks` (row numbers of the table, header counted), disputes on the last.
 */
export function ruledPages(form: Form, cells: Cells, breaks: readonly number[] = []): PageReading[] {
  const year = form.years.at(-1)!
  const headings = form.sections.map(({ number, title }) => `${number}、${title}`)
  const small = form.tables.filter((table) => table.section === '二')
  const parts = splitSheet(requestsSheet(form.tables.find((table) => table.id === 'requests')!, cells), breaks)
  const disputes = form.tables.find((table) => table.id === 'disputes')!
  const title = `${ORGANIZATION}${year}年政府信息公开工作年度报告`
  return [
    pageOf(
      1,
      [gridOf(smallSheet(small, cells))],
      [title, headings[0]!, headings[1]!].map((t, i) => lineOf(t, 20 + 18 * i)),
    ),
    ...parts.map((part, i) =>
      pageOf(2 + i, [gridOf(part)], i === 0 ? [lineOf(headings[2]!, 40)] : [lineOf(`- ${2 + i} -`, 830)]),
    ),
    pageOf(
      2 + parts.length,
      [gridOf(disputesSheet(disputes, cells))],
      [
        lineOf(headings[3]!, 40),
        ...[headings[4]!, headings[5]!, ORGANIZATION, `${year + 1}年1月29日`].map((text, i) =>
          lineOf(text, 400 + 20 * i),
        ),
      ],
    ),
  ]
}

/** Assembles pages, the road of a PDF from its readings on. */
export function reportOfPages(pages: readonly PageReading[]): Report {
  return assemble(pages, { source: { name: 'pages.pdf', sha256: '0'.repeat(64), pages: pages.length }, forms: FORMS })
}

/** The table of requests with merged header and group cells: three columns of labels, seven of values. */
export function requestsSheet(table: FormTable, cells: Cells): Sheet {
  const drawn: Drawn[] = [
    { row: 0, column: 0, rowSpan: 3, columnSpan: 3, text: table.corner[0]! },
    { row: 0, column: 3, columnSpan: 7, text: '申请人情况' },
    { row: 1, column: 3, rowSpan: 2, text: '自然人' },
    { row: 1, column: 4, columnSpan: 5, text: '法人或其他组织' },
    { row: 1, column: 9, rowSpan: 2, text: '总计' },
    ...table.columns.slice(1, 6).map((column, i) => ({ row: 2, column: 4 + i, text: column.label })),
  ]
  table.rows.forEach((entry, index) => {
    const row = 3 + index
    entry.groups.forEach((text, column) => {
      const same = (at: number) => table.rows[at]?.groups[column] === text
      if (same(index - 1)) return
      const end = table.rows.findIndex((_, at) => at > index && !same(at))
      drawn.push({ row, column, rowSpan: end - index, text })
    })
    drawn.push({ row, column: entry.groups.length, columnSpan: 3 - entry.groups.length, text: entry.label })
    table.columns.forEach((column, c) => {
      drawn.push({ row, column: 3 + c, text: cells[`requests.${entry.id}.${column.id}`] ?? '' })
    })
  })
  return { rows: 3 + table.rows.length, columns: 10, cells: drawn }
}

/** A sheet cut after some of its rows; a cell over the cut keeps its text above and goes on blank below. */
export function splitSheet(sheet: Sheet, breaks: readonly number[]): Sheet[] {
  const bounds = [0, ...breaks, sheet.rows]
  return bounds.slice(1).map((end, i) => {
    const start = bounds[i]!
    const cells = sheet.cells.flatMap((cell): Drawn[] => {
      const from = Math.max(cell.row, start)
      const to = Math.min(cell.row + (cell.rowSpan ?? 1), end)
      return from >= to
        ? []
        : [{ ...cell, row: from - start, rowSpan: to - from, text: cell.row >= start ? cell.text : '' }]
    })
    return { rows: end - start, columns: sheet.columns, cells }
  })
}

function smallSheet(tables: readonly FormTable[], cells: Cells): Sheet {
  const drawn: Drawn[] = []
  let row = 0
  for (const table of tables) {
    drawn.push({ row, column: 0, columnSpan: 4, text: table.title })
    row++
    drawn.push(...rowOf(row++, [table.corner[0]!, ...table.columns.map((column) => column.label)]))
    for (const entry of table.rows) {
      drawn.push(
        ...rowOf(row++, [entry.label, ...table.columns.map((c) => cells[`${table.id}.${entry.id}.${c.id}`] ?? '')]),
      )
    }
  }
  return { rows: row, columns: 4, cells: drawn }
}

/** A row of four columns whose last text spans what is left. */
function rowOf(row: number, texts: readonly string[]): Drawn[] {
  return texts.map((text, column) => ({ row, column, text, columnSpan: column === texts.length - 1 ? 4 - column : 1 }))
}

function disputesSheet(table: FormTable, cells: Cells): Sheet {
  const values = table.rows.flatMap((row) =>
    table.columns.map((column) => cells[`disputes.${row.id}.${column.id}`] ?? ''),
  )
  return {
    rows: 4,
    columns: 15,
    cells: [
      { row: 0, column: 0, columnSpan: 5, rowSpan: 2, text: '行政复议' },
      { row: 0, column: 5, columnSpan: 10, text: '行政诉讼' },
      { row: 1, column: 5, columnSpan: 5, text: '未经复议直接起诉' },
      { row: 1, column: 10, columnSpan: 5, text: '复议后起诉' },
      ...table.rows.flatMap((_, r) =>
        table.columns.map((column, c) => ({ row: 2, column: 5 * r + c, text: column.label })),
      ),
      ...values.map((text, column) => ({ row: 3, column, text })),
    ],
  }
}
