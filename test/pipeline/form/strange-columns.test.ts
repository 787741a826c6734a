import { describe, expect, test } from 'vitest'
import { hasStrangeColumn } from '../../../pipeline/form/strange-columns.ts'
import { FORMS } from '../../../schemas/forms/index.ts'

const table = FORMS.at(-1)!.tables.find(({ id }) => id === 'art20_1')!

function strange(...lines: string[][]): boolean {
  const header = lines.flatMap((texts, row) => texts.map((text) => ({ text, row, column: -1, columnSpan: 1 })))
  return hasStrangeColumn(table, header)
}

const OWN = ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数']

describe('a column that is not the form’s', () => {
  test.each(['备注', '上年数', '同比增减'])('is %s behind the form’s own', (text) => {
    expect(strange([...OWN, text])).toBe(true)
  })

  test('is none where all are the form’s', () => {
    expect(strange(OWN)).toBe(false)
  })

  test('is no misprint of a label, no piece of one, and no blank cell', () => {
    expect(strange(['信息内容', '本年制发件数', '木年废止件数', '现行有', ''])).toBe(false)
  })

  test('is no unit', () => {
    expect(strange([...OWN, '单位：件'])).toBe(false)
  })

  test('is no figure: a row may stand above that nobody knows', () => {
    expect(strange(['信息内容', '12'])).toBe(false)
  })

  test('is none where a line has no word of the table', () => {
    expect(strange(['单位', '受理数'], OWN)).toBe(false)
  })
})
