import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { beforeAll, describe, expect, type TestContext, test } from 'vitest'
import { makeScratch } from '../support/command.ts'
import { type Installed, installNode, installPackage, runNpm } from '../support/installed.ts'
import { expectExample } from '../support/library-example.ts'
import { productSources, ROOT } from '../support/sources.ts'

const scratch = makeScratch()
const app = scratch('app')
const installed = join(app, 'node_modules', 'nianbao')
const {
  dependencies,
  optionalDependencies,
  exports: entries,
  bin,
} = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
const example = join(app, 'example')
const INPUTS = ['digital/form-2019.pdf', 'text/running-vertical.txt'].map((name) => join(ROOT, 'samples', name))

/** Of a test: machines with two cores read slowly beside other tests. */
const PATIENCE_MS = 180_000

let packed: Installed
const nodes: Record<string, string | null> = { 24: process.execPath }
let asCheckedOut: readonly unknown[] = []
beforeAll(async () => {
  packed = await installPackage(app)
  nodes['22'] = packed.npm && (await installNode(22, scratch('node22')))
  const lines = run(join(ROOT, bin.nianbao), 'extract', ...INPUTS, '--json', '--quiet', '--jobs', '1')
  asCheckedOut = lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  copyFileSync(join(ROOT, 'docs', 'examples', 'library.ts'), join(app, 'library.ts'))
  compile('library.ts', '--module', 'nodenext', '--types', 'node', '--outDir', example)
}, 400_000)

