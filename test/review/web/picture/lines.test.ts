import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findInLines } from '../../../../review/web/picture/lines.ts'
import { FORMS } from '../../../../schemas/forms/index.ts'
import { ROOT } from '../../../support/sources.ts'
import { hold } from '../support/documents.ts'

const form = FORMS.find(({ id }) => id === '2021')!
const requests = form.tables.find(({ id }) => id === 'requests')!
const cell = (row: string, column: string, raw: string) => ({ row, column, raw })

test('a value is marked in its row, and a label that the prose has as well is that of the table', () => {
  const [first, second] = requests.rows
  const lines = [
    `${first!.label}为3件。`,
    '',
    `${first!.label}\t3\t0\t0\t0\t0\t0\t3`,
    `| ${second!.label} | 1 | 0 | 0 | 0 | 0 | 2 | 3 |`,
  ]
  const total = requests.columns.at(-1)!.id
  expect(findInLines(lines, requests, cell(first!.id, total, '3'))).toMatchObject({
    label: new Set([2]),
    value: { line: 2, from: lines[2]!.length - 1, to: lines[2]!.length },
  })
  expect(findInLines(lines, requests, cell(second!.id, requests.columns[0]!.id, '1')).value).toMatchObject({ line: 3 })
})

test('a row that lost cells shows its lines, and marks nothing that may be another cell', () => {
  const [first] = requests.rows
  const lines = [first!.label, '8', '8', '16']
  const found = findInLines(lines, requests, cell(first!.id, requests.columns[0]!.id, '8'))
  expect([found.value, [...found.row]]).toEqual([null, [0, 1, 2, 3]])
  expect(findInLines(lines, requests, cell(first!.id, requests.columns.at(-1)!.id, '16')).value?.line).toBe(3)
})

test.each([
  ['cell-lines-dashes', 1],
  ['traditional-truncated', 1],
  ['tabs-lost-cells', 0.85],
  ['markdown-pieces', 0.9],
])('in %s nearly every value is found, each at a place of its own', async (name, least) => {
  const held = await hold(join(ROOT, `samples/text/${name}.txt`))
  const report = held.report([])
  const own = FORMS.find(({ id }) => id === report.document.form)!
  const places: string[] = []
  let printed = 0
  for (const [id, { raw }] of Object.entries(report.fields)) {
    const [table, row, column] = id.split('.')
    const at = own.tables.find((one) => one.id === table)
    if (!at || raw === '') continue
    printed += 1
    const { value } = findInLines(held.lines, at, cell(row!, column!, raw))
    if (!value) continue
    expect(held.lines[value.line]!.slice(value.from, value.to).normalize('NFKC')).toBe(raw.normalize('NFKC').trim())
    places.push(`${value.line} ${value.from}`)
  }
  expect(new Set(places).size).toBe(places.length)
  expect(places.length / printed).toBeGreaterThanOrEqual(least)
})
