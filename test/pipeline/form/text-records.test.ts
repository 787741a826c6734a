import { describe, expect, test } from 'vitest'
import { textRecords } from '../../../pipeline/form/text-records.ts'
import { vocabularyOf } from '../../../pipeline/form/vocabulary.ts'
import { canonical } from '../../../pipeline/read/canonical.ts'
import { readText } from '../../../pipeline/read/text.ts'
import { FORMS } from '../../../schemas/forms/index.ts'

const requests = vocabularyOf(FORMS).sections.find((section) => section.number === '三')!

/** The rows gathered from lines of the requests section: their labels run together, and their values. */
function rows(...lines: string[]): { label: string; values: string[] }[] {
  const page = readText(lines.join('\n'))
  return textRecords(page.lines, 0, page.lines.length, requests.allRows, [7]).map((record) => ({
    label: canonical(record.labels.join('')),
    values: record.cells.map((cell) => cell.raw),
  }))
}

const SEVEN = ['0', '1', '2', '3', '4', '5', '15']
const TABS = SEVEN.join('\t')
const label = canonical

describe('a label and its values', () => {
  test('on one line', () => {
    expect(rows(`1.属于国家秘密\t${TABS}`)).toEqual([{ label: label('1.属于国家秘密'), values: SEVEN }])
  })

  test('behind the label of its group', () => {
    const [row] = rows(`（三）不予公开\t1.属于国家秘密\t${TABS}`)
    expect(row?.values).toEqual(SEVEN)
    expect(row?.label).toContain(label('1.属于国家秘密'))
  })

  test('blank cells are cells', () => {
    expect(rows('1.属于国家秘密\t\t1\t\t\t\t\t1')[0]?.values).toEqual(['', '1', '', '', '', '', '1'])
  })

  test('values on the line below', () => {
    expect(rows('1.属于国家秘密', TABS)).toEqual([{ label: label('1.属于国家秘密'), values: SEVEN }])
  })

  test('one cell a line', () => {
    const lines = ['1.属于国家秘密', ...SEVEN, '8.属于行政查询事项', ...SEVEN]
    expect(rows(...lines)).toEqual([
      { label: label('1.属于国家秘密'), values: SEVEN },
      { label: label('8.属于行政查询事项'), values: SEVEN },
    ])
  })

  test('separated by spaces', () => {
    expect(rows(`1.属于国家秘密 ${SEVEN.join('  ')}`)[0]?.values).toEqual(SEVEN)
  })

  test('a unit behind a space is part of its figure', () => {
    expect(rows('1.属于国家秘密 0 1 件 2 3 4 5 15')[0]?.values).toEqual(['0', '1 件', '2', '3', '4', '5', '15'])
  })
})

describe('figures that are no plain ones', () => {
  test('a note in brackets with spaces in it', () => {
    expect(rows('1.属于国家秘密 22（其中修订 16 件） 1 2 3 4 5 37')[0]?.values[0]).toBe('22（其中修订 16 件）')
  })

  test('signs between a label and figures are a cell', () => {
    expect(rows('1.属于国家秘密  O  1  2  3  4  5  15')[0]?.values).toEqual(['O', '1', '2', '3', '4', '5', '15'])
  })
})

describe('a label over several lines', () => {
  test('cut by a page break behind its values', () => {
    expect(rows(`4.保护第三方合法\t${TABS}`, '权益')).toEqual([{ label: label('4.保护第三方合法权益'), values: SEVEN }])
  })

  test('cut by a page break, with blank cells behind its second half', () => {
    expect(rows(`4.保护第三方合法\t${TABS}`, '权益\t\t\t\t\t\t\t')).toEqual([
      { label: label('4.保护第三方合法权益'), values: SEVEN },
    ])
  })

  test('wrapped before its values', () => {
    const found = rows('2.没有现成', `信息需要另行制作\t${TABS}`)
    expect(found).toEqual([{ label: label('2.没有现成信息需要另行制作'), values: SEVEN }])
  })

  test('wrapped where it could already end', () => {
    const found = rows('（二）部分公开', `（区分处理的，只计这一情形，不计其他情形） ${SEVEN.join(' ')}`)
    expect(found).toHaveLength(1)
    expect(found[0]?.values).toEqual(SEVEN)
  })

  test('a group printed one character a line is no row of its own', () => {
    const vertical = [...'三本年度办理结果']
    const found = rows(...vertical, `（一）予以公开\t${TABS}`, `1.属于国家秘密\t${TABS}`)
    expect(found.filter((row) => row.values.length > 0).map((row) => row.values)).toEqual([SEVEN, SEVEN])
    expect(found.find((row) => row.values.length > 0)?.label).toContain(label('（一）予以公开'))
  })
})

describe('page numbers', () => {
  test.each(['- 3 -', '— 3 —', '第 3 页', '第3页 共8页', 'Page 3'])(
    '%j between two rows is nobody’s value',
    (number) => {
      const found = rows(`1.属于国家秘密\t${TABS}`, number, `8.属于行政查询事项\t${TABS}`)
      expect(found.map((row) => row.values)).toEqual([SEVEN, SEVEN])
    },
  )
})

test('the row that the text ends in is marked as cut, no other', () => {
  const page = readText(`1.属于国家秘密\t${TABS}\n8.属于行政查询事项\t0\t1`)
  const records = textRecords(page.lines, 0, page.lines.length, requests.allRows, [7])
  expect(records.map((record) => record.cut)).toEqual([false, true])
})

test('a line that says nothing makes no row', () => {
  expect(rows('', '   ', '- 1 -')).toEqual([])
})
