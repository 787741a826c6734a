import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../support/sources.ts'

// The page's own list is looked at as text: its module asks for a browser.
const CAPS = new Set(
  [
    ...readFileSync(join(ROOT, 'review', 'web', 'review', 'keys.ts'), 'utf8').matchAll(/keys: \['([^']+)'.*?act:/gs),
  ].flatMap(([line, first]) => (/cap: '([^']+)'/.exec(line)?.[1] ?? first!).split(' ')),
)

test.each(['reviewer.md', 'reviewer.zh.md'])('docs/tutorials/%s names keys that the page has', (name) => {
  const page = readFileSync(join(ROOT, 'docs', 'tutorials', name), 'utf8')
  const rows = [...page.matchAll(/^\| ([^|]+?) +\| [^|]+\|$/gm)].map(([, cell]) => cell!)
  const named = rows.slice(1).flatMap((cell) => cell.match(/[A-Z]\w*|\?/g) ?? [])
  expect(named.length).toBeGreaterThan(12)
  expect(named.filter((key) => !CAPS.has(key))).toEqual([])
})
