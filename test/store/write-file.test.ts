import { readFileSync } from 'node:fs'
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
