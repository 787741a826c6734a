import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { FIELD_ROWS } from '../../../export/rows/field-rows.ts'
import { xlsxLong } from '../../../export/xlsx/long.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import { field, made, madeBy, outgoing, smallReport } from '../support/outgoing.ts'
import { marks, xml } from '../support/xlsx.ts'

const MANY = { rows: 1000, notes: 1000, checks: 1000 }

function named(name: string, fields: Parameters<typeof smallReport>[0] = {}, more = {}) {
  return outgoing(smallReport(fields, { source: { name, sha256: name, pages: 1, kind: 'text' }, ...more }))
}

function sheetNames(bytes: Buffer): readonly string[] {
  return xml(bytes, 'xl/workbook.xml').workbook.sheets.sheet.map((one: { '@name': string }) => one['@name'])
}

const three = {
  'document.organization': field({
    value: '某县',
    state: 'text',
    review: true,
    reasons: ['low-score'],
    confidence: 0.4,
  }),
  'requests.granted.total': field({ value: 3, state: 'number', corrected: true, read: { value: 8, state: 'number' } }),
  'requests.granted.other': field({ value: 1, state: 'number' }),
}

test('flagged and corrected cells have their colours and notes, and the form’s words stand beside the ids', async () => {
  const { bytes } = await made('xlsx-long', [named('a.pdf', three)])
  const [header, ...rows] = await readSheet(bytes, '字段')
  const column = (name: string) => header!.indexOf(name)
  expect(rows.map((row) => row[column('label')])).toEqual(['机关', '予以公开 · 总计', '予以公开 · 其他'])
  expect(rows.map((row) => row[column('state_label')])).toEqual(['文字', '数字', '数字'])
  expect([column('label') - column('field'), column('state_label') - column('state')]).toEqual([1, 1])
  const cell = (name: string, row: number) => `${String.fromCharCode(65 + column(name))}${row}`
  const { notes, fills } = marks(bytes)
  const coloured = [...fills].filter(([at, colour]) => colour !== '' && !at.endsWith('1'))
  expect(coloured).toEqual([
    [cell('text', 2), 'FFD966'],
    [cell('value', 3), 'BDD7EE'],
  ])
  expect(notes.get(cell('text', 2))).toBe('待核对：置信度低\n置信度：0.4')
  expect(notes.get(cell('value', 3))).toBe('已人工核对\n原识别为：8')
  expect([...notes.keys()].filter((at) => /[A-Z]1$/.test(at))).toHaveLength(header!.length)
})

test('the sheet goes on in a further one after so many rows or notes, under the same heading', async () => {
  const reports = ['a.pdf', 'b.pdf', 'c.pdf'].map((name) => named(name, three))
  for (const [limits, rows] of [
    [{ ...MANY, rows: 5 }, [4, 4, 1]],
    [{ ...MANY, notes: 2 }, [2, 3, 3, 1]],
  ] as const) {
    const { bytes, results } = await madeBy(xlsxLong(FIELD_ROWS, FORMS, limits), reports)
    expect(results.map(({ kind }) => kind)).toEqual(['written', 'written', 'written'])
    const names = sheetNames(bytes).filter((name) => name.startsWith('字段'))
    expect(names).toEqual(['字段', '字段~2', '字段~3', '字段~4'].slice(0, rows.length))
    const sheets = await Promise.all(names.map((name) => readSheet(bytes, name)))
    expect(sheets.map((sheet) => sheet.length - 1)).toEqual(rows)
    expect(new Set(sheets.map((sheet) => sheet[0]!.join())).size).toBe(1)
    const documents = sheets.flatMap((sheet) => sheet.slice(1).map((row) => row[0]))
    expect(documents).toEqual(['a.pdf', 'b.pdf', 'c.pdf'].flatMap((name) => [name, name, name]))
  }
})

test('failed checks, sources and problems are listed behind the fields, problems in Chinese', async () => {
  const check = { id: 'outcomes.total', rule: 'r', outcome: 'fail', left: 995, right: 996, verdict: 'reading' } as const
  const fields = ['requests.granted.total', 'requests.processed.total']
  const message = '995 ≠ 996; suspect: requests.granted.total'
  const one = named('a.pdf', three, {
    checks: [{ ...check, fields, suspects: fields.slice(0, 1), message }],
    problems: [{ code: 'page-blank', page: 2, message: 'another version’s words' }],
  })
  const reports = [one, named('b.pdf'), named('c.pdf')]
  const { bytes } = await madeBy(xlsxLong(FIELD_ROWS, FORMS, { ...MANY, checks: 3 }), [...reports, one])
  expect(sheetNames(bytes)).toEqual(['字段', '字段~2', '字段~3', '校验与来源', '校验与来源~2'])
  const grid = await readSheet(bytes, '校验与来源')
  expect(grid.filter((row) => row[0] === 'a.pdf').map((row) => row.slice(1))).toEqual([
    ['a.pdf', 'nianbao/0.0.0', 1, '文本', '2021', '某县年度报告', 1],
    [
      ...['outcomes.total', '各项办理结果之和 = 总计', 995, 996, '可能是识别错误'],
      ...['予以公开 · 总计；总计 · 总计', '995 ≠ 996；可疑：予以公开 · 总计'],
    ],
    ['page-blank', '页面上什么也没有，请看看是否确实如此（another version’s words）', 2, null, null, null, null],
  ])
})

test('without reports there are a heading and an empty list, and reports that cannot be had are told', async () => {
  const { bytes } = await made('xlsx-long', [])
  expect(await readSheet(bytes, '字段')).toHaveLength(1)
  expect(sheetNames(bytes)).toEqual(['字段', '校验与来源'])
  const problem = { code: 'file-missing', message: 'gone' } as const
  const { results } = await made('xlsx-long', [{ name: 'lost.pdf', problem }, named('a.pdf', three)])
  expect(results).toEqual([
    { name: 'lost.pdf', kind: 'problem', problem },
    { name: 'a.pdf', kind: 'written' },
  ])
})

test('whoever wants no more ends the run, and what goes wrong on the way is thrown', async () => {
  let taken = 0
  async function* endless() {
    for (;;) yield named(`${taken++}.pdf`, { ...three, 'a.b': field({ value: 'x'.repeat(20_000), state: 'text' }) })
  }
  const format = xlsxLong(FIELD_ROWS, FORMS)
  let writes = 0
  for await (const _ of format.write(endless(), { write: async () => ++writes < 3 }));
  const enough = taken
  expect(enough).toBeGreaterThan(0)
  async function* broken() {
    yield named('a.pdf', three)
    throw new Error('the store went away')
  }
  const run = async () => {
    for await (const _ of format.write(broken(), { write: async () => true }));
  }
  await expect(run()).rejects.toThrow('the store went away')
  expect(taken).toBe(enough)
})
