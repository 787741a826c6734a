import { describe, expect, test } from 'vitest'
import { parseValue } from '../../../pipeline/read/value.ts'
import type { Report } from '../../../schemas/report.ts'
import {
  type Cells,
  consistentCells,
  dumpLines,
  formOf,
  replaceLine,
  reportOf,
  tableOf,
  valuesOf,
} from '../../support/dump.ts'

const form = formOf('2021')
const COUNTS = {
  'requests.granted.naturalPerson': 7,
  'requests.granted.business': 2,
  'requests.refused_thirdPartyRights.naturalPerson': 3,
  'requests.unable_notHeld.other': 1,
  'requests.carriedIn.naturalPerson': 2,
  'requests.carriedOver.naturalPerson': 1,
  'disputes.reconsideration.upheld': 2,
  'disputes.litigationDirect.pending': 1,
}
const CELLS = consistentCells(form, COUNTS)
const LINES = dumpLines(form, CELLS)

/** The fields that are wrong and not in review, with what they say: what a dump must never lead to. */
function silent(report: Report, cells: Cells): string[] {
  return Object.entries(cells).flatMap(([id, raw]) => {
    const field = report.fields[id]
    return field?.review || field?.value === parseValue(raw).value ? [] : [`${id}: ${raw} read as ${field?.value}`]
  })
}

/** Whether everything is read as printed and nothing is in review. */
function expectRight(report: Report, cells: Cells): void {
  expect(valuesOf(report, Object.keys(cells))).toEqual(
    Object.fromEntries(Object.entries(cells).map(([id, raw]) => [id, parseValue(raw).value])),
  )
  expect(report.review.fields).toEqual([])
}

const delimited = (change: (line: string) => string) => LINES.map((line) => (line.includes('\t') ? change(line) : line))

describe('ways to set a table in plain text', () => {
  test.each([
    ['tabs', LINES],
    ['pipes behind every cell', delimited((line) => `${line.replaceAll('\t', ' | ')} |`)],
    ['pipes between cells', delimited((line) => line.replaceAll('\t', '|'))],
    ['framed pipes', delimited((line) => `| ${line.replaceAll('\t', ' | ')} |`)],
    ['spaces', delimited((line) => line.replaceAll('\t', '  '))],
    ['one cell a line', LINES.flatMap((line) => line.split('\t'))],
    [
      'one cell a line with a pipe behind it',
      LINES.flatMap((line) => (line.includes('\t') ? line.split('\t').map((cell) => `${cell} |`) : [line])),
    ],
    ['empty lines between', LINES.flatMap((line) => [line, ''])],
  ])('%s', (_, lines) => {
    expectRight(reportOf(lines), CELLS)
  })

  test('the older form as well', () => {
    const older = formOf('2019')
    const cells = consistentCells(older, { ...COUNTS, 'art20_9.procurement.amount': 12 })
    const report = reportOf(dumpLines(older, cells))
    expectRight(report, cells)
    expect(report.document.form).toBe('2019')
  })
})

describe('a lost cell', () => {
  test('among zeros: exactly one field to review', () => {
    const report = reportOf(replaceLine(LINES, '8.属于行政查询事项', '8.属于行政查询事项\t0\t0\t0\t0\t0\t0'))
    expect(report.review.fields).toHaveLength(1)
    expect(report.review.fields[0]).toMatch(/^requests\.refused_administrativeQuery\./)
    const field = report.fields[report.review.fields[0]!]!
    expect(field).toMatchObject({ state: 'missing', value: null })
    expect(field.reasons).toContain('columns-lost')
    expect(silent(report, CELLS)).toEqual([])
  })

  test('the total behind figures: no figure is made up for it', () => {
    const report = reportOf(replaceLine(LINES, '4.保护第三方合法权益', '4.保护第三方合法权益\t3\t0\t0\t0\t0\t0'))
    expect(report.fields['requests.refused_thirdPartyRights.total']).toMatchObject({ state: 'missing', review: true })
    expect(silent(report, CELLS)).toEqual([])
  })

  test('a figure: its candidates are given, none is chosen', () => {
    const report = reportOf(replaceLine(LINES, '4.保护第三方合法权益', '4.保护第三方合法权益\t0\t0\t0\t0\t0\t3'))
    const field = report.fields['requests.refused_thirdPartyRights.naturalPerson']!
    expect(field).toMatchObject({ value: null, review: true })
    expect(field.candidates?.length).toBeGreaterThan(0)
    expect(silent(report, CELLS)).toEqual([])
  })

  test('a figure of the disputes: the total does not take its place', () => {
    const cells = consistentCells(form, { 'disputes.reconsideration.corrected': 3 })
    const fourteen = ['0', '0', '0', '3', ...Array.from({ length: 10 }, () => '0')].join('\t')
    expect(silent(reportOf(replaceLine(dumpLines(form, cells), '0\t3\t0\t0\t3', fourteen)), cells)).toEqual([])
  })

  test('any value of any row: never a wrong one that nobody is asked to look at', () => {
    for (const [at, line] of LINES.entries()) {
      const parts = line.split('\t')
      const labels = parts.findLastIndex((part) => parseValue(part).state === 'text') + 1
      if (!line.startsWith('1.') && !line.startsWith('（') && !/^[二四七]/.test(line)) continue
      for (let c = labels; c < parts.length && parts.length - labels === 7; c++) {
        const report = reportOf(LINES.toSpliced(at, 1, parts.toSpliced(c, 1).join('\t')))
        expect([line, c - labels, silent(report, CELLS)]).toEqual([line, c - labels, []])
      }
    }
  })
})

