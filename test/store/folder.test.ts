import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openReportFolder, type ReportFolder } from '../../store/folder.ts'
import { makeScratch } from '../support/command.ts'

const scratch = makeScratch()
const TEXT = '{\n  "format": "nianbao/report@1",\n  "source": {}\n}\n'
const ENTRY = {
  input: '../x.pdf',
  sha256: 'a'.repeat(64),
  stamp: null,
  key: 'k',
  tally: { accepted: 1, review: 0, problems: 0, needed: false, unread: null, unknown: false, tables: 0, sections: 0 },
}

async function open(path: string): Promise<ReportFolder> {
  const folder = await openReportFolder(path)
  if ('code' in folder) throw new Error(folder.message)
  return folder
}

test('remembers what it wrote, and tells when that was touched', async () => {
  const path = scratch('remembers/deep')
  const first = await open(path)
  expect(await first.write('x.json', TEXT, ENTRY, false)).toBeNull()
  expect(await first.close()).toBeNull()
  const again = await open(path)
  expect(again.entries.get('x.json')).toMatchObject(ENTRY)
  expect(await again.isIntact('x.json')).toBe(true)
  utimesSync(join(path, 'x.json'), 1, 1)
  expect(await again.isIntact('x.json')).toBe(true)
  writeFileSync(join(path, 'x.json'), TEXT.replace('{}', '[]'))
  expect(await again.isIntact('x.json')).toBe(false)
  expect(await again.isIntact('y.json')).toBe(false)
})

test('leaves nothing but reports and its own folder behind', async () => {
  const path = scratch('clean')
  const folder = await open(path)
  await folder.write('x.json', TEXT, ENTRY, false)
  await folder.close()
  expect(readdirSync(path).sort()).toEqual(['.nianbao', 'x.json'])
  expect(readdirSync(join(path, '.nianbao'))).toEqual(['manifest.json'])
})

test('does not touch the manifest when nothing was written', async () => {
  const path = scratch('still')
  const folder = await open(path)
  await folder.close()
  expect(existsSync(join(path, '.nianbao', 'manifest.json'))).toBe(false)
})

test.each([
  ['torn', '{"format":"nianbao/manifest@1","entr'],
  ['foreign', '[]'],
  ['of a later version', '{"format":"nianbao/manifest@9","entries":{}}'],
])('a manifest that is %s counts as none', async (_, text) => {
  const path = scratch(`manifest-${_}`)
  mkdirSync(join(path, '.nianbao'), { recursive: true })
  writeFileSync(join(path, '.nianbao', 'manifest.json'), text)
  expect((await open(path)).entries.size).toBe(0)
})

test('replaces reports, whole or torn, but nothing else', async () => {
  const path = scratch('foreign')
  const folder = await open(path)
  writeFileSync(join(path, 'torn.json'), TEXT.slice(0, 40))
  writeFileSync(join(path, 'empty.json'), '')
  writeFileSync(join(path, 'mine.json'), '{"mine": true}')
  mkdirSync(join(path, 'folder.json'))
  expect(await folder.write('torn.json', TEXT, ENTRY, false)).toBeNull()
  expect(await folder.write('empty.json', TEXT, ENTRY, false)).toBeNull()
  expect(await folder.write('mine.json', TEXT, ENTRY, false)).toMatchObject({ code: 'output-failed' })
  expect(readFileSync(join(path, 'mine.json'), 'utf8')).toBe('{"mine": true}')
  expect(await folder.write('folder.json', TEXT, ENTRY, false)).toMatchObject({ code: 'output-failed' })
  expect(await folder.write('mine.json', TEXT, ENTRY, true)).toBeNull()
})

test('sweeps what a killed run left, and leaves what a living one is at', async () => {
  const path = scratch('sweep')
  const state = join(path, '.nianbao')
  mkdirSync(state, { recursive: true })
  writeFileSync(join(state, '0.999999999.tmp'), 'half')
  writeFileSync(join(state, `0.${process.pid}.tmp`), 'half')
  await open(path)
  expect(readdirSync(state)).toEqual([`0.${process.pid}.tmp`])
})
