import { expect, test } from 'vitest'
import { codeOf, FOLDERS, importsOf, productSources } from './support/sources.ts'

const sources = productSources()
const paths = new Set(sources.map((source) => source.path))

/** What each folder may import of the project, itself apart; see docs/architecture.md. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  schemas: [],
  pipeline: ['schemas'],
  engines: ['schemas', 'pipeline'],
  store: ['schemas', 'pipeline'],
  workers: ['schemas', 'pipeline', 'engines', 'store'],
  export: ['schemas', 'pipeline', 'engines', 'store'],
  review: ['schemas', 'pipeline', 'engines', 'store', 'workers', 'export'],
  cli: ['schemas', 'pipeline', 'engines', 'store', 'workers', 'export', 'review'],
  'index.ts': ['schemas', 'pipeline', 'engines', 'export'],
}

/** Folders that take no packages but these. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = { schemas: ['zod'], pipeline: [] }

function folderOf(path: string): string {
  return path.split('/')[0]!
}

test('imports point the way of the architecture, type-only ones too', () => {
  const wrong = sources.flatMap(({ path, imports }) => {
    const allowed = [folderOf(path), ...(MAY_IMPORT[folderOf(path)] ?? [])]
    return imports
      .filter((to) => paths.has(to) || FOLDERS.some((folder) => to.startsWith(`${folder}/`)))
      .filter((to) => !allowed.includes(folderOf(to)))
      .map((to) => `${path} → ${to}`)
  })
  expect(wrong).toEqual([])
})

test('schemas take zod and pipeline takes nothing from outside', () => {
  const wrong = sources.flatMap(({ path, imports }) => {
    const allowed = PACKAGES[folderOf(path)]
    const outside = imports.filter((to) => !FOLDERS.some((folder) => to.startsWith(`${folder}/`)) && !paths.has(to))
    return allowed ? outside.filter((to) => !allowed.includes(to)).map((to) => `${path} → ${to}`) : []
  })
  expect(wrong).toEqual([])
})

test('every relative import names a file that is there', () => {
  const missing = sources.flatMap(({ path, imports }) =>
    imports.filter((to) => /\.(ts|tsx)$/.test(to) && !paths.has(to)).map((to) => `${path} → ${to}`),
  )
  expect(missing).toEqual([])
})

test('no imports go in circles', () => {
  const importsByPath = new Map(sources.map((source) => [source.path, source.imports.filter((to) => paths.has(to))]))
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (path: string, trail: readonly string[]) => {
    if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
    if (done.has(path) || trail.includes(path)) return
    for (const to of importsByPath.get(path) ?? []) visit(to, [...trail, path])
    done.add(path)
  }
  for (const { path } of sources) visit(path, [])
  expect(circles).toEqual([])
})

test('files stay under 300 lines, half of them under 100', () => {
  const lengths = sources.map(({ path, text }) => [path, text.split('\n').length - 1] as const)
  expect(lengths.filter(([, length]) => length > 300)).toEqual([])
  const sorted = lengths.map(([, length]) => length).sort((a, b) => a - b)
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(100)
})

test('only the command line talks to the terminal', () => {
  const talking = sources.filter(
    ({ path, text }) => folderOf(path) !== 'cli' && /\bconsole\s*\.\s*\w+\(/.test(codeOf(text)),
  )
  expect(talking.map(({ path }) => path)).toEqual([])
})

test('the pipeline knows no clock, no chance, no environment and no network', () => {
  const impure =
    /\bDate\.now|\bnew Date\(\)|\bperformance\b|\bMath\.random|\bcrypto\b|\bprocess\b|\bglobalThis\b|\bfetch\(|\bsetTimeout\b|\bBuffer\b/
  const found = sources
    .filter(({ path }) => folderOf(path) === 'pipeline')
    .flatMap(({ path, text }) => (impure.exec(codeOf(text)) ?? []).map((what) => `${path}: ${what}`))
  expect(found).toEqual([])
})

test('every exported function of the pipeline says what it does', () => {
  const silent = sources
    .filter(({ path }) => folderOf(path) === 'pipeline')
    .flatMap(({ path, text }) => undocumented(text).map((name) => `${path}: ${name}`))
  expect(silent).toEqual([])
})

function undocumented(text: string): readonly string[] {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    const name = /^export (?:async )?function\*? (\w+)/.exec(line)?.[1]
    return name && !lines[index - 1]?.trimEnd().endsWith('*/') ? [name] : []
  })
}

test('the rules above see what they should', () => {
  expect(
    importsOf("import type { A } from './a.ts'\nexport * from './b.ts'\nconst c = await import('./c.ts')\nimport 'd'"),
  ).toEqual(['./a.ts', './b.ts', './c.ts', 'd'])
  expect(undocumented('export function bare() {}\n/** Says. */\nexport function told() {}')).toEqual(['bare'])
  expect(codeOf("// console.log('x')\nreal() /* Date.now */ + 'Math.random'")).not.toMatch(/console|Date|Math/)
  expect(sources.length).toBeGreaterThan(50)
})
