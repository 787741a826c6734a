import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { Correction } from '../../../schemas/correction.ts'
import { Form } from '../../../schemas/form.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import { ROOT } from '../../support/sources.ts'
import { field, made, outgoing, smallReport } from '../support/outgoing.ts'

type Row = Record<string, string>

const FURTHER = Form.parse({
  ...FORMS[0],
  id: 'own',
  equations: [],
  stated: [],
  tables: [
    {
      id: 'visits',
      title: '来访',
      section: '七',
      layout: 'rows',
      columns: [{ id: 'count', label: '次数' }],
      rows: [{ id: 'all', label: '合计' }],
    },
  ],
})

test('the columns are the same whatever the reports hold; a further form adds its own behind', async () => {
  const header = async (fields: Parameters<typeof smallReport>[0], forms?: readonly Form[]) =>
    (parse((await made('csv', [outgoing(smallReport(fields))], { forms })).bytes) as string[][])[0]!
  const usual = await header({})
  expect(await header({ 'art20_1.regulations.made': field({ value: 1, state: 'number' }) })).toEqual(usual)
  expect(new Set(usual).size).toBe(usual.length)
  const ids = FORMS.flatMap(({ tables }) =>
    tables.flatMap((t) => t.rows.flatMap((r) => t.columns.map((c) => `${t.id}.${r.id}.${c.id}`))),
  )
  expect(usual).toEqual(expect.arrayContaining(ids))
  const further = await header({}, [...FORMS, FURTHER])
  expect(further).toEqual([...usual.slice(0, -5), 'visits.all.count', ...usual.slice(-5)])
})

test('facts, review, failed checks and problems of a report', async () => {
  const report = smallReport(
    { 'requests.granted.total': field({ value: 3, state: 'number', review: true, reasons: ['check-failed'] }) },
    {
      review: { needed: true, fields: ['requests.granted.total'] },
      checks: [
        {
          id: 'outcomes.total',
          rule: 'r',
          outcome: 'fail',
          fields: [],
          left: 1,
          right: 2,
          verdict: 'reading',
          message: '',
        },
        { id: 'balance.total', rule: 'r', outcome: 'pass', fields: [], left: 1, right: 1, message: '' },
      ],
      problems: [
        { code: 'page-blank', page: 1, message: '' },
        { code: 'page-blank', page: 2, message: '' },
      ],
    },
  )
  const [row] = parse((await made('csv', [outgoing(report)])).bytes, { columns: true }) as Row[]
  expect(row).toMatchObject({
    ...{ document: 'small.pdf', source_kind: 'digital', pages: '1', form: '2021', title: '某县年度报告' },
    ...{
      review_needed: 'true',
      review: 'requests.granted.total',
      checks_failed: 'outcomes.total',
      problems: 'page-blank',
    },
    ...{ 'requests.granted.total': '3', 'requests.granted.other': '', blank: '', others: '' },
  })
})

test('who corrected a field is told where it is known, and what was read', async () => {
  const report = smallReport({
    'requests.granted.total': field({
      value: 8,
      state: 'number',
      raw: '3',
      corrected: true,
      read: { value: 3, state: 'number' },
    }),
    'requests.granted.other': field({ value: 1, state: 'number', raw: '1' }),
  })
  const said = (subject: string, who: string): Correction => ({
    ...{ id: who, document: report.source.sha256, subject, before: null, why: '', at: 1 },
    ...{ who, after: { value: 8, state: 'number' } },
  })
  const corrections = [
    said('requests.granted.total', 'anna'),
    said('requests.granted.total', 'bo'),
    said('requests.granted.other', 'carl'),
  ]
  const rows = parse((await made('csv-fields', [outgoing(report, corrections)])).bytes, { columns: true }) as Row[]
  expect(rows).toMatchObject([
    {
      row: 'granted',
      column: 'total',
      value: '8',
      raw: '3',
      corrected: 'true',
      corrected_by: 'bo',
      read_value: '3',
      read_state: 'number',
    },
    { row: 'granted', column: 'other', value: '1', corrected: 'false', corrected_by: '', read_value: '' },
  ])
})

test('reports that cannot be had are told, and the others go on; without any there is a header', async () => {
  const problem = { code: 'file-missing', message: 'gone' } as const
  const { bytes, results } = await made('csv', [{ name: 'lost.pdf', problem }, outgoing(smallReport({}))])
  expect(results).toEqual([
    { name: 'lost.pdf', kind: 'problem', problem },
    { name: 'small.pdf', kind: 'written' },
  ])
  expect(parse(bytes)).toHaveLength(2)
  expect(parse((await made('csv-fields', [])).bytes)).toHaveLength(1)
})

test('the documentation names every column', async () => {
  const page = readFileSync(join(ROOT, 'docs', 'formats.md'), 'utf8')
  for (const format of ['csv', 'csv-fields'] as const) {
    const [header] = parse((await made(format, [])).bytes) as string[][]
    expect(header!.filter((name) => !name.includes('.') && !page.includes(`\`${name}\``))).toEqual([])
  }
})
