import { describe, expect, test } from 'vitest'
import type { Report } from '../../../schemas/report.ts'
import { consistentCells, dumpLines, fieldIds, formOf, reportOf } from '../../support/dump.ts'

// What dumps do to cells and rows, in small: whatever is read otherwise than printed must be in review.

const form = formOf('2021')
const cells = {
  ...consistentCells(form, { 'requests.granted.naturalPerson': 12, 'requests.granted.business': 3 }),
  'art20_6.penalties.decisions': '2031',
}

/** The report of a dump in which the lines that hold `part` became those of `change`. */
function changed(part: string, change: (line: string) => readonly string[]): Report {
  return reportOf(dumpLines(form, cells).flatMap((line) => (line.includes(part) ? change(line) : [line])))
}

/** Ids of the fields that are neither what was printed nor in review. */
function silent(report: Report): string[] {
  return fieldIds(form).filter((id) => {
    const field = report.fields[id]
    return !field || (!field.review && String(field.value ?? '') !== cells[id as keyof typeof cells])
  })
}

const GRANTED = '（一）予以公开\t'

describe('a cell that cannot be read', () => {
  test.each(['O', 'l2', '十二', '12.', '12①'])('%j behind its label is no part of it', (text) => {
    const report = changed(GRANTED, (line) => [line.replace('\t12\t', `\t${text}\t`)])
    expect(report.fields['requests.granted.naturalPerson']).toMatchObject({ raw: text, review: true })
    expect(report.fields['requests.granted.total']?.value).toBe(15)
    expect(silent(report)).toEqual([])
  })

  test('behind a label in a line of spaces', () => {
    const lines = dumpLines(form, cells).map((line) => line.replaceAll('\t', '  '))
    const report = reportOf(lines.map((line) => line.replace('（一）予以公开  12', '（一）予以公开  O2')))
    expect(report.fields['requests.granted.naturalPerson']).toMatchObject({ raw: 'O2', review: true })
    expect(silent(report)).toEqual([])
  })

  test('the number of a label in a cell of its own is none', () => {
    const report = changed('1.属于国家秘密', (line) => [line.replace('1.属于国家秘密', '1.\t属于国家秘密')])
    expect(report.fields['requests.refused_stateSecret.total']).toMatchObject({ value: 0, review: false })
  })
})

describe('a figure that cannot be', () => {
  test('a fraction of things that are counted', () => {
    const report = changed('行政处罚', (line) => [line.replace('2031', '2.031')])
    const field = report.fields['art20_6.penalties.decisions']
    expect(field).toMatchObject({ value: 2.031, review: true, reasons: ['not-a-number'] })
  })

  test('cells that ran together', () => {
    const report = changed('2.重复申请', (line) => [line.replace('\t0\t0\t0', '\t000')])
    expect(silent(report)).toEqual([])
    expect(report.fields['requests.declined_duplicate.total']?.review).toBe(true)
  })

  test('all cells of a row left in one are its cells', () => {
    const report = changed('2.重复申请', (line) => [`${line.split('\t0')[0]}\t0 0 0 0 0 0 0\t\t`])
    expect(report.fields['requests.declined_duplicate.total']).toMatchObject({ value: 0, review: false })
  })
})

describe('rows that came apart or twice', () => {
  test('figures between the lines of the next label', () => {
    const lines = dumpLines(form, cells).map((line) => line.replaceAll('\t', '  '))
    const at = lines.findIndex((line) => line.includes('（一）予以公开'))
    const [granted, next] = [lines[at]!, lines[at + 1]!]
    const figures = granted.slice(granted.indexOf('  12') + 2)
    const label = next.split('  ')[0]!
    const slipped = [granted.split('  12')[0]!, label.slice(0, 18), figures, next.slice(18)]
    const report = reportOf(lines.toSpliced(at, 2, ...slipped))
    expect(silent(report)).toEqual([])
  })

  test('a total that may stand in the last column or the one before', () => {
    const blank = Object.fromEntries(Object.entries(cells).map(([id, value]) => [id, value === '0' ? '' : value]))
    const wide = { ...blank, 'requests.unable_notHeld.total': '2' }
    const lines = dumpLines(form, wide).map((line) => (/^（四）|^\d\.本/u.test(line) ? `${line}\t` : line))
    const both = lines.map((line) => (line.startsWith('（五）') ? `${line}\t` : line))
    expect(reportOf(both).fields['requests.unable_notHeld.other']?.review).toBe(true)
  })

  test('the rest of a row on a line of its own', () => {
    const report = changed(GRANTED, (line) => {
      const [head, tail] = [line.split('\t').slice(0, -3), line.split('\t').slice(-3)]
      return [head.join('\t'), tail.join('\t')]
    })
    expect(silent(report)).toEqual([])
    expect(report.fields['requests.granted.total']?.review).toBe(true)
  })

  test('a second table of the same rows, where the first has some without figures', () => {
    const bare = dumpLines(form, cells).map((line) => (/^（[四五]）|^\d\./.test(line) ? line.split('\t0')[0]! : line))
    const start = bare.findIndex((line) => line.startsWith('三、')) + 1
    const end = bare.findIndex((line) => line.startsWith('四、政府'))
    const before = dumpLines(form, consistentCells(form, { 'requests.unable_notHeld.other': 7 }))
    const from = before.findIndex((line) => line.startsWith('三、')) + 1
    const second = before.slice(from, from + end - start)
    const report = reportOf([...bare.slice(0, end), '附：上年度', ...second, ...bare.slice(end)])
    expect(silent(report)).toEqual([])
  })

  test('a table of somebody else’s above does not name the columns', () => {
    const foreign = ['科室\t总计\t其他\t自然人', '一科\t4\t5\t9', '二科\t1\t2\t3']
    const lines = dumpLines(form, cells)
    const at = lines.findIndex((line) => line.startsWith('三、')) + 1
    const report = reportOf(lines.toSpliced(at, 0, ...foreign))
    expect(report.fields['requests.granted.total']).toMatchObject({ value: 15, review: false })
    expect(silent(report)).toEqual([])
  })

  test('a column that is not the form’s', () => {
    const lines = dumpLines(form, { ...cells, 'requests.granted.total': '' })
    const wide = lines.map((line) =>
      /第一项加第二项|自然人/u.test(line) ? `${line}\t上年数` : /\t\d*$/u.test(line) ? `${line}\t9` : line,
    )
    const report = reportOf(wide)
    expect(report.fields['requests.granted.total']).toMatchObject({ review: true })
    expect(report.fields['requests.granted.other']).toMatchObject({ review: true })
  })
})

test('where nothing tells which form a lost table followed, the fields of both are missing', () => {
  const lines = dumpLines(form, cells).filter((line) => !/规章|行政规范性文件|制发件数|第二十条第（一）项/u.test(line))
  const report = reportOf(lines)
  for (const id of ['art20_1.regulations.issued', 'art20_1.regulations.made'])
    expect(report.fields[id]).toMatchObject({ state: 'missing', review: true })
})
