import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importsOf, ROOT } from '../../support/sources.ts'

const WEB = join(ROOT, 'review/web')
const sources = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  .filter((name) => !name.startsWith('dist') && /\.(ts|tsx|html|css)$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(WEB, name), 'utf8') }))

test('nothing becomes HTML but what the page itself is made of, and nothing runs or is styled inline', () => {
  const forbidden =
    /dangerouslySetInnerHTML|\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function|\sstyle=|\son\w+="|javascript:/
  expect(sources.length).toBeGreaterThan(50)
  expect(sources.filter(({ text }) => forbidden.test(text)).map(({ name }) => name)).toEqual([])
})

test('the page takes no packages but preact and its signals, and nothing of the server but types', () => {
  const wrong = sources.flatMap(({ name, text }) =>
    name === 'build.ts'
      ? []
      : importsOf(text)
          .filter((to) => !to.startsWith('.') && !/^(?:preact(?:\/hooks)?|@preact\/signals)$/.test(to))
          .map((to) => `${name} → ${to}`),
  )
  expect(wrong).toEqual([])
  const values = sources.flatMap(({ name, text }) =>
    [...text.matchAll(/^import (?!type )[^'\n]*'([^']*\/(?:store|engines|workers|review\/server)\/[^']*)'/gm)].map(
      (match) => `${name} → ${match[1]}`,
    ),
  )
  expect(values).toEqual([])
})

test('a file of the page is one concept', () => {
  const long = sources.filter(
    ({ name, text }) => /\.tsx?$/.test(name) && !name.startsWith('text/') && text.split('\n').length > 251,
  )
  expect(long.map(({ name }) => name)).toEqual([])
})
