import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../support/sources.ts'

test('what a person does with a flagged field has one name in Chinese, the one that the page has', () => {
  const others = ['cli', 'export'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .filter((path) => readFileSync(join(ROOT, folder, path), 'utf8').includes('复核'))
      .map((path) => `${folder}/${path}`),
  )
  expect(others).toEqual([])
})