function runNode(node: string, ...args: string[]): string {
  return execFileSync(node, args, { cwd: app, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

function run(...args: string[]): string {
  return runNode(process.execPath, ...args)
}

function orSkip<T>(found: T | null | undefined, context: TestContext): T {
  return found ?? context.skip('no registry to install it from')
}

test('npm installs it without a complaint, and no runtime, compiler or tool of ours comes with it', (context) => {
  const npm = orSkip(packed.npm, context)
  const complaints = npm.told
    .split('\n')
    .filter((line) => line !== '' && !/^npm (warn|WARN) Unknown \w+ config/.test(line))
  expect(complaints).toEqual([])
  const brought = readdirSync(join(app, 'node_modules'))
  expect(
    brought.filter((name) => /^(node|node-bin-.*|typescript|vitest|vite|playwright-core|preact)$/.test(name)),
  ).toEqual([])
  const path = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`
  const version = execFileSync(join(app, 'node_modules', '.bin', 'nianbao'), ['--version'], { env: { PATH: path } })
  expect(version.toString()).toMatch(/^\d+\.\d+\.\d+\n$/)
})

describe.each(['24', '22'])('with Node %s', { timeout: PATIENCE_MS }, (major) => {
  const nianbao = join(installed, bin.nianbao)
  const node = (context: TestContext) => orSkip(nodes[major], context)

  test('a PDF and a text are read as the checkout reads them, shown and exported', (context) => {
    const folder = scratch(`reports-${major}`)
    runNode(node(context), nianbao, 'extract', ...INPUTS, '--out', folder, '--quiet', '--jobs', '1')
    const names = ['form-2019.json', 'running-vertical.json']
    expect(names.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))).toEqual(asCheckedOut)
    const shown = runNode(node(context), nianbao, 'show', join(folder, names[0]!))
    expect(shown).toContain('收到和处理政府信息公开申请情况')
    const csv = runNode(node(context), nianbao, 'export', '--format', 'csv', folder, '--quiet')
    expect(csv.trimEnd().split('\n')).toHaveLength(3)
  })

  test('the reviewers’ page is served, and ends when it is told to', async (context) => {
    const server = spawn(node(context), [nianbao, 'serve', '--port', '0', '--data', scratch(`data-${major}`)], {
      cwd: app,
    })
    let [told, printed] = ['', '']
    server.stderr.on('data', (text) => {
      told += text
    })
    server.stdout.on('data', (text) => {
      printed += text
    })
    const ended = once(server, 'exit')
    while (!printed.includes('\n') && server.exitCode === null) await Promise.race([once(server.stdout, 'data'), ended])
    const link = new URL(printed.trim() || `http://nothing.invalid/${told}`)
    const entered = await fetch(link, { redirect: 'manual' })
    const cookie = entered.headers.getSetCookie()[0]!.split(';', 1)[0]!
    const page = await fetch(link.origin, { headers: { cookie } })
    expect(await page.text()).toMatch(/<script[^>]* src="/)
    server.kill('SIGTERM')
    expect(await ended, told).toEqual([0, null])
  })

  test('the library runs the example of its guide', (context) => {
    expectExample(node(context), join(example, 'library.js'))
  })
})

const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc')

/** Compiles programs in the app, and checks all declarations that they lead to; throws what the compiler complains of. */
function compile(program: string, ...options: readonly string[]): void {
  const typeRoots = ['--typeRoots', join(ROOT, 'node_modules', '@types')]
  expect(run(TSC, '--ignoreConfig', '--strict', '--target', 'es2024', ...typeRoots, ...options, program)).toBe('')
}

test('its types check as bundlers resolve them too, without types of Node', () => {
  const program = `import { assemble, FORMS, type Report } from 'nianbao'
export const reportOf = (source: Report['source']): Report => assemble([], { source, forms: FORMS })
`
  writeFileSync(join(app, 'bare.ts'), program)
  compile('bare.ts', '--module', 'esnext', '--moduleResolution', 'bundler', '--types', '', '--noEmit')
})

test('programs that require it get it too', () => {
  expect(run('--input-type=commonjs', '-e', "process.stdout.write(typeof require('nianbao').assemble)")).toBe(
    'function',
  )
})

test('the package holds what it names, and neither sources nor tests nor samples; it is small', () => {
  for (const path of [entries['.'].types, entries['.'].default, bin.nianbao, 'LICENSE', 'NOTICE', 'docs/errors.md']) {
    expect(existsSync(join(installed, path)), path).toBe(true)
  }
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !/node_modules/.test(path),
  )
  expect(files.filter((path) => /(?<!\.d)\.tsx?$|^test|^samples|^bench|^scripts|\.map$|\.tgz$/.test(path))).toEqual([])
  expect(statSync(packed.archive).size).toBeLessThan(2 * 1024 ** 2)
})

test('what its page bundles is named with its licence', () => {
  const notice = readFileSync(join(installed, 'NOTICE'), 'utf8')
  const bundled = productSources()
    .filter(({ path }) => path.startsWith('review/web/') && !path.endsWith('/build.ts'))
    .flatMap(({ imports }) => imports)
    .filter((to) => /^(@[\w-]+\/)?[a-z]/.test(to) && !/^[\w-]+\/.*\.(tsx?|js|json|css)$/.test(to))
    .map(packageOf)
  expect(bundled.length).toBeGreaterThan(10)
  expect([...new Set(bundled)].filter((name) => !notice.toLowerCase().includes(name))).toEqual([])
})

test('npm would publish it as it is', async (context) => {
  orSkip(packed.npm, context)
  const { told } = await runNpm(['publish', '--dry-run', packed.archive], app)
  expect(
    told.split('\n').filter((line) => /^npm (warn|error)/i.test(line) && !/Unknown \w+ config|logged in/.test(line)),
  ).toEqual([])
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
  expect([...new Set([...imported, ...resolved])].sort()).toEqual(
    Object.keys({ ...dependencies, ...optionalDependencies }).sort(),
  )
})

function packageOf(to: string): string {
  return to
    .split('/')
    .slice(0, to.startsWith('@') ? 2 : 1)
    .join('/')
}

const LANGUAGES = ['@tesseract.js-data/chi_sim', '@tesseract.js-data/eng']
