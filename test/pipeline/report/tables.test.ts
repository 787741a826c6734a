import { describe, expect, test } from 'vitest'
import { consistentCells, dumpLines, formOf, replaceLine, reportOf } from '../../support/dump.ts'

const form = formOf('2021')
const lines = dumpLines(form, consistentCells(form, { 'requests.granted.business': 2 }))

describe('the tables of a dump', () => {
  test('carry the name of the form’s table that they hold', () => {
    const names = new Set(reportOf(lines).tables.map((table) => table.form))
    expect(names).toEqual(new Set(['proactive', 'requests', 'disputes']))
  })

  test('hold every cell as printed, in its row and column', () => {
    const table = reportOf(lines).tables.find((t) => t.form === 'requests')!
    const row = table.cells.filter((cell) => cell.row === 5)
    expect(row.map((cell) => cell.text)).toEqual([
      '三、本年度办理结果',
      '（一）予以公开',
      '0',
      '2',
      '0',
      '0',
      '0',
      '0',
      '2',
    ])
    expect(row.map((cell) => cell.column)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    expect(table.columns).toBe(9)
  })
})

test('a web page’s table among the sections is kept and is not the form’s', () => {
  const web = ['栏目\t浏览量', '通知公告\t31', '政策解读\t12']
  const overview = '2025年，本单位按规定推进政府信息公开工作。'
  const report = reportOf(replaceLine(lines, overview, overview, ...web))
  const [first] = report.tables
  expect(first?.cells.map((cell) => cell.text)).toEqual(['栏目', '浏览量', '通知公告', '31', '政策解读', '12'])
  expect(first?.form).toBeNull()
  expect(report.review.fields).toEqual([])
})
