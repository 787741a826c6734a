import { describe, expect, test } from 'vitest'
import { assemble } from '../../../pipeline/report/assemble.ts'
import { stitch } from '../../../pipeline/stitch/stitch.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import type { Grid, Line, PageReading } from '../../../schemas/page.ts'

const ROW = 20

/** A ruled grid at the top or foot of a page: `rows` of texts under edges `xs` in points. */
function grid(rows: readonly (readonly string[])[], { xs = edges(rows[0]!.length), top = 100 } = {}): Grid {
  const ys = Array.from({ length: rows.length + 1 }, (_, r) => top + r * ROW)
  return {
    origin: 'ruled',
    box: [xs[0]!, ys[0]!, xs.at(-1)!, ys.at(-1)!],
    xs: [...xs],
    ys,
    rows: rows.length,
    columns: xs.length - 1,
    cells: rows.flatMap((texts, row) =>
      texts.map((text, column) => ({
        row,
        column,
        rowSpan: 1,
        columnSpan: 1,
        box: [xs[column]!, ys[row]!, xs[column + 1]!, ys[row + 1]!] as [number, number, number, number],
        text,
        ink: text === '' ? 0 : 0.1,
        readings: [{ reader: 'text-layer', raw: text, score: 1 }],
      })),
    ),
  }
}

function edges(columns: number): number[] {
  return Array.from({ length: columns + 1 }, (_, c) => 50 + c * 60)
}

function line(text: string, y: number): Line {
  return { text, line: 0, box: [50, y, 300, y + 10], size: 10, cells: null }
}

function page(number: number, grids: readonly Grid[], lines: readonly Line[] = []): PageReading {
  return {
    format: 'nianbao/page@1',
    page: number,
    kind: 'digital',
    width: 595,
    height: 842,
    lines: [...lines],
    grids: [...grids],
    problems: [],
  }
}

/** Texts of each stitched table, row by row. */
function texts(pages: readonly PageReading[]): string[][][] {
  return stitch(pages).map((table) =>
    Array.from({ length: table.rows }, (_, row) => table.cells.filter((cell) => cell.row === row).map((c) => c.text)),
  )
}

describe('a table over a page break', () => {
  const above = grid([['规章', '1', '2'], ['规范性文件', '3', '4']]) // biome-ignore format: a table
  const below = grid([['行政许可', '5', '6']])

  test('is one table; rows count on, cells know their page', () => {
    const [table] = stitch([page(1, [above]), page(2, [below])])
    expect(table).toMatchObject({ rows: 3, columns: 3, breaks: [2] })
    expect(table?.parts.map((part) => part.page)).toEqual([1, 2])
    expect(table?.cells.find((cell) => cell.text === '行政许可')).toMatchObject({ row: 2, page: 2 })
  })

  test('over three pages', () => {
    const [table, ...others] = stitch([page(1, [above]), page(2, [below]), page(3, [below])])
    expect(others).toEqual([])
    expect(table).toMatchObject({ rows: 4, breaks: [2, 3] })
  })

  test('with a page number between its parts', () => {
    const pages = [page(1, [above], [line('- 1 -', 800)]), page(2, [below], [line('第 2 页', 820)])]
    expect(texts(pages)).toHaveLength(1)
  })

  test('with the lines between them that every page has at its top and foot', () => {
    const head = (issue: number) => line(`溪桥县公报 2022年第${issue}期`, 30)
    const foot = (number: number) => line(`溪桥县人民政府 ${number}/9`, 820)
    const pages = [page(1, [above], [head(3), foot(1)]), page(2, [below], [head(3), foot(2)])]
    expect(texts(pages)).toHaveLength(1)
    const headed = [page(1, [above], [head(3), foot(1)]), page(2, [below], [head(3), line('附表', 50), foot(2)])]
    expect(texts(headed)).toHaveLength(2)
  })

  test('with a printer’s shift of the edges', () => {
    const shifted = grid([['行政许可', '5', '6']], { xs: edges(3).map((x) => x + 2) })
    expect(texts([page(1, [above]), page(2, [shifted])])).toHaveLength(1)
  })

  test('where the part below merges two columns into one', () => {
    const merged = grid([['合计', '9']], { xs: [50, 110, 230] })
    const [table, ...others] = stitch([page(1, [above]), page(2, [merged])])
    expect(others).toEqual([])
    expect(table).toMatchObject({ rows: 3, columns: 3 })
    expect(table?.cells.find((cell) => cell.text === '9')).toMatchObject({ row: 2, column: 1, columnSpan: 2 })
  })

  test('keeps empty rows and columns', () => {
    const empty = grid([['', '', ''], ['行政许可', '', '']]) // biome-ignore format: a table
    const [table] = stitch([page(1, [above]), page(2, [empty])])
    expect(table?.rows).toBe(4)
    expect(table?.cells).toHaveLength(12)
  })
})

