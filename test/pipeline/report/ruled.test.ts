import { describe, expect, test } from 'vitest'
import { parseValue } from '../../../pipeline/read/value.ts'
import type { Report } from '../../../schemas/report.ts'
import { type Cells, consistentCells, formOf, tableOf } from '../../support/dump.ts'
import {
  type Drawn,
  gridOf,
  lineOf,
  pageOf,
  reportOfPages,
  requestsSheet,
  ruledPages,
  type Sheet,
  splitSheet,
} from '../../support/ruled.ts'

const COUNTS = {
  'art20_5.licences.decisions': 5,
  'requests.granted.naturalPerson': 7,
  'requests.granted.business': 2,
  'requests.refused_thirdPartyRights.naturalPerson': 3,
  'requests.unable_notHeld.other': 1,
  'requests.carriedIn.naturalPerson': 2,
  'requests.carriedOver.naturalPerson': 1,
  'disputes.reconsideration.upheld': 2,
  'disputes.litigationDirect.pending': 1,
}

/** Cells of a form with `zero` printed where nothing is counted. */
function cellsOf(id: string, zero: string): Record<string, string> {
  const cells = consistentCells(formOf(id), COUNTS)
  return Object.fromEntries(Object.entries(cells).map(([field, raw]) => [field, raw === '0' ? zero : raw]))
}

/** The fields that are not read as printed, or are in review. */
function mistakes(report: Report, cells: Cells): string[] {
  return Object.entries(cells).flatMap(([id, raw]) => {
    const field = report.fields[id]
    const { value, state } = parseValue(raw)
    const right = field?.value === value && field.state === state && !field.review
    return right ? [] : [`${id}: ${raw} read as ${field?.state} ${field?.value} ${field?.reasons}`]
  })
}

const form = formOf('2021')
const cells = cellsOf('2021', '0')
const sheet = requestsSheet(tableOf(form, 'requests'), cells)

/** The report of pages whose table of requests stands in these parts, one a page. */
function reportOfParts(parts: readonly Sheet[]): Report {
  const pages = ruledPages(form, cells)
  const heading = lineOf('三、收到和处理政府信息公开申请情况', 40)
  const requests = parts.map((part, i) => pageOf(2 + i, [gridOf(part)], i === 0 ? [heading] : []))
  return reportOfPages([pages[0]!, ...requests, { ...pages.at(-1)!, page: 2 + parts.length }])
}

describe('ruled tables with merged cells', () => {
  test.each([
    ['2019', '0'],
    ['2019', ''],
    ['2021', '0'],
    ['2021', ''],
    ['2021', '/'],
  ])('of the form of %s, nothing printed as %j', (id, zero) => {
    const report = reportOfPages(ruledPages(formOf(id), cellsOf(id, zero)))
    expect(report.document.form).toBe(id)
    expect(mistakes(report, cellsOf(id, zero))).toEqual([])
  })

  test('every field knows its page and its box', () => {
    const { fields } = reportOfPages(ruledPages(form, cells, [12]))
    for (const id of Object.keys(cells))
      expect(fields[id]).toMatchObject({ page: expect.any(Number), box: expect.any(Array) })
    expect(fields['requests.received.total']?.page).toBe(2)
    expect(fields['requests.carriedOver.total']?.page).toBe(3)
    expect(fields['disputes.reconsideration.upheld']?.page).toBe(4)
  })

  test('broken over pages after any row', () => {
    for (let row = 1; row < sheet.rows; row++) {
      expect([row, mistakes(reportOfPages(ruledPages(form, cells, [row])), cells)]).toEqual([row, []])
    }
  })

  test('broken over four pages', () => {
    const report = reportOfPages(ruledPages(form, cells, [5, 12, 20]))
    expect(mistakes(report, cells)).toEqual([])
    expect(report.tables.find((table) => table.form === 'requests')).toMatchObject({
      pages: [2, 3, 4, 5],
      rows: sheet.rows,
    })
  })

  test('the header printed again on the next page', () => {
    const [above, below] = splitSheet(sheet, [14]) as [Sheet, Sheet]
    const header = sheet.cells.filter((cell) => cell.row < 3)
    const rest = below.cells.map((cell) => ({ ...cell, row: cell.row + 3 }))
    const again = { rows: below.rows + 3, columns: 10, cells: [...header, ...rest] }
    expect(mistakes(reportOfParts([above, again]), cells)).toEqual([])
  })
})

