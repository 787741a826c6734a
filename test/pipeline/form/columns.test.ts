import { describe, expect, test } from 'vitest'
import { columnOrder } from '../../../pipeline/form/columns.ts'
import type { FormTable } from '../../../schemas/form.ts'
import { formOf, tableOf } from '../../support/dump.ts'

/** The ids of a table's columns in the order that its header, line by line, prints them; and whether it says so. */
function printed(table: FormTable, ...lines: (readonly string[])[]) {
  const { order, known } = columnOrder(
    table,
    lines.flatMap((texts, row) => texts.map((text) => ({ text, row }))),
  )
  return { columns: order.map((index) => table.columns[index]!.id), known }
}

const requests = tableOf(formOf('2021'), 'requests')
const issued = tableOf(formOf('2021'), 'art20_1')
const usual = requests.columns.map((column) => column.id)

describe('the requests table with its header of three levels', () => {
  test('as in the form', () => {
    const found = printed(
      requests,
      ['申请人情况'],
      ['自然人', '法人或其他组织', '总计'],
      ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'],
    )
    expect(found).toEqual({ columns: usual, known: true })
  })

  test('two columns of a group swapped', () => {
    const found = printed(
      requests,
      ['申请人情况', '总计'],
      ['自然人', '法人或其他组织'],
      ['科研机构', '商业企业', '社会公益组织', '法律服务机构', '其他'],
    )
    expect(found.columns.slice(1, 3)).toEqual(['researchInstitution', 'business'])
    expect(found.known).toBe(true)
  })

  test('the 其他 of a group title is not the column 其他', () => {
    const found = printed(
      requests,
      ['法人或其他组织', '自然人', '总计'],
      ['商业企业', '科研机构', '社会公益组织', '法律服务机构'],
    )
    expect(found.known).toBe(false)
  })

  test('labels on lines of their own, level by level, where the group’s title is misprinted', () => {
    const found = printed(
      requests,
      ...['自然人', '注人或其他组只', '总计', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'].map(
        (text) => [text],
      ),
    )
    expect(found.columns).toEqual(usual)
  })

  test('two of a group swapped under a header of which the rest is in pieces', () => {
    const lines = [
      ['自然人'],
      ['法人或其他组织'],
      ['总计'],
      ['科研机构', '商业企业', '社会公益'],
      ['组织'],
      ['法律服务'],
      ['机构', '其他'],
    ]
    expect(printed(requests, ...lines).known).toBe(false)
  })

  test('names that agencies use instead', () => {
    const found = printed(
      requests,
      ['自然人', '法人或其他组织', '合计'],
      ['商业企业', '科研机构', '社会组织', '法律机构', '其它'],
    )
    expect(found).toEqual({ columns: usual, known: true })
  })

  test('a header shredded into characters keeps the order of the form and is not taken at its word', () => {
    const found = printed(requests, ...[...'自然人商业企业科研机构总计'].map((c) => [c]), ['法律服'], ['务机构'])
    expect(found).toEqual({ columns: usual, known: false })
  })

  test('no header at all leaves the order of the form', () => {
    expect(printed(requests)).toEqual({ columns: usual, known: false })
  })
})

describe('a table with one level of columns', () => {
  test('swapped columns are found by their names', () => {
    const found = printed(issued, ['信息内容', '现行有效件数', '本年制发件数', '本年废止件数'])
    expect(found).toEqual({ columns: ['inForce', 'issued', 'repealed'], known: true })
  })

  test('one column to a line is an order, too', () => {
    const found = printed(issued, ['信息内容'], ['本年废止件数'], ['本年制发件数'], ['现行有效件数'])
    expect(found).toEqual({ columns: ['repealed', 'issued', 'inForce'], known: true })
  })

  test('a header that lost a column says nothing about the order', () => {
    expect(printed(issued, ['信息内容', '现行有效件数', '本年制发件数']).known).toBe(false)
  })
})