describe('a table over two sheets that were scanned', () => {
  const wide = [50, 206, 260, 314, 368, 422]
  const above = grid([['规章', '1', '2', '3', '4']], { xs: wide })
  const nearer = grid([['行政许可', '5', '6', '7', '8']], { xs: wide.map((x) => 20 + (x - 50) * 1.2) })
  const scanned = (pages: readonly PageReading[]) => pages.map((read): PageReading => ({ ...read, kind: 'scan' }))
  const dirt: Line[] = [
    { ...line('动定情补糖的应能', 700), box: [50, 700, 130, 704], size: 11, score: 0.09 },
    { ...line('0 7', 720), score: 0.35 },
  ]

  test('is one where the second was photographed from nearer, and two where its inner edges lie elsewhere', () => {
    expect(texts(scanned([page(1, [above]), page(2, [nearer])]))).toHaveLength(1)
    const other = grid([['行政许可', '5', '6', '7', '8']], { xs: [20, 100, 215, 300, 380, 466] })
    expect(texts(scanned([page(1, [above]), page(2, [other])]))).toHaveLength(2)
  })

  test('is one with dirt between its parts, and two with a line that was surely read', () => {
    expect(texts(scanned([page(1, [above], dirt), page(2, [above])]))).toHaveLength(1)
    expect(texts(scanned([page(1, [above], [{ ...line('附表', 700), score: 0.97 }]), page(2, [above])]))).toHaveLength(
      2,
    )
  })
})

describe('two tables stay two', () => {
  const one = grid([['规章', '1', '2']])
  const other = grid([['行政许可', '5', '6']])

  test('where a heading stands above the second', () => {
    expect(
      texts([page(1, [one]), page(2, [other], [line('四、政府信息公开行政复议、行政诉讼情况', 60)])]),
    ).toHaveLength(2)
  })

  test('where prose stands below the first', () => {
    expect(texts([page(1, [one], [line('以上为本年数据。', 300)]), page(2, [other])])).toHaveLength(2)
  })

  test('where the edges differ', () => {
    expect(texts([page(1, [one]), page(2, [grid([['行政许可', '5', '6']], { xs: [50, 90, 150, 300] })])])).toHaveLength(
      2,
    )
  })

  test('on one page', () => {
    expect(texts([page(1, [one, grid([['行政许可', '5', '6']], { top: 400 })])])).toHaveLength(2)
  })

  test('where a page without tables lies between', () => {
    expect(texts([page(1, [one]), page(2, [], [line('正文。', 100)]), page(3, [other])])).toHaveLength(2)
  })
})

test('of several tables on a page only the last goes on, and only into the first of the next', () => {
  const pages = [
    page(1, [grid([['甲', '1', '2']]), grid([['乙', '3', '4']], { top: 400 })]),
    page(2, [grid([['丙', '5', '6']]), grid([['丁', '7', '8']], { top: 400 })]),
  ]
  expect(texts(pages)).toEqual([[['甲', '1', '2']], [['乙', '3', '4'], ['丙', '5', '6']], [['丁', '7', '8']]]) // biome-ignore format: a table
})

describe('a row cut by the page break', () => {
  /** Table one of the second section with its second row cut in two. */
  function fields(above: readonly string[], ...below: (readonly string[])[]) {
    const header = ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数']
    const first = grid([header, ['规章', '1', '2', '3'], above])
    const title = line('溪桥县水务局2022年政府信息公开工作年度报告', 20)
    const report = assemble([page(1, [first], [title]), page(2, [grid(below)])], {
      source: { name: 'cut.pdf', sha256: '0'.repeat(64), pages: 2 },
      forms: FORMS,
    })
    const field = (column: string) => report.fields[`art20_1.normativeDocuments.${column}`]
    return ['issued', 'repealed', 'inForce'].map((column) => [field(column)?.value, field(column)?.review])
  }

  test('its label goes on, its values stand above', () => {
    expect(fields(['行政规范', '4', '5', '6'], ['性文件', '', '', ''])).toEqual([
      [4, false],
      [5, false],
      [6, false],
    ])
  })

  test('its label goes on, its values stand below', () => {
    expect(fields(['行政规范', '', '', ''], ['性文件', '4', '5', '6'])).toEqual([
      [4, false],
      [5, false],
      [6, false],
    ])
  })
})
