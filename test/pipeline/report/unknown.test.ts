import { describe, expect, test } from 'vitest'
import { reportOf } from '../../support/dump.ts'

describe('a document that is no such report', () => {
  const report = reportOf([
    '溪桥县供水价格通知',
    '一、背景',
    '水价多年未变。',
    '二、标准',
    '用户\t单价\t备注',
    '居民\t2\t',
    '企业\t3\t每吨',
    '三、时间',
    '自公布之日起施行。',
  ])

  test('is unknown and has no fields, checks or form', () => {
    expect(report.document).toMatchObject({ kind: 'unknown', form: null })
    expect([report.fields, report.checks]).toEqual([{}, []])
    expect(report.review).toEqual({ needed: false, fields: [] })
  })

  test('says so in one clear line', () => {
    expect(report.problems.map((problem) => problem.code)).toEqual(['document-unknown'])
    expect(report.problems[0]?.message).not.toContain('\n')
  })

  test('keeps its tables, blank cells too', () => {
    expect(report.tables).toHaveLength(1)
    const [table] = report.tables
    expect(table).toMatchObject({ rows: 3, columns: 3, form: null })
    expect(table?.cells.map((cell) => cell.text)).toEqual([
      '用户',
      '单价',
      '备注',
      '居民',
      '2',
      '',
      '企业',
      '3',
      '每吨',
    ])
    expect(table?.cells.slice(3, 5)).toMatchObject([
      { row: 1, column: 0 },
      { row: 1, column: 1 },
    ])
  })

  test('keeps its sections', () => {
    expect(report.sections.map((section) => section.heading)).toEqual(['', '一、背景', '二、标准', '三、时间'])
    expect(report.sections[1]?.text).toBe('水价多年未变。')
  })
})

test.each(['', ' \n ', '你好', '|||', '\t\t\n\t', '0 0 0 0 0 0 0', '一、\n二、\n三、'])(
  '%j is unknown, not an error',
  (text) => {
    expect(reportOf(text)).toMatchObject({ document: { kind: 'unknown' }, fields: {}, checks: [] })
  },
)

test('prose that mentions the form’s words is no report', () => {
  const report = reportOf(
    '县政府召开会议，学习行政许可、行政处罚、行政强制等规定。\n会议要求予以公开，重复申请要说明理由。',
  )
  expect(report.document.kind).toBe('unknown')
})

test('a title alone makes a report whose tables are all missing', () => {
  const report = reportOf('溪桥县水务局2023年政府信息公开工作年度报告\n一、总体情况\n本单位工作平稳。')
  expect(report.document).toMatchObject({ kind: 'disclosure-annual-report', form: '2021' })
  const tables = Object.entries(report.fields).filter(([id]) => !id.startsWith('document.'))
  expect(tables.length).toBeGreaterThan(180)
  expect(tables.every(([, field]) => field.state === 'missing' && field.review)).toBe(true)
})
