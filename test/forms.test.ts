import { describe, expect, test } from 'vitest'
import { Form } from '../schemas/form.ts'
import { FORMS } from '../schemas/forms/index.ts'
import { Report } from '../schemas/report.ts'
import { reportOf } from './support/dump.ts'

// A form that nobody has: what comes next year needs a file of data and no code. It keeps the sections, changes every
// table, and adds an equation of its own.
const NEXT = Form.parse({
  id: '2031',
  document: 'disclosure-annual-report',
  source: 'invented for this test',
  years: [2031, 2032],
  sections: FORMS.at(-1)!.sections,
  tables: [
    {
      id: 'policies',
      title: '政策解读情况',
      section: '二',
      layout: 'rows',
      corner: ['解读方式'],
      columns: [
        { id: 'planned', label: '计划解读数量' },
        { id: 'published', label: '实际解读数量', aliases: ['已解读数量'] },
      ],
      rows: [
        { id: 'text', label: '文字图表解读' },
        { id: 'video', label: '短视频动画解读', aliases: ['视频解读'] },
        { id: 'all', label: '解读总数合计' },
      ],
    },
    {
      id: 'reuse',
      title: '公共数据再利用',
      section: '三',
      layout: 'rows',
      corner: ['数据类别'],
      columns: [{ id: 'fee', label: '年度使用费用（单位：万元）', unit: '万元' }],
      rows: [{ id: 'transport', label: '交通运输数据集' }],
    },
  ],
  equations: [
    {
      id: 'policies.{column}',
      table: 'policies',
      for: 'column',
      left: ['text', 'video'],
      right: ['all'],
      rule: 'text + video = all',
    },
  ],
  stated: [{ what: 'published.website', field: 'policies.text.published' }],
})

const LINES = [
  '溪桥县数据局2031年政府信息公开工作年度报告',
  '一、总体情况',
  '全年门户网站公开信息9条。',
  '二、主动公开政府信息情况',
  '政策解读情况',
  '解读方式\t计划解读数量\t实际解读数量',
  '文字图表解读\t12\t9',
  '短视频动画解读\t4\t3',
  '解读总数合计\t16\t12',
  '三、收到和处理政府信息公开申请情况',
  '公共数据再利用',
  '数据类别\t年度使用费用（单位：万元）',
  '交通运输数据集\t35.5',
  '六、其他需要报告的事项',
  '没有其他需要报告的事项。',
  '溪桥县数据局',
  '2032年1月20日',
]

function read(lines: readonly string[]) {
  const report = reportOf(lines, [...FORMS, NEXT])
  expect(Report.safeParse(report).success).toBe(true)
  return report
}

describe('a third form, added as data', () => {
  test('is recognized, and all its fields are read', () => {
    const report = read(LINES)
    expect(report.document.form).toBe('2031')
    const own = Object.entries(report.fields).filter(([id]) => !id.startsWith('document.'))
    expect(Object.fromEntries(own.map(([id, field]) => [id, field.value]))).toEqual({
      'policies.text.planned': 12,
      'policies.text.published': 9,
      'policies.video.planned': 4,
      'policies.video.published': 3,
      'policies.all.planned': 16,
      'policies.all.published': 12,
      'reuse.transport.fee': 35.5,
    })
    expect(report.fields['reuse.transport.fee']?.unit).toBe('万元')
    expect(report.review.fields).toEqual([])
  })

  test('its columns are found by their headers', () => {
    const swapped = LINES.map((line) =>
      /解读[方总]|解读\t/.test(line) ? line.replace(/^([^\t]*)\t([^\t]*)\t([^\t]*)$/, '$1\t$3\t$2') : line,
    )
    const { fields } = read(swapped.map((line) => line.replace('实际解读数量', '已解读数量')))
    expect(fields['policies.video.planned']?.value).toBe(4)
    expect(fields['policies.video.published']?.value).toBe(3)
  })

  test('its own equations and stated figures are checked', () => {
    const { checks } = read(LINES)
    expect(checks.map((check) => [check.id, check.outcome])).toEqual([
      ['policies.planned', 'pass'],
      ['policies.published', 'pass'],
      ['stated.published.website', 'pass'],
    ])
    const wrong = read(LINES.map((line) => line.replace('16\t12', '17\t12')))
    expect(wrong.checks[0]).toMatchObject({ outcome: 'fail', left: 16, right: 17 })
    expect(wrong.fields['policies.all.planned']).toMatchObject({ value: 17, review: true })
  })

  test('does not get in the way of the others', () => {
    const report = read(['溪桥县数据局2022年政府信息公开工作年度报告', ...LINES.slice(1, 2), '工作平稳。'])
    expect(report.document.form).toBe('2021')
  })
})
