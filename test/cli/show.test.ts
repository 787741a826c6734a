import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { beforeAll, expect, test } from 'vitest'
import { EXIT } from '../../schemas/problem.ts'
import { makeScratch, run } from '../support/command.ts'
import { ROOT } from '../support/sources.ts'

const scratch = makeScratch()
const report = scratch('out/wrong-sum.json')
let shown = ''
beforeAll(async () => {
  await run(['extract', join(ROOT, 'samples', 'digital'), '--out', scratch('out')])
  const { stdout, stderr, code } = await run(['show', report])
  expect([stderr, code]).toEqual(['', EXIT.ok])
  shown = stdout
})

test('shows title, facts and the tables of the form in their order', () => {
  const { document } = JSON.parse(readFileSync(report, 'utf8'))
  expect(shown.split('\n')[0]).toBe(document.title)
  expect(shown).toContain('year: 2024')
  const titles = ['第二十条第（一）项', '收到和处理政府信息公开申请情况', '政府信息公开行政复议、行政诉讼情况']
  const places = titles.map((title) => shown.indexOf(title))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places).not.toContain(-1)
})

test('aligns columns by the width of Chinese characters', () => {
  const lines = shown.split('\n')
  const start = lines.indexOf('收到和处理政府信息公开申请情况')
  const rows = lines.slice(start, lines.indexOf('', start)).filter((line) => /\d$/.test(line))
  expect(rows.length).toBeGreaterThan(15)
  expect(new Set(rows.map((row) => stringWidth(row))).size).toBe(1)
})

test('marks the flagged cell, and puts the failed checks under its table', () => {
  const flagged = shown.split('\n').filter((line) => line.includes('⚑') && line.includes('1.本机关不掌握相关政府信息'))
  expect(flagged).toHaveLength(1)
  expect(shown).toMatch(
    /^✗ applicants\.unable_notHeld \(printed wrong\): .*205 ≠ 204; suspect: requests\.unable_notHeld\.total$/m,
  )
  expect(shown.indexOf('✗ applicants')).toBeLessThan(shown.indexOf('政府信息公开行政复议、行政诉讼情况'))
  expect(shown).toMatch(/^⚑ requests\.unable_notHeld\.total = 204: .*the sums suggest 205; page \d$/m)
})

test('says what each reader read where they differ', async () => {
  const read = JSON.parse(readFileSync(report, 'utf8'))
  read.fields['requests.unable_notHeld.total'].readings = [
    { reader: 'ppocr', raw: '204', score: 0.9 },
    { reader: 'tesseract', raw: '2O4', score: 0.4 },
  ]
  writeFileSync(scratch('out/differing.json'), JSON.stringify(read))
  const { stdout } = await run(['show', scratch('out/differing.json')])
  expect(stdout).toMatch(/^⚑ requests\.unable_notHeld\.total = 204: ppocr read “204”, tesseract read “2O4”; /m)
})

test('colours what is flagged only where colours are wanted', async () => {
  expect(shown).not.toContain('\u001b')
  const coloured = await run(['show', report], { env: { NO_COLOR: undefined, FORCE_COLOR: '1' } })
  expect(coloured.stdout).toContain('\u001b[33m')
})

test('a document of an unknown kind shows the tables it has', async () => {
  writeFileSync(scratch('list.txt'), '通讯录\n\n姓名\t电话\t房间\n甲\t11\t201\n乙\t12\t202\n')
  await run(['extract', scratch('list.txt'), '--out', scratch('out')])
  const { stdout, code } = await run(['show', scratch('out/list.json')])
  expect(stdout).toContain('no known form')
  expect(code).toBe(EXIT.ok)
})

test('every sample’s report can be shown, several at once too', async () => {
  const names = ['form-2019', 'form-2021-blanks', 'landscape-open-sides', 'mixed-forms-split-rows']
  const { stdout, code } = await run(['show', ...names.map((name) => scratch(`out/${name}.json`))])
  expect(code).toBe(EXIT.ok)
  expect(stdout.match(/收到和处理政府信息公开申请情况/g)?.length).toBe(4)
})

test.each([
  ['what is not there', () => scratch('none.json'), '[file-missing]'],
  ['what is no report', () => join(ROOT, 'package.json'), '[file-type-unknown]'],
  ['a torn report', () => torn(), '[file-type-unknown]'],
])('%s is one line and exit code 3', async (_, path, code) => {
  const ended = await run(['show', path()])
  expect(ended).toMatchObject({ code: EXIT.input, stdout: '' })
  expect(ended.stderr).toMatch(/^nianbao: [^\n]*\n$/)
  expect(ended.stderr).toContain(code)
})

function torn(): string {
  writeFileSync(scratch('torn.json'), readFileSync(report).subarray(0, 5000))
  return scratch('torn.json')
}

test('marks what a person corrected, with what had been read', async () => {
  const read = JSON.parse(readFileSync(report, 'utf8'))
  const total = read.fields['requests.unable_notHeld.total']
  Object.assign(total, { value: 8, review: false, corrected: true, read: { value: 204, state: 'number' } })
  const organization = read.fields['document.organization']
  Object.assign(organization, { value: null, state: 'missing', review: false, corrected: true })
  Object.assign(organization, { read: { value: '某某局', state: 'text' } })
  read.review.fields = []
  const path = scratch('corrected.json')
  writeFileSync(path, JSON.stringify(read))
  const { stdout } = await run(['show', path])
  expect(stdout).toMatch(/^organization: × ✎/m)
  expect(stdout).toMatch(/1\.本机关不掌握相关政府信息.* 8 ✎/)
  expect(stdout).toMatch(/^✎ document\.organization = missing: taken for 某某局; read “/m)
  expect(stdout).toMatch(/^✎ requests\.unable_notHeld\.total = 8: taken for 204; read “/m)
  expect(stdout).toMatch(/⚑ in review {3}✎ corrected$/m)
  expect(shown).not.toContain('✎')
})
