import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { wholeFile } from '../../export/file.ts'

const root = mkdtempSync(join(tmpdir(), 'nianbao-file-'))
/** No system gives a process so high a number. */
const NOBODY = 99_999_999
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function opened(path: string) {
  const file = await wholeFile(path)
  if ('code' in file) throw new Error(file.message)
  return file
}

test('a file is there when it is whole, its folder made for it', async () => {
  const path = join(root, 'new', 'x.csv')
  const file = await opened(path)
  const megabyte = new Uint8Array(1024 * 1024).fill(97)
  expect(await file.write(megabyte)).toBe(true)
  expect(await file.write(new TextEncoder().encode('z'))).toBe(true)
  expect(existsSync(path)).toBe(false)
  expect(await file.end()).toBeNull()
  expect(readFileSync(path).length).toBe(1024 * 1024 + 1)
  expect(readdirSync(join(root, 'new'))).toEqual(['x.csv'])
})

test('what a killed run left of this file goes, other files stay', async () => {
  const path = join(root, 'left.csv')
  for (const name of [
    `left.csv.${NOBODY}.tmp`,
    `right.csv.${NOBODY}.tmp`,
    `left.csv.${process.pid}.tmp`,
    'left.csv.old.tmp',
  ]) {
    writeFileSync(join(root, name), '')
    utimesSync(join(root, name), 1, 1)
  }
  const file = await opened(path)
  await file.drop()
  expect(readdirSync(root).filter((name) => /^(left|right)/.test(name))).toEqual([
    'left.csv.old.tmp',
    `right.csv.${NOBODY}.tmp`,
  ])
})

test('the option that named a file is the one that is to be chosen anew', async () => {
  writeFileSync(join(root, 'plain'), '')
  expect(await wholeFile(join(root, 'plain', 'x.html'), { option: '--html' })).toMatchObject({
    code: 'output-failed',
    message: expect.stringMatching(/choose another --html$/),
  })
})

test('a file that is given up leaves what was there', async () => {
  const path = join(root, 'old.csv')
  writeFileSync(path, 'before')
  const file = await opened(path)
  await file.write(new TextEncoder().encode('after'))
  await file.drop()
  expect(readFileSync(path, 'utf8')).toBe('before')
  expect(readdirSync(root).filter((name) => name.startsWith('old'))).toEqual(['old.csv'])
})

test('a folder of that name, and a folder that cannot be made, are problems', async () => {
  mkdirSync(join(root, 'folder'))
  expect(await wholeFile(join(root, 'folder'))).toMatchObject({ code: 'output-failed' })
  expect(await wholeFile(join(root, 'old.csv', 'x.csv'))).toMatchObject({ code: 'output-failed' })
})

test('behind links it is the file that is replaced, there or not yet, and its permissions stay', async () => {
  const [real, link, dangling] = ['real.csv', 'link.csv', 'dangling.csv'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(real, 'before')
  chmodSync(real, 0o640)
  symlinkSync('real.csv', link)
  symlinkSync('later.csv', dangling)
  for (const path of [link, dangling]) {
    const file = await opened(path)
    await file.write('after')
    expect(await file.end()).toBeNull()
    expect(lstatSync(path).isSymbolicLink()).toBe(true)
  }
  expect([readFileSync(real, 'utf8'), statSync(real).mode & 0o777]).toEqual(['after', 0o640])
  expect(readFileSync(join(root, 'later.csv'), 'utf8')).toBe('after')
})

test.skipIf(process.platform === 'win32')('a pipe takes the bytes and stays a pipe', async () => {
  const pipe = join(root, 'pipe')
  execFileSync('mkfifo', [pipe])
  const reader = spawn('cat', [pipe])
  let got = ''
  reader.stdout.on('data', (text) => {
    got += text
  })
  const ended = new Promise((settle) => reader.on('close', settle))
  const file = await opened(pipe)
  await file.write('through')
  expect(await file.end()).toBeNull()
  await ended
  expect(got).toBe('through')
  expect(lstatSync(pipe).isFIFO()).toBe(true)
})

test('an input and a report are not replaced; lines of reports may be by lines', async () => {
  const [report, lines, input] = ['r.json', 'r.jsonl', 'in.csv'].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ]
  writeFileSync(report, '{\n  "format": "nianbao/report@1"}')
  writeFileSync(lines, '{"format":"nianbao/report@1"}\n')
  writeFileSync(input, 'x')
  symlinkSync(input, join(root, 'in-link.csv'))
  expect(await wholeFile(report)).toMatchObject({ code: 'output-failed' })
  expect(await wholeFile(report, { reportLines: true })).toMatchObject({ code: 'output-failed' })
  expect(await wholeFile(lines)).toMatchObject({ code: 'output-failed' })
  expect(await wholeFile(join(root, 'in-link.csv'), { inputs: [input] })).toMatchObject({ code: 'output-failed' })
  const file = await wholeFile(lines, { reportLines: true })
  expect('code' in file).toBe(false)
  if (!('code' in file)) await file.drop()
})