/** The table with one of its rows cut by a page break: three characters of its label above, the rest below. */
function cutRow(row: number, valuesAbove: boolean): Sheet[] {
  const [above, below] = splitSheet(sheet, [row + 1]) as [Sheet, Sheet]
  const own = above.cells.filter((cell) => cell.row === row)
  const label = own.filter((cell) => cell.column < 3).at(-1)!
  const upper = above.cells.map((cell): Drawn => {
    if (cell === label) return { ...cell, text: cell.text.slice(0, 3) }
    return own.includes(cell) && cell.column >= 3 && !valuesAbove ? { ...cell, text: '' } : cell
  })
  const values = own
    .filter((cell) => cell.column >= 3)
    .map((cell) => ({ ...cell, row: 0, text: valuesAbove ? '' : cell.text }))
  const groups = Array.from({ length: label.column }, (_, column): Drawn => ({ row: 0, column, text: '' }))
  const rest: Drawn = { row: 0, column: label.column, columnSpan: 3 - label.column, text: label.text.slice(3) }
  const lower = [...groups, rest, ...values, ...below.cells.map((cell) => ({ ...cell, row: cell.row + 1 }))]
  return [
    { ...above, cells: upper },
    { rows: below.rows + 1, columns: 10, cells: lower },
  ]
}

describe('a row cut by a page break', () => {
  test.each([
    ['its values above', true],
    ['its values below', false],
  ])('%s', (_, valuesAbove) => {
    for (let row = 3; row < sheet.rows - 1; row++) {
      expect([row, mistakes(reportOfParts(cutRow(row, valuesAbove)), cells)]).toEqual([row, []])
    }
  })
})

/** The table with its labels and groups changed, its rows numbered in a column in front where asked for. */
function relabelled(change: (text: string) => string, numbered = false): Sheet {
  const shift = numbered ? 1 : 0
  const changed = sheet.cells.map((cell) => ({
    ...cell,
    column: cell.column + shift,
    text: cell.row > 2 && cell.column < 3 ? change(cell.text) : cell.text,
  }))
  const numbers = numbered
    ? Array.from({ length: sheet.rows - 3 }, (_, i): Drawn => ({ row: 3 + i, column: 0, text: String(i + 1) }))
    : []
  const head: Drawn[] = numbered ? [{ row: 0, column: 0, rowSpan: 3, text: '序号' }] : []
  return { rows: sheet.rows, columns: sheet.columns + shift, cells: [...head, ...numbers, ...changed] }
}

describe('labels as agencies print them', () => {
  test('rows numbered in a column of their own, over two pages too', () => {
    const numbered = relabelled((text) => text, true)
    expect(mistakes(reportOfParts([numbered]), cells)).toEqual([])
    expect(mistakes(reportOfParts(splitSheet(numbered, [14])), cells)).toEqual([])
  })

  test('without their numbers, so that 其他 and 总计 are told by the group they stand in', () => {
    const bare = relabelled((text) => text.replace(/^(?:（.）|\d\.|.、)/u, ''))
    expect(mistakes(reportOfParts([bare]), cells)).toEqual([])
  })

  test('groups in one cell with the labels', () => {
    const table = tableOf(form, 'requests')
    const flat = sheet.cells.flatMap((cell): Drawn[] => {
      if (cell.row < 3) return [cell.column === 0 ? { ...cell, columnSpan: 1 } : { ...cell, column: cell.column - 2 }]
      if (cell.column >= 3) return [{ ...cell, column: cell.column - 2 }]
      const row = table.rows[cell.row - 3]!
      return cell.text === row.label ? [{ row: cell.row, column: 0, text: (row.groups[1] ?? '') + row.label }] : []
    })
    expect(mistakes(reportOfParts([{ rows: sheet.rows, columns: 8, cells: flat }]), cells)).toEqual([])
  })

  test('无 in place of figures is no label: the row is found, and the words are in review', () => {
    const none = cellsOf('2021', '无')
    const report = reportOfParts([requestsSheet(tableOf(form, 'requests'), none)])
    expect(report.fields['requests.granted.naturalPerson']).toMatchObject({ value: 7, state: 'number' })
    expect(report.fields['requests.declined_petition.total']).toMatchObject({
      value: '无',
      state: 'text',
      reasons: expect.arrayContaining(['not-a-number']),
    })
  })

  test('nor in the row that prints all disputes', () => {
    const none = { ...cells, 'disputes.reconsideration.corrected': '无', 'disputes.litigationDirect.upheld': '无' }
    const { fields } = reportOfPages(ruledPages(form, none))
    expect(fields['disputes.reconsideration.upheld']).toMatchObject({ value: 2, state: 'number' })
    expect(fields['disputes.litigationDirect.upheld']).toMatchObject({ value: '无', state: 'text', review: true })
  })

  test('a ruling seen twice makes no row of blank cells', () => {
    const [first, ...others] = ruledPages(form, cells)
    const small = first!.grids[0]!
    const cut = small.cells.find(({ text }) => text === '行政强制')!.row
    const drawn: Sheet = { rows: small.rows, columns: small.columns, cells: small.cells }
    const [above, below] = splitSheet(drawn, [cut]) as [Sheet, Sheet]
    // The label reaches over both rows, its figure's cell was cut in two, three points below its upper edge.
    const moved = below.cells.map((cell): Drawn => {
      if (cell.row > 0) return { ...cell, row: cell.row + 1 }
      return cell.column === 0 ? { ...cell, rowSpan: 2 } : { ...cell, row: 1 }
    })
    const figure = below.cells.find(({ row, column }) => row === 0 && column === 1)!
    const twice = gridOf({ ...below, rows: below.rows + 1, cells: [...moved, { ...figure, text: '' }] })
    const low = twice.cells.map((cell) =>
      cell.row === 0 && cell.text === '' && cell.box
        ? { ...cell, box: [cell.box[0], cell.box[1], cell.box[2], cell.box[1] + 3] as typeof cell.box }
        : cell,
    )
    const later = others.map((page) => ({ ...page, page: page.page + 1 }))
    const pages = [{ ...first!, grids: [gridOf(above)] }, pageOf(2, [{ ...twice, cells: low }]), ...later]
    expect(mistakes(reportOfPages(pages), cells)).toEqual([])
  })

  test('a label alone with blank cells on the next page is no rest of the one before', () => {
    const blank = { ...cells, 'art20_6.coercion.decisions': '' }
    const [first, ...others] = ruledPages(form, blank)
    const small = first!.grids[0]!
    const cut = small.cells.find(({ text }) => text === '行政强制')!.row
    const drawn: Sheet = { rows: small.rows, columns: small.columns, cells: small.cells }
    const [above, below] = splitSheet(drawn, [cut]) as [Sheet, Sheet]
    const pages = [
      { ...first!, grids: [gridOf(above)] },
      pageOf(2, [gridOf(below)]),
      ...others.map((page) => ({ ...page, page: page.page + 1 })),
    ]
    expect(mistakes(reportOfPages(pages), blank)).toEqual([])
  })
})

