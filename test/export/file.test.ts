import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { wholeFile } from '../../export/file.ts'

const root = mkdtempSync(join(tmpdir(), 'nianbao-file-'))
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
