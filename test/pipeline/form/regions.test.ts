import { describe, expect, test } from 'vitest'
import { findHeadings, regionsOf } from '../../../pipeline/form/regions.ts'
import { vocabularyOf } from '../../../pipeline/form/vocabulary.ts'
import { readText } from '../../../pipeline/read/text.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import { formOf } from '../../support/dump.ts'

const vocabulary = vocabularyOf(FORMS)
const HEADINGS = formOf('2021').sections.map(({ number, title }) => `${number}、${title}`)

/** The texts that are taken for the headings of the six sections; null where none is found. */
function headings(...lines: string[]): (string | null)[] {
  const page = readText(lines.join('\n'))
  return findHeadings(page.lines, vocabulary).map((at) => page.lines[at]?.text ?? null)
}

/** Six headings, each with a line of its own prose behind it. */
function withBodies(texts: readonly string[]): string[] {
  return texts.flatMap((text, index) => [text, `这是第${index + 1}部分的内容，写得很平常。`])
}

describe('headings', () => {
  test('the six of the form', () => {
    expect(headings(...withBodies(HEADINGS))).toEqual(HEADINGS)
  })

  test('a table of contents is not the sections', () => {
    const lines = ['目录', ...HEADINGS, ...withBodies(HEADINGS)]
    const page = readText(lines.join('\n'))
    expect(findHeadings(page.lines, vocabulary)).toEqual([7, 9, 11, 13, 15, 17])
  })

  test('misprinted, traditional, spaced and with the marks of a web page', () => {
    const printed = [
      '一、 总体情况',
      '二、主動公開政府信息情況',
      '三、收到和处理政府信息公开申清情况',
      '四、因政府信息公开工作被申请行政复议、提起行政诉讼情况',
      '## 五、存在的主要问题及改进情况',
      '六、其他需要报告的事项：',
    ]
    expect(headings(...withBodies(printed.filter((text) => !text.startsWith('#'))))).toEqual(
      printed.map((text) => (text.startsWith('#') ? null : text)),
    )
  })

  test('a title without its number, to the letter', () => {
    const printed = HEADINGS.map((text) => text.slice(2))
    expect(headings(...withBodies(printed))).toEqual(printed)
  })

  test('a sentence that begins like a heading is none', () => {
    expect(headings('三、收到和处理政府信息公开申请情况良好，全年共收到申请二十件；都办结了。')[2]).toBeNull()
  })

  test('a row of a table is none', () => {
    expect(headings('三、本年度办理结果\t（一）予以公开\t0\t0\t0\t0\t0\t0\t0')[2]).toBeNull()
  })
})

test('sections reach from heading to heading; one without heading reaches back to the one before', () => {
  const lines = withBodies(HEADINGS.filter((text) => !text.startsWith('三')))
  const regions = regionsOf(readText(lines.join('\n')).lines, vocabulary)
  expect(regions.map(({ heading, start, end }) => [heading, start, end])).toEqual([
    [0, 0, 2],
    [2, 2, 4],
    [-1, 2, 4],
    [4, 4, 6],
    [6, 6, 8],
    [8, 8, 10],
  ])
})

test('a text without headings is one region to look through, whatever the section', () => {
  const regions = regionsOf(readText('没有标题\n也没有表格').lines, vocabulary)
  expect(regions.every(({ heading, start, end }) => heading === -1 && start === 0 && end === 2)).toBe(true)
})
