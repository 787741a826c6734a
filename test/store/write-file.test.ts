import { chmodSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder, writeWhole } from '../../store/write-file.ts'
import { makeScratch } from '../support/command.ts'

const scratch = makeScratch()

test('several that make the same folders at the same time all find them made', async () => {
  for (let round = 0; round < 100; round++) {
    const folder = scratch(`${round}/a/b/c`)
    await Promise.all(Array.from({ length: 8 }, () => makeFolder(folder)))
  }
})

test('writes bytes as they are', async () => {
  const folder = scratch('bytes')
  await makeFolder(folder)
  await writeWhole(join(folder, 'x'), new Uint8Array([0, 255, 13, 10]), folder, 'me')
  expect([...readFileSync(join(folder, 'x'))]).toEqual([0, 255, 13, 10])
})

test('a link stays, and what it points at is replaced with its permissions', async () => {
  const folder = scratch('linked')
  await makeFolder(folder)
  const [path, link] = [join(folder, 'x'), join(folder, 'link')]
  await writeWhole(path, 'before', folder)
  chmodSync(path, 0o600)
  symlinkSync('x', link)
  await writeWhole(link, 'after', folder)
  expect(lstatSync(link).isSymbolicLink()).toBe(true)
  expect([readFileSync(path, 'utf8'), statSync(path).mode & 0o777]).toEqual(['after', 0o600])
})