describe('cells that hold ink but no text', () => {
  test('are unreadable and in review, not blank', () => {
    const blank = cellsOf('2021', '')
    const pages = ruledPages(form, blank).map((page) => ({
      ...page,
      grids: page.grids.map((grid) => ({
        ...grid,
        cells: grid.cells.map((cell) =>
          cell.row === 8 && cell.column === 4 && cell.text === '' ? { ...cell, ink: 0.2 } : cell,
        ),
      })),
    }))
    const report = reportOfPages(pages)
    const found = Object.entries(report.fields).filter(([, field]) => field.state === 'unreadable')
    expect(found).toHaveLength(1)
    expect(found[0]![1]).toMatchObject({ value: null, review: true, reasons: expect.arrayContaining(['unreadable']) })
  })
})

test('a ruled table that is no form’s is kept beside them', () => {
  const web: Sheet = {
    rows: 2,
    columns: 2,
    cells: ['栏目', '浏览量', '通知公告', '31'].map((text, i) => ({ row: Math.floor(i / 2), column: i % 2, text })),
  }
  const [first, ...rest] = ruledPages(form, cells)
  const page = { ...first!, grids: [...first!.grids, gridOf(web, 600)] }
  const report = reportOfPages([page, ...rest])
  expect(mistakes(report, cells)).toEqual([])
  expect(report.tables.filter((table) => table.form === null).map((table) => table.cells.length)).toEqual([4])
})

test('a page that could not be read puts what it may have held in review', () => {
  const [first, ...rest] = ruledPages(form, cells)
  const failed = {
    ...pageOf(2, []),
    problems: [{ code: 'page-failed' as const, page: 2, message: 'the page did not render' }],
  }
  const report = reportOfPages([first!, failed, rest.at(-1)!])
  expect(report.problems.map((problem) => problem.code)).toContain('page-failed')
  expect(report.review.needed).toBe(true)
  for (const id of ['requests.granted.total', 'requests.received.business']) {
    expect(report.fields[id]).toMatchObject({ state: 'missing', review: true, reasons: ['missing', 'page-not-read'] })
  }
})

test('what a scan has of a table in lines alone is in review', () => {
  const lines = [
    '二、主动公开政府信息情况',
    '信息内容 本年处理决定数量',
    '行政处罚 23',
    '行政强制 4',
    '三、收到和处理政府信息公开申请情况',
  ]
  const page = pageOf(
    1,
    [],
    lines.map((text, i) => lineOf(text, 100 + 20 * i)),
  )
  const told = (kind: 'scan' | 'digital') => reportOfPages([{ ...page, kind }]).fields['art20_6.penalties.decisions']
  expect(told('digital')).toMatchObject({ value: 23 })
  expect(told('scan')).toMatchObject({ value: 23, review: true, reasons: expect.arrayContaining(['low-score']) })
})
