import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import { beforeAll, describe, expect, test } from 'vitest'
import { EXIT } from '../../schemas/problem.ts'
import { makeScratch, run } from '../support/command.ts'
import { ROOT } from '../support/sources.ts'

const scratch = makeScratch()
const LAUNCHER = join(ROOT, 'cli', 'nianbao.js')
const SAMPLE = join(ROOT, 'samples', 'text', 'tabs-lost-cells.txt')
const ESCAPE = '\u001b'

/** What util-linux's script shows of a command on a terminal of 40 columns. */
function onTerminal(args: readonly string[], env: NodeJS.ProcessEnv): string {
  const command = `stty cols 40 rows 50; "${process.execPath}" "${LAUNCHER}" ${args.map((arg) => `'${arg}'`).join(' ')}`
  // A machine for continuous integration says so in CI, by which Node knows that nobody sees colours.
  const { NO_COLOR: _, FORCE_COLOR: __, CI: ___, ...bare } = process.env
  const { stdout, status } = spawnSync('script', ['-qec', command, '/dev/null'], {
    ...{
      env: { ...bare, TERM: 'xterm-256color', ...env },
      encoding: 'utf8',
      timeout: 100_000,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  })
  expect(status).toBe(EXIT.ok)
  return stdout.replaceAll('\r\n', '\n')
}

const installed = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false

describe.skipIf(!installed)('on a terminal', () => {
  beforeAll(async () => {
    expect((await run(['extract', SAMPLE, '--out', scratch('out'), '--quiet'])).code).toBe(EXIT.ok)
  })
  const report = scratch('out/tabs-lost-cells.json')

  test.each<[what: string, env: NodeJS.ProcessEnv, coloured: boolean]>([
    ['colours', {}, true],
    ['none with NO_COLOR', { NO_COLOR: '1' }, false],
    ['none where the terminal is dumb', { TERM: 'dumb' }, false],
    ['none with FORCE_COLOR=0', { FORCE_COLOR: '0' }, false],
  ])('show: %s', (_, env, coloured) => {
    expect(onTerminal(['show', report], env).includes(ESCAPE)).toBe(coloured)
  })

  test('show: tables fit forty columns, all but what cannot be broken', () => {
    const lines = stripVTControlCharacters(onTerminal(['show', report, '--lang', 'zh'], {})).split('\n')
    const ruled = lines.flatMap((line, index) => (line.startsWith('──') ? [index] : []))
    expect(ruled.length).toBeGreaterThan(5)
    for (const index of ruled) expect(stringWidth(lines[index]!)).toBeLessThanOrEqual(40)
  })

  test('extract: a bar that is taken away again, and plain lines where the terminal is dumb', () => {
    const args = ['extract', SAMPLE, '--out', scratch('again'), '--force', '--lang', 'zh']
    const bar = onTerminal(args, {})
    expect(bar).toContain('░')
    expect(bar.slice(bar.lastIndexOf(ESCAPE))).toMatch(/^.{4}1 份报告 · /)
    const plain = onTerminal(args, { TERM: 'dumb' })
    expect(plain).not.toContain(ESCAPE)
    expect(plain).toMatch(/^0\/1 个文件 · .* 第 1\/1 页\n1\/1 个文件.*\n1 份报告 · /)
  })
})