test('swapped columns are found by their headers', () => {
  const header = '商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他'
  const swapped = LINES.map((line) => {
    const parts = line.split('\t')
    const from = parts.length - 6
    if (line === header) return '科研机构\t商业企业\t社会公益组织\t法律服务机构\t其他'
    if (parts.length < 8 || parts.length > 10) return line
    return [...parts.slice(0, from), parts[from + 1]!, parts[from]!, ...parts.slice(from + 2)].join('\t')
  })
  expect(swapped).not.toEqual(LINES)
  expectRight(reportOf(swapped), CELLS)
})

test('swapped columns of a small table, too', () => {
  const cells = { ...CELLS, 'art20_1.regulations.issued': '4', 'art20_1.regulations.inForce': '19' }
  const lines = replaceLine(
    replaceLine(dumpLines(form, cells), '规章\t', '规章\t19\t4\t0'),
    '信息内容\t本年制发件数',
    '信息内容\t现行有效件数\t本年制发件数\t本年废止件数',
  )
  const report = reportOf(replaceLine(lines, '行政规范性文件', '行政规范性文件\t0\t0\t0'))
  expectRight(report, cells)
})

test('columns that agencies call otherwise', () => {
  const lines = LINES.map((line) => line.replace('社会公益组织', '社会组织').replace('法律服务机构', '法律机构'))
  expectRight(reportOf(lines.map((line) => line.replace('规章\t', '规章（省政府令）\t'))), CELLS)
})

test('values detached from their labels come back to them', () => {
  const three = ['6.属于四类过程性信息', '7.属于行政执法案卷', '8.属于行政查询事项']
  const cells = consistentCells(form, { ...COUNTS, 'requests.refused_enforcementFile.business': 5 })
  const at = dumpLines(form, cells).findIndex((line) => line.startsWith(three[0]!))
  const rows = dumpLines(form, cells).slice(at, at + 3)
  const values = rows.map((line) => line.split('\t').slice(1).join('\t'))
  expectRight(reportOf(dumpLines(form, cells).toSpliced(at, 3, ...three, ...values)), cells)
})

test('a row broken over two lines, blanks between its figures', () => {
  const blanks = Object.fromEntries(Object.entries(CELLS).map(([id, raw]) => [id, raw === '0' ? '' : raw]))
  const cells = { ...blanks, 'art20_1.regulations.inForce': '1706' }
  expect(silent(reportOf(replaceLine(dumpLines(form, cells), '规章\t', '规章\t', '\t1706')), cells)).toEqual([])
})

test('a label cut by a page break, the page’s number between its halves', () => {
  const lines = replaceLine(
    LINES,
    '4.保护第三方合法权益',
    '4.保护第三方合法\t3\t0\t0\t0\t0\t0\t3',
    '- 3 -',
    '权益\t\t\t\t\t\t\t',
  )
  expectRight(reportOf(lines), CELLS)
})

test('misprinted, spaced and traditional labels', () => {
  const change = (line: string) =>
    line.replace('属于国家秘密', '屬於國家秘密').replace('予以公开', '予 以 公 开').replace('重复申请', '重复申清')
  expectRight(reportOf(LINES.map(change)), CELLS)
})

test('what a cell prints is kept: notes, units, signs, money', () => {
  const older = formOf('2019')
  const cells = {
    ...consistentCells(older),
    'art20_1.normativeDocuments.published': '22（其中修订16件）',
    'art20_5.licences.change': '+10003',
    'art20_6.penalties.change': '减12',
    'art20_9.procurement.amount': '1008.2279 万元',
  }
  const report = reportOf(dumpLines(older, cells))
  expectRight(report, cells)
  expect(report.fields['art20_9.procurement.amount']).toMatchObject({ raw: '1008.2279 万元', unit: '万元' })
  expect(report.fields['art20_1.normativeDocuments.published']?.raw).toBe('22（其中修订16件）')
  expect(report.fields['art20_6.penalties.change']?.value).toBe(-12)
})

describe('0, blank and dash are three things', () => {
  const as = (zero: string) =>
    Object.fromEntries(Object.entries(CELLS).map(([id, raw]) => [id, raw === '0' ? zero : raw]))

  test.each([
    ['0', 'number', 0],
    ['', 'blank', null],
    ['/', 'dash', null],
    ['—', 'dash', null],
  ] as const)('%j is %s', (zero, state, value) => {
    const report = reportOf(dumpLines(form, as(zero)))
    expectRight(report, as(zero))
    expect(report.fields['requests.declined_petition.business']).toMatchObject({ state, value, raw: zero })
  })

  test('in one row side by side', () => {
    const report = reportOf(replaceLine(LINES, '8.属于行政查询事项', '8.属于行政查询事项\t0\t\t/\t0\t\t—\t0'))
    const states = tableOf(form, 'requests').columns.map(
      (column) => report.fields[`requests.refused_administrativeQuery.${column.id}`]?.state,
    )
    expect(states).toEqual(['number', 'blank', 'dash', 'number', 'blank', 'dash', 'number'])
  })

  test('a cell with words in it is text, as printed and in review', () => {
    const report = reportOf(replaceLine(LINES, '行政强制', '行政强制\t不涉及'))
    const field = report.fields['art20_6.coercion.decisions']
    expect(field).toMatchObject({ state: 'text', value: '不涉及', review: true })
    expect(field?.reasons).toContain('not-a-number')
  })
})
