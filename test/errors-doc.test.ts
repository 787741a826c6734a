import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EXIT, PROBLEMS } from '../schemas/problem.ts'
import { ROOT } from './support/sources.ts'

const text = readFileSync(join(ROOT, 'docs', 'errors.md'), 'utf8')

test('docs/errors.md lists every problem code with its kind, and no other', () => {
  const rows = [...text.matchAll(/^\| `([a-z-]+)` +\| (\w+) +\|/gm)].map(([, code, kind]) => [code, kind])
  expect(Object.fromEntries(rows)).toEqual(PROBLEMS)
  expect(rows.map(([code]) => code)).toEqual([...new Set(rows.map(([code]) => code))])
})

test('docs/errors.md lists every exit code under its name', () => {
  const rows = [...text.matchAll(/^\| (\d+) +\| (\w+) +\|/gm)].map(([, code, name]) => [name, Number(code)])
  expect(Object.fromEntries(rows)).toEqual(EXIT)
})
