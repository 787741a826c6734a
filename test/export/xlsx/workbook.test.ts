import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { cellNames as cellNamesUpTo } from '../../../export/xlsx/file/cell-names.ts'
import { xlsxBook } from '../../../export/xlsx/format.ts'
import { Form } from '../../../schemas/form.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import { field, made, madeBy, outgoing, smallReport } from '../support/outgoing.ts'
import { cellNames, marks, workbookOf, xml } from '../support/xlsx.ts'

const FLAGGED = 'FFD966'
const CORRECTED = 'BDD7EE'

/** A report with every field of a shipped form. */
function filled(id: string) {
  const form = FORMS.find((one) => one.id === id)!
  const ids = form.tables.flatMap((t) => t.rows.flatMap((r) => t.columns.map((c) => `${t.id}.${r.id}.${c.id}`)))
  const fields = Object.fromEntries(
    ids.map((id, index) => [id, field({ value: index, state: 'number', raw: `${index}` })]),
  )
  return smallReport(fields, { document: { kind: 'disclosure-annual-report', form: id, title: '某县年度报告' } })
}

test('headings and labels are merged as the form prints them', async () => {
  const bytes = await workbookOf(outgoing(filled('2021')))
  const grid = await readSheet(bytes, 1)
  const merged = new Set(
    xml(bytes, 'xl/worksheets/sheet1.xml').worksheet.mergeCells.mergeCell.map((one: { '@ref': string }) => one['@ref']),
  )
  const top = grid.findIndex((row) => row.includes('申请人情况'))
  // Rows of a sheet count from 1. Labels take A to E, the last of their three levels C to E.
  const at = (row: number, columns: string) => `${columns[0]}${top + 1 + row}:${columns.slice(-1)}`
  const range = (columns: string, from: number, to: number) => `${at(from, columns)}${top + 1 + to}`
  expect(grid[top]!.slice(0, 12)).toEqual([
    FORMS[1]!.tables.find(({ id }) => id === 'requests')!.corner[0],
    null,
    null,
    null,
    null,
    '申请人情况',
    null,
    null,
    null,
    null,
    null,
    '总计',
  ])
  expect(grid[top + 1]!.slice(5, 12)).toEqual(['自然人', '法人或其他组织', null, null, null, null, null])
  expect(merged).toContain(range('AE', 0, 2))
  expect(merged).toContain(range('FK', 0, 0))
  expect(merged).toContain(range('GK', 1, 1))
  expect(merged).toContain(range('LL', 0, 2))
  const first = grid.findIndex((row) => row[0] === '三、本年度办理结果') - top
  const refused = grid.findIndex((row) => row[1] === '（三）不予公开') - top
  expect(merged).toContain(range('AA', first, first + 21))
  expect(merged).toContain(range('BB', refused, refused + 7))
  expect(merged).toContain(range('CE', refused, refused))
  expect(merged).toContain(range('BE', first, first))
  const disputes = grid.findIndex((row) => row[0] === '行政复议')
  expect(grid[disputes]!.filter((cell) => cell !== null)).toEqual(['行政复议', '行政诉讼'])
  expect(grid[disputes + 1]!.filter((cell) => cell !== null).slice(-2)).toEqual(['未经复议直接起诉', '复议后起诉'])
  expect(grid[disputes + 3]!.slice(0, 15).every((cell) => typeof cell === 'number')).toBe(true)
})

test.each(['2019', '2021'])('every field of the form %s has a cell with its name', async (id) => {
  const report = filled(id)
  const bytes = await workbookOf(outgoing(report))
  const grid = await readSheet(bytes, 1)
  const names = cellNames(bytes)
  const found = [...names].map(([name, { row, column }]) => [name, grid[row]?.[column]])
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries(Object.entries(report.fields).map(([id, { value }]) => [id, value])),
  )
})

