import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { countReportFiles, fileReports } from '../../../export/sources/files.ts'
import { originalsIn } from '../../../export/sources/found.ts'
import { listReportPaths } from '../../../export/sources/list.ts'
import type { Report } from '../../../schemas/report.ts'
import { smallReport } from '../support/outgoing.ts'

const root = mkdtempSync(join(tmpdir(), 'nianbao-files-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const at = (name: string) => join(root, name)
const NO_ORIGINAL = async () => ({ code: 'file-missing', message: '' }) as const

function put(path: string, content: Report | string): string {
  mkdirSync(join(at(path), '..'), { recursive: true })
  writeFileSync(at(path), typeof content === 'string' ? content : JSON.stringify(content, null, 2))
  return at(path)
}

async function handed(paths: readonly string[], onOther = () => {}) {
  const all = await Array.fromAsync(
    fileReports(listReportPaths(paths).paths, { named: true, asKept: true, original: NO_ORIGINAL, onOther }),
  )
  return all.map((one) => ('problem' in one ? [one.name, one.problem.code] : [one.name, one.stem]))
}

test('files and folders with their folders, each file once; what lies there and is no report is passed over', async () => {
  put('one/b.json', smallReport({}))
  put('one/a.json', smallReport({}, { reader: 'other' }))
  put('one/a.truth.json', '{"fields": {}}')
  put('one/notes.txt', 'notes')
  put('one/deeper/c.json', smallReport({}))
  put('one/.hidden/d.json', smallReport({}))
  symlinkSync(at('one'), at('one/deeper/round'))
  let others = 0
  expect(await handed([at('one'), at('one/a.json')], () => others++)).toEqual([
    ['small.pdf', 'a'],
    ['small.pdf', 'b'],
    ['small.pdf', 'c'],
  ])
  expect(others).toBe(1)
  expect(countReportFiles(listReportPaths([at('one')]).paths)).toBe(3)
  expect(listReportPaths([at('one')], at('one/deeper')).paths).toHaveLength(3)
  expect(listReportPaths([at('one/deeper')], at('one/deeper')).paths.length).toBeGreaterThan(0)
})

test('names that collide are told apart', async () => {
  const paths = [put('x/2020.json', smallReport({})), put('y/2020.json', smallReport({}, { reader: 'other' }))]
  const stems = (await handed(paths)).map(([, stem]) => stem)
  expect(stems[0]).toBe('2020')
  expect(stems[1]).toMatch(/^2020~[0-9a-f]{8}$/)
})

test('what was named must be a report', async () => {
  const torn = put('bad/torn.json', '{"format":"nianbao/report@1",')
  const other = put('bad/other.json', '{"format":"other"}')
  const older = put('bad/older.json', '{"format":"nianbao/report@1","source":{"name":"old.pdf"}}')
  expect(await handed([torn, other, at('bad/none.json'), older])).toEqual([
    [torn, 'file-type-unknown'],
    [other, 'file-type-unknown'],
    [older, 'file-type-unknown'],
  ])
  expect(await handed([at('bad')])).toHaveLength(2)
  mkdirSync(at('empty'))
  expect(
    listReportPaths([at('bad/none.json'), at('empty')]).problems.map(({ name, problem }) => [name, problem.code]),
  ).toEqual([
    [at('bad/none.json'), 'file-missing'],
    [at('empty'), 'file-missing'],
  ])
})

test('originals are found by their content, wherever they lie and whatever they are called', async () => {
  const content = 'what was handed in'
  put('originals/elsewhere/renamed.pdf', content)
  put('originals/small.pdf', 'another of that name')
  const sha256 = createHash('sha256').update(content).digest('hex')
  mkdirSync(at('other'))
  const asked: string[] = []
  const find = originalsIn([at('other'), at('originals')], async (bytes) => {
    asked.push(Buffer.from(bytes).toString())
    return []
  })
  const source = (sha256: string) => smallReport({}, { source: { name: 'small.pdf', sha256, pages: 1, kind: 'text' } })
  for (let time = 0; time < 2; time++) {
    expect(await find(source(sha256))).toEqual({ bytes: expect.any(Uint8Array), readings: [] })
  }
  expect(asked).toEqual([content, content])
  expect(await find(source('0'.repeat(64)))).toMatchObject({ code: 'file-missing' })
  expect(await originalsIn([at('nowhere')], async () => [])(source(sha256))).toMatchObject({ code: 'file-missing' })
})
