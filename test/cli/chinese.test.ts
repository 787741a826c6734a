import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { expect, test, vi } from 'vitest'

// This file hears Chinese: the language of a process is found once, when something is said first.
vi.hoisted(() => {
  process.env.NIANBAO_LANG = 'zh'
})

import { leftOutText } from '../../cli/check-years/left-out.ts'
import { reasonText, stateText } from '../../cli/code-words.ts'
import { usageLines } from '../../cli/help/usage-errors.ts'
import { problemText, storedProblemText } from '../../cli/problem-text.ts'
import { renderStatus } from '../../cli/status/render.ts'
import { troubleText } from '../../cli/watch-trouble.ts'
import { CHINESE_MESSAGES } from '../../pipeline/problems/chinese-messages.ts'
import { PROBLEMS, type ProblemCode } from '../../schemas/problem.ts'
import { REASONS, STATES } from '../../schemas/report.ts'
import type { ClusterStatus } from '../../workers/status.ts'
import { ROOT } from '../support/sources.ts'

const CHINESE = /\p{Script=Han}/u

test('every problem is a Chinese sentence, with the English message where it says more, and its code', () => {
  const codes = Object.keys(PROBLEMS) as ProblemCode[]
  for (const code of codes) {
    const text = problemText({ code, message: 'holds 7 of 9\u001b' })
    const [sentence = '', detail] = text.replace(` [${code}]`, '').split('（holds 7 of 9\\u{1b}）')
    expect(sentence).toMatch(CHINESE)
    expect(['', undefined]).toContain(detail)
    expect(text.endsWith(` [${code}]`)).toBe(true)
  }
  expect(problemText({ code: 'file-empty', message: 'is empty; fetch it again' })).toBe(
    '内容为空，请重新下载或导出 [file-empty]',
  )
  expect(problemText({ code: 'too-many-pages', message: '900 pages' })).toMatch(/^页数过多.*（900 pages） \[/)
})

test('messages without values are Chinese sentences; every one of them is said somewhere', () => {
  const sources = ['cli', 'engines', 'export', 'pipeline', 'review', 'store', 'workers'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('chinese-messages.ts'))
      .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
  )
  for (const [message, chinese] of Object.entries(CHINESE_MESSAGES)) {
    expect(problemText({ code: 'file-missing', message })).toBe(`${chinese} [file-missing]`)
    expect([message, sources.some((source) => source.includes(message))]).toEqual([message, true])
  }
})

test('a code that only another version knows is told as it is', () => {
  expect(storedProblemText('not-yet-known', 'something new')).toBe('something new [not-yet-known]')
})

test('every reason and state has its words', () => {
  for (const reason of REASONS) expect(reasonText(reason)).toMatch(CHINESE)
  for (const state of STATES) expect(stateText(state)).toMatch(CHINESE)
})

/** The texts that a source hands to a function, with something in the place of what it fills in. */
function textsIn(path: string, call: RegExp): readonly string[] {
  const source = readFileSync(join(ROOT, path), 'utf8')
  return [...source.matchAll(call)].map(([, , text]) => text!.replace(/\$\{[^}]*\}/g, 'EMFILE'))
}

test('what watching tells of is said in Chinese, whatever it is', () => {
  const call = /onTrouble\(([`'])(.*?)\1\)/g
  const texts = [...textsIn('workers/watch.ts', call), ...textsIn('workers/watch/folder.ts', call)]
  expect(texts.length).toBeGreaterThan(6)
  // A system's own message has no translation.
  expect(texts.filter((text) => !CHINESE.test(troubleText(text)))).toEqual(['EMFILE: EMFILE'])
})

test('why a report takes no part in comparisons is said in Chinese', () => {
  const call = /leftOut: ([`'])(.*?)\1/g
  const texts = [...textsIn('pipeline/years/figures.ts', call), ...textsIn('cli/check-years/stored.ts', call)]
  expect(texts.length).toBeGreaterThan(3)
  const doubts = ['agency', 'year'].flatMap((what) => [`its ${what} is in review`, `it names no ${what}`])
  expect([...texts, ...doubts].filter((text) => !CHINESE.test(leftOutText(text)))).toEqual([])
})

test.each([
  ["error: missing required argument 'inputs'", '缺少参数 inputs'],
  ["error: option '--out <dir>' argument missing", '选项 --out <dir> 后面缺少取值'],
  ["error: option '-j <n>' argument '0' is invalid. 请给出正整数。", '选项 -j <n> 的取值“0”无效：请给出正整数。'],
  [
    "error: option '--by <x>' argument 'y' is invalid. Allowed choices are a, b.",
    '选项 --by <x> 的取值“y”无效：可选：a、b',
  ],
  ["error: unknown option '--foo'\n(Did you mean --form?)", '没有选项 --foo\n（您是不是要用 --form？）'],
  [
    "error: unknown command 'exta'\n(Did you mean one of extract, eval?)",
    '没有命令 exta\n（您是不是要用 extract、eval？）',
  ],
  [
    "error: too many arguments for 'schema'. Expected 0 arguments but got 2: a, b.",
    '参数太多：应有 0 个，给了 2 个（a, b）',
  ],
])('%j', (english, chinese) => {
  expect(usageLines(english)).toBe(`nianbao: ${chinese}\n`)
})

test('what was typed cannot break the line or colour it', () => {
  expect(usageLines("error: unknown command 'a\n(x\u001b[31m'")).toBe('nianbao: 没有命令 a\\n(x\\u{1b}[31m\n')
})

test('where the work stands fits 80 columns', () => {
  const plain = (text: string) => text
  const jobs = { waiting: 12_000, active: 16, delayed: 2, prioritized: 0, 'waiting-children': 5, failed: 1 }
  const status: ClusterStatus = {
    ...{ format: 'nianbao/status@1', batch: '二〇二三', at: 0, documents: 100_000, ended: 43_984, pagesRead: 230_123 },
    states: { waiting: 56_000, running: 16, done: 40_000, review: 3_900, failed: 83, cancelled: 1 },
    rate: { seconds: 300, documentsPerMinute: 212.4, pagesPerMinute: 1103 },
    etaSeconds: 15_840,
    review: { fields: 41_000, of: 9_000_000 },
    failures: [{ code: 'pdf-damaged', count: 70 }],
    queues: { page: jobs, assemble: jobs },
    problem: null,
  }
  const lines = renderStatus(status, { flag: plain, strong: plain, faint: plain }).split('\n')
  expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(80)
  expect(lines[0]).toBe('批次 二〇二三  100,000 份文档中 43,984 份已结束')
  expect(lines).toContain('已读 230,123 页 · 212 份/分钟 · 1,103 页/分钟')
  // Figures stand under each other, whatever their state is called.
  const figures = lines.slice(4, 10).map((line) => stringWidth(/^\S+ +[\d,]+/.exec(line)![0]))
  expect(new Set(figures).size).toBe(1)
})