test('what is flagged has a colour and a note with its reasons, what is corrected another colour', async () => {
  const report = smallReport({
    'requests.granted.total': field({
      ...{ value: 204, state: 'number', raw: '2O4', review: true, reasons: ['check-failed', 'readers-disagree'] },
      ...{
        suggestion: 205,
        confidence: 0.5,
        readings: [
          { reader: 'ppocr', raw: '204', score: 0.9 },
          { reader: 'tesseract', raw: '', score: 0.2 },
        ],
      },
    }),
    'requests.granted.other': field({
      value: 8,
      state: 'number',
      corrected: true,
      read: { value: 3, state: 'number' },
    }),
    'requests.received.total': field({ value: 1, state: 'number' }),
    'requests.received.other': field({ state: 'missing', review: true, reasons: ['missing'], confidence: 0 }),
  })
  const who = { id: 'x', document: '', before: null, why: '', at: 1, after: { value: 8, state: 'number' as const } }
  const bytes = await workbookOf(outgoing(report, [{ ...who, subject: 'requests.granted.other', who: 'anna' }]))
  const { notes, fills } = marks(bytes)
  const names = cellNames(bytes)
  const cell = (id: string) => `${String.fromCharCode(65 + names.get(id)!.column)}${names.get(id)!.row + 1}`
  expect(fills.get(cell('requests.granted.total'))).toBe(FLAGGED)
  expect(fills.get(cell('requests.received.other'))).toBe(FLAGGED)
  expect(fills.get(cell('requests.granted.other'))).toBe(CORRECTED)
  expect(fills.get(cell('requests.received.total'))).toBe('')
  expect(Object.fromEntries(notes)).toEqual({
    [cell('requests.granted.total')]:
      '待核对：勾稽关系不平；两个识别器结果不同\n识别为：2O4\nppocr：204，tesseract：（无）\n建议：205\n置信度：0.5',
    [cell('requests.received.other')]: '待核对：没有找到此单元格\n置信度：0',
    [cell('requests.granted.other')]: '已人工核对：anna\n原识别为：3',
  })
})

test('the second sheet tells sources, failed checks and problems', async () => {
  const report = smallReport(
    {},
    {
      checks: [
        {
          id: 'outcomes.total',
          rule: 'r',
          outcome: 'fail',
          fields: ['a.b', 'c.d'],
          left: 995,
          right: 996,
          verdict: 'source',
          message: '995 ≠ 996',
        },
        { id: 'balance.total', rule: 'r', outcome: 'pass', fields: [], left: 1, right: 1, message: '' },
      ],
      problems: [{ code: 'page-blank', page: 2, message: 'page 2 shows nothing at all' }],
    },
  )
  const grid = await readSheet(await workbookOf(outgoing(report)), '校验与来源')
  const rows = grid.map((row) => row.filter((cell) => cell !== null)).filter((row) => row[0] === 'small.pdf')
  expect(rows).toEqual([
    ['small.pdf', report.source.sha256, 'nianbao/0.0.0', 1, '数字文档', '2021', '某县年度报告', 0],
    ['small.pdf', 'outcomes.total', '各项办理结果之和 = 总计', 995, 996, '原件如此', 'a.b；c.d', '995 ≠ 996'],
    ['small.pdf', 'page-blank', '第 2 页上什么也没有', 2],
  ])
})

test('a form of somebody’s own is laid out by its labels', async () => {
  const own = Form.parse({
    ...FORMS[1],
    ...{ id: 'rooms', equations: [], stated: [] },
    sections: [{ number: '七', title: '查阅场所' }],
    tables: [
      {
        ...{ id: 'rooms', title: '查阅场所情况', section: '七', layout: 'rows', corner: ['场所'] },
        columns: [{ id: 'count', label: '个数' }],
        rows: [
          { id: 'archive', label: '档案馆' },
          { id: 'library', label: '图书馆', groups: ['其他'] },
        ],
      },
    ],
  })
  const fields = {
    'rooms.archive.count': field({ value: 4, state: 'number' }),
    'rooms.library.count': field({ state: 'blank' }),
  }
  const one = outgoing(smallReport(fields))
  const grid = await readSheet(await workbookOf(one, [...FORMS, own]), 1)
  expect(grid.slice(8).map((row) => row.filter((cell) => cell !== null))).toEqual([
    ['七、查阅场所'],
    ['查阅场所情况'],
    ['场所', '个数'],
    ['档案馆', 4],
    ['其他', '图书馆'],
  ])
  const without = await readSheet(await workbookOf(one), 1)
  expect(without.slice(8).map((row) => row.filter((cell) => cell !== null))).toEqual([
    ['其他字段'],
    ['rooms.archive.count', 4],
    ['rooms.library.count'],
  ])
})

