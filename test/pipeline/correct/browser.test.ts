import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { closureOf } from '../../../workers/code-closure.ts'
import { ROOT } from '../../support/sources.ts'

const FOR_THE_PAGE = ['recheck', 'shift-row', 'parse-entry', 'last-words', 'table-subject']

test('what the reviewers’ page runs brings no package, no schema and little code with it', () => {
  const entries = FOR_THE_PAGE.map((name) => `pipeline/correct/${name}.ts`)
  const code = closureOf(entries, (path) => readFileSync(join(ROOT, path), 'utf8'))
  expect([...code.keys()].filter((path) => !path.startsWith('pipeline/'))).toEqual([])
  const packages = [...code.values()].flatMap(
    (text) => text.match(/^import (?!type )[^'"]*['"][^.'"][^'"]*['"]/gm) ?? [],
  )
  expect(packages).toEqual([])
  expect(code.size).toBeGreaterThan(FOR_THE_PAGE.length)
  expect([...code.values()].join('').length).toBeLessThan(80_000)
})
