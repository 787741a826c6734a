import { describe, expect, test } from 'vitest'
import { readText } from '../../../pipeline/read/text.ts'
import { readStatements } from '../../../pipeline/report/statements.ts'

/** What the prose states: name, value, unit. */
function stated(...lines: string[]): (readonly [string, number, string])[] {
  return readStatements([readText(lines.join('\n'))]).map(({ what, value, unit }) => [what, value, unit] as const)
}

describe('figures of the prose', () => {
  test('items published, by channel', () => {
    expect(stated('门户网站公开信息1,408条，微信公众号推送96篇，官方微博发布12条。')).toEqual([
      ['published.website', 1408, '条'],
      ['published.wechat', 96, '篇'],
      ['published.weibo', 12, '条'],
    ])
  })

  test('requests', () => {
    expect(stated('全年新收政府信息公开申请19件，上年结转2件，全年办结21件，结转下年度继续办理0件。')).toEqual([
      ['requests.received', 19, '件'],
      ['requests.carriedIn', 2, '件'],
      ['requests.processed', 21, '件'],
      ['requests.carriedOver', 0, '件'],
    ])
  })

  test('trainings, meetings, money', () => {
    expect(stated('全年组织业务培训3次，召开专题会议2次，投入工作经费35.9万元。')).toEqual([
      ['trainings.held', 3, '次'],
      ['meetings.held', 2, '次'],
      ['money.spent', 35.9, '万元'],
    ])
  })

  test('years, numbered headings and document numbers are no figures', () => {
    expect(stated('2020年，县政府印发〔2020〕14号文件，第3条作了规定。', '一、总体情况')).toEqual([])
  })

  test('lines of tables are not prose', () => {
    expect(stated('门户网站发布信息\t12条\t3条')).toEqual([])
  })
})

test('a sentence over several lines is one; the statement stands where it begins, with all of it', () => {
  const [statement] = readStatements([readText('前言。\n\n全年门户网站共公开\n信息88条。')])
  expect(statement).toMatchObject({ what: 'published.website', value: 88, unit: '条', line: 3 })
  expect(statement?.sentence).toBe('全年门户网站共公开信息88条。')
})

test('a dump that lost its full stops is many sentences, none of them cut inside a figure', () => {
  const clause = '全年新收政府信息公开申请1234件，'
  for (const text of [clause.repeat(500), `全年新收政府信息公开申请${'7'.repeat(590)}12件`]) {
    const statements = readStatements([readText(text)])
    expect(statements.length).toBeLessThanOrEqual(500)
    expect(statements.every(({ value, sentence }) => value !== 34 && value !== 12 && sentence.length <= 1200)).toBe(
      true,
    )
  }
  expect(stated(clause.repeat(500))).toHaveLength(500)
})

test('a text without figures states nothing', () => {
  expect(stated('没有需要报告的事项。')).toEqual([])
})