test('one workbook for all: a sheet each, names of its own', async () => {
  const named = (name: string) =>
    outgoing(
      smallReport(
        { 'requests.granted.total': field({ value: 1, state: 'number' }) },
        { source: { name, sha256: name, pages: 1, kind: 'text' } },
      ),
    )
  const reports = [
    named('报告.pdf'),
    named('报告.txt'),
    named("a/b:c*'?[x]\\.pdf"),
    named('x'.repeat(40)),
    named('校验与来源.pdf'),
  ]
  const { bytes, results } = await made('xlsx', reports, { oneFile: true })
  expect(results).toHaveLength(5)
  const workbook = xml(bytes, 'xl/workbook.xml').workbook
  const sheets = workbook.sheets.sheet.map((one: { '@name': string }) => one['@name'])
  expect(sheets).toEqual(['报告', '报告~2', "a_b_c_'__x__", 'x'.repeat(31), '校验与来源~2', '校验与来源'])
  const names = workbook.definedNames.definedName.filter(
    (one: Record<string, string>) => one['@name'] !== '_xlnm.Print_Titles',
  )
  expect(names.map((one: Record<string, string>) => [one['@name'], one['@localSheetId']])).toEqual(
    [0, 1, 2, 3, 4].map((sheet) => ['requests.granted.total', `${sheet}`]),
  )
})

test('reports that do not fit into a workbook any more are told, the others are in it', async () => {
  const reports = ['a.pdf', 'b.pdf', 'c.pdf'].map((name) =>
    outgoing(smallReport({}, { source: { name, sha256: name, pages: 1, kind: 'text' } })),
  )
  const { bytes, results } = await madeBy(xlsxBook(FORMS, 2), reports)
  expect(results).toMatchObject([
    { name: 'a.pdf', kind: 'written' },
    { name: 'b.pdf', kind: 'written' },
    { name: 'c.pdf', kind: 'problem', problem: { code: 'output-failed' } },
  ])
  const sheets = xml(bytes, 'xl/workbook.xml').workbook.sheets.sheet
  expect(sheets.map((one: { '@name': string }) => one['@name'])).toEqual(['a', 'b', '校验与来源'])
})

test('the same report gives the same bytes', async () => {
  const [first, second] = [await workbookOf(outgoing(filled('2019'))), await workbookOf(outgoing(filled('2019')))]
  expect(first.equals(second)).toBe(true)
})

test('a long agency makes no legend higher, and printed pages repeat the headings of the long table', async () => {
  const report = filled('2021')
  const fields = { 'document.organization': field({ value: '某'.repeat(60), state: 'text' }), ...report.fields }
  const bytes = await workbookOf(outgoing({ ...report, fields }))
  const grid = await readSheet(bytes, 1)
  const at = (text: string) => grid.findIndex((row) => row.includes(text))
  const { row: rows } = xml(bytes, 'xl/worksheets/sheet1.xml').worksheet.sheetData
  const heights = new Map(rows.map((row: Record<string, string>) => [Number(row['@r']), row['@ht']]))
  expect(heights.get(at('机关') + 1)).toBeDefined()
  expect(heights.get(at('待核对，原因见批注') + 1)).toBeUndefined()
  const top = at('申请人情况') + 1
  const titles = [xml(bytes, 'xl/workbook.xml').workbook.definedNames.definedName]
    .flat()
    .find((one: Record<string, string>) => one['@name'] === '_xlnm.Print_Titles')
  expect(titles?.['#text']).toBe(`'年报'!$${top}:$${top + 2}`)
  expect((await readSheet(bytes, '校验与来源')).flat()).not.toContain('问题')
})

test('cells whose ids differ in case alone do not share a name, and of many reports cells have none', async () => {
  const fields = Object.fromEntries(['own.a', 'OWN.A', `own.${'x'.repeat(300)}`].map((id) => [id, field({ value: 1 })]))
  expect([...cellNames(await workbookOf(outgoing(smallReport(fields)))).keys()]).toEqual(['own.a'])
  const names = cellNamesUpTo(3)
  const two = ['a.b', 'c.d'].map((name) => ({ name, range: '$A$1', own: true }))
  const titles = { name: '_xlnm.Print_Titles', range: '$1:$2', own: true }
  names.add(1, '一', [...two, titles])
  expect([...names.xml(() => 0)]).toHaveLength(3)
  names.add(2, "it's", [...two, titles])
  expect([...names.xml((sheet) => sheet + 6)]).toEqual([
    `<definedName name="_xlnm.Print_Titles" localSheetId="7">&#39;一&#39;!$1:$2</definedName>`,
    `<definedName name="_xlnm.Print_Titles" localSheetId="8">&#39;it&#39;&#39;s&#39;!$1:$2</definedName>`,
  ])
})
