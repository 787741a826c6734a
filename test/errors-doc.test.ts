import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EXIT, PROBLEMS } from '../schemas/problem.ts'
import { ROOT } from './support/sources.ts'

/** The kinds as the page in Chinese says them, and explains once. */
const CHINESE_KINDS: Readonly<Record<string, string>> = {
  输入: 'input',
  限制: 'limit',
  页面: 'page',
  提示: 'notice',
  输出: 'output',
  服务: 'service',
}

const PAGES = ['docs/errors.md', 'docs/errors.zh.md'].map((page) => ({
  page,
  text: readFileSync(join(ROOT, page), 'utf8'),
}))

test.each(PAGES)('$page lists every problem code with its kind, and no other', ({ text }) => {
  const found = [...text.matchAll(/^\| `([a-z-]+)` +\| (\S+) +\|/gm)]
  const rows = found.map(([, code, kind]) => [code, CHINESE_KINDS[kind!] ?? kind])
  expect(Object.fromEntries(rows)).toEqual(PROBLEMS)
  expect(rows.map(([code]) => code)).toEqual([...new Set(rows.map(([code]) => code))])
})

test('the page in Chinese says how each kind is written in data', () => {
  const { text } = PAGES[1]!
  const explained = [...text.matchAll(/`([a-z]+)`（(\p{Script=Han}+)）/gu)].map(([, kind, name]) => [name, kind])
  expect(Object.fromEntries(explained)).toEqual(CHINESE_KINDS)
})

test.each(PAGES)('$page lists every exit code under its name', ({ text }) => {
  const rows = [...text.matchAll(/^\| (\d+) +\| (\w+) +\|/gm)].map(([, code, name]) => [name, Number(code)])
  expect(Object.fromEntries(rows)).toEqual(EXIT)
})
