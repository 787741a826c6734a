import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { makeScratch } from '../support/command.ts'
import { productSources, ROOT } from '../support/sources.ts'

const scratch = makeScratch()
const app = scratch('app')
const installed = join(app, 'node_modules', 'nianbao')
const { dependencies, exports: entries, bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

function node(...args: string[]): string {
  return execFileSync(process.execPath, args, { cwd: app, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

// The package as npm would install it, with what it depends on and nothing else, so that a module it lacks is missed.
beforeAll(() => {
  mkdirSync(installed, { recursive: true })
  execFileSync('npm', ['pack', '--silent', '--pack-destination', app], { cwd: ROOT, stdio: 'pipe' })
  const [archive] = readdirSync(app).filter((name) => name.endsWith('.tgz'))
  execFileSync('tar', ['-xzf', join(app, archive!), '-C', installed, '--strip-components', '1'])
  for (const name of Object.keys(dependencies)) {
    const link = join(app, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules', name), link)
  }
  writeFileSync(join(app, 'package.json'), '{"private":true,"type":"module"}')
})

test('the installed command reads a PDF and a text dump as the checkout does', () => {
  const inputs = [
    join(ROOT, 'samples', 'digital', 'form-2019.pdf'),
    join(ROOT, 'samples', 'text', 'running-vertical.txt'),
  ]
  const packed = node(join(installed, bin.nianbao), 'extract', ...inputs, '--json', '--quiet')
  const checkout = node(join(ROOT, bin.nianbao), 'extract', ...inputs, '--json', '--quiet')
  expect(packed).toBe(checkout)
})

test('the library can be imported, and its types check', () => {
  writeFileSync(
    join(app, 'use.ts'),
    `import { readFileSync } from 'node:fs'
import { assemble, FORMS, type Report, readDocument } from 'nianbao'
const reading = await readDocument(readFileSync(process.argv[2]!), 'x.pdf')
if ('code' in reading) throw new Error(reading.message)
const source = { name: 'x.pdf', sha256: '', pages: reading.pages }
const report: Report = assemble(reading.readings, { source, forms: FORMS, problems: reading.problems })
process.stdout.write(String(report.fields['document.year']?.value))
process.exit()
`,
  )
  expect(node('use.ts', join(ROOT, 'samples', 'digital', 'wrong-sum.pdf'))).toBe('2024')
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--types', 'node']
  const roots = ['--typeRoots', join(ROOT, 'node_modules', '@types')]
  expect(node(join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), ...options, ...roots, 'use.ts')).toBe('')
})

test('the package holds what it names, and neither sources nor tests', () => {
  for (const path of [entries['.'].types, entries['.'].default, bin.nianbao, 'docs/errors.md']) {
    expect(existsSync(join(installed, path)), path).toBe(true)
  }
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
  expect(files.filter((path) => /(?<!\.d)\.ts$|^test|^samples/.test(path))).toEqual([])
})

test('the package depends on what the product imports, no more and no less', () => {
  // The page is bundled with what it imports.
  const imported = productSources()
    .filter(({ path }) => !path.startsWith('review/web/'))
    .flatMap(({ imports }) => imports)
    .filter((to) => /^(@[\w-]+\/)?[a-z]/.test(to) && !/^(node:|[\w-]+\/.*\.(ts|js|json)$)/.test(to))
    .map(packageOf)
  // Models and language data are no modules: they are found by resolving their package's name.
  const resolved = productSources()
    .flatMap(({ text }) => [...text.matchAll(/(?:resolve|require)\([`'"]([@a-z][^`'"]*)[`'"]\)/g)])
    .flatMap(([, to = '']) => (to.startsWith('@tesseract.js-data/') ? LANGUAGES : [packageOf(to)]))
  expect([...new Set([...imported, ...resolved])].sort()).toEqual(Object.keys(dependencies).sort())
})

function packageOf(to: string): string {
  return to
    .split('/')
    .slice(0, to.startsWith('@') ? 2 : 1)
    .join('/')
}

const LANGUAGES = ['@tesseract.js-data/chi_sim', '@tesseract.js-data/eng']
