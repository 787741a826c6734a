import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { languageOf } from '../../cli/language.ts'
import { EXIT } from '../../schemas/problem.ts'
import { makeScratch, run } from '../support/command.ts'
import { ROOT } from '../support/sources.ts'

const scratch = makeScratch()

describe('the language of a run', () => {
  const cases: readonly (readonly [words: string, env: NodeJS.ProcessEnv, language: 'en' | 'zh'])[] = [
    ['show x', {}, 'en'],
    ['show x', { LANG: 'zh_CN.UTF-8' }, 'zh'],
    ['show x', { LANG: 'zh_TW.Big5' }, 'zh'],
    ['show x', { LANG: 'de_DE.UTF-8' }, 'en'],
    ['show x', { LANG: 'zh_CN.UTF-8', LC_MESSAGES: 'en_GB' }, 'en'],
    ['show x', { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
    ['show x', { LANG: '', LC_ALL: '', NIANBAO_LANG: 'zh' }, 'zh'],
    ['show x', { LANG: 'zh_CN.UTF-8', NIANBAO_LANG: 'en' }, 'en'],
    ['show x', { LANG: 'zh_CN.UTF-8', NIANBAO_LANG: '' }, 'zh'],
    ['show x --lang en', { NIANBAO_LANG: 'zh' }, 'en'],
    ['--lang zh show x', {}, 'zh'],
    ['show --lang=zh x', { LANG: 'en_US.UTF-8' }, 'zh'],
    ['show --lang zh --lang en', {}, 'en'],
    ['show -- --lang zh', {}, 'en'],
    ['show --lang fr', { LANG: 'zh_CN.UTF-8' }, 'zh'],
    ['show --lang', { LANG: 'zh_CN.UTF-8' }, 'zh'],
  ]
  test.each(cases)('%s with %j is %s', (words, env, language) => {
    expect(languageOf(words.split(' '), env, 'en-US')).toBe(language)
  })

  test('the system is asked where no variable says', () => {
    expect(languageOf([], {}, 'zh-CN')).toBe('zh')
    expect(languageOf([], { LANG: 'C' }, 'zh-CN')).toBe('en')
  })
})

/** What a language's runs gave to machines: output and exit codes, and the files that were written. */
async function machineOutput(lang: 'en' | 'zh') {
  const out = scratch(`out-${lang}`)
  const env = { NIANBAO_LANG: lang, NIANBAO_DATA: scratch(`data-${lang}`), NIANBAO_REDIS_URL: 'redis://127.0.0.1:1' }
  const texts = join(ROOT, 'samples', 'text')
  const runs: (readonly [what: string, code: number | null, stdout: string])[] = []
  const heard: string[] = []
  const keep = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(args, { env })
    // Where and when it ran is no matter of language.
    const same = stdout.replaceAll(`-${lang}`, '').replace(/"at":\d+|\d{4}-\d\d-\d\dT[\d-:]+Z/g, 'then')
    runs.push([args[0]!, code, same])
    heard.push(stderr)
  }
  await keep('extract', join(texts, 'markdown-pieces.txt'), scratch('missing.pdf'), '--out', out, '--json')
  await keep('eval', texts, out, '--json')
  await keep('check-years', out, '--json')
  await keep('submit', join(texts, 'markdown-pieces.txt'), join(ROOT, 'package.json'), '--json', '--batch', 'b')
  await keep('status', '--json')
  await keep('failed', '--json')
  await keep('user', 'list', '--json')
  const names = readdirSync(out).filter((name) => name.endsWith('.json'))
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(out, name), 'utf8')]))
  return { runs, files, heard: heard.join('') }
}

test('what machines read is the same in both languages', async () => {
  const english = await machineOutput('en')
  const chinese = await machineOutput('zh')
  expect(chinese.runs).toEqual(english.runs)
  expect(chinese.files).toEqual(english.files)
  expect(Object.keys(english.files)).toEqual(['markdown-pieces.json'])
  const codes = english.runs.map(([what, code]) => [what, code])
  expect(codes.slice(0, 4)).toEqual([
    ['extract', EXIT.input],
    ['eval', EXIT.input],
    ['check-years', EXIT.ok],
    ['submit', EXIT.service],
  ])
  for (const [what, , stdout] of english.runs)
    expect([what, what === 'failed' || stdout.length > 2]).toEqual([what, true])
  expect(english.heard).not.toMatch(/\p{Script=Han}/u)
  expect(chinese.heard).toMatch(/找不到，请检查名称和路径/)
}, 180_000)
