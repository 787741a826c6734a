import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createProgram } from '../../cli/main.ts'
import { EXIT } from '../../schemas/problem.ts'
import { READER } from '../../schemas/report.ts'
import { makeScratch, run } from '../support/command.ts'

const scratch = makeScratch()

const COMMANDS = (await createProgram()).commands.map((command) => command.name())

test.each([[['--help']], ...COMMANDS.map((name) => [[name, '--help']])])(
  '%j tells what the command does, with an example',
  async (args) => {
    const { stdout, stderr, code } = await run(args)
    expect(code).toBe(EXIT.ok)
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^Usage: nianbao/)
    expect(stdout).toMatch(/^Examples:\n {2}.*\bnianbao [\w-]+\b/m)
  },
)

test('--version is the reader’s', async () => {
  expect((await run(['--version'])).stdout).toBe(`${READER.split('/')[1]}\n`)
})

test.each([
  [['extract']],
  [['extract', 'x.pdf']],
  [['extract', 'x.pdf', '--json', '--bogus']],
  [['extract', 'x.pdf', '--json', '--pages', '5-2']],
  [['extract', 'x.pdf', '--json', '--jobs', '0']],
  [['extract', 'x.pdf', '--json', '--jobs', 'all']],
  [['extract', 'x.pdf', '--json', '--review-threshold', '1.5']],
  [['extract', 'x.pdf', '--json', '--max-bytes', '12Q']],
  [['extract', 'x.pdf', '--json', '--timeout', '-1']],
  [['extract', 'x.pdf', '--json', '--form', 'none.json']],
  [['extract', 'x.pdf', '--json', '--models', 'none']],
  [['extract', 'x.pdf', '--json', '--models', 'docs']],
  [['extract', 'x.pdf', '--json', '--debug']],
  [['show']],
  [['eval']],
  [['eval', 'truths', '--by', 'mood']],
  [['submit']],
  [['submit', 'x.pdf', '--batch', '']],
  [['submit', 'x.pdf', '--redis', 'localhost']],
  [['watch']],
  [['worker', '--queues', 'pages']],
  [['worker', '--concurrency', '0']],
  [['worker', '--metrics-port', '70000']],
  [['status', '--database', 'mysql://here/x']],
  [['retry']],
  [['retry', 'x.pdf', '--all']],
  [['cancel']],
  [['export']],
  [['export', '--out', 'x', '--format', 'docx']],
  [['export', 'x.json', '--out', 'x', '--batch', 'b']],
  [['export', '--out', 'x', '--state', 'failed']],
  [['bogus\u001b[31m']],
])('%j is wrong use: one line, a hint, exit code 2', async (args) => {
  const { stdout, stderr, code } = await run(args)
  expect(code).toBe(EXIT.usage)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/^nianbao: [^\n]+\n(\(Did you mean [^\n]+\n)?\(nianbao [^\n]*--help tells more\)\n$/)
  expect(stderr).not.toContain('\u001b')
})

test('a file whose name begins with a dash is shown how to be named', async () => {
  writeFileSync(scratch('-x.txt'), '')
  const { stderr, code } = await run(['extract', '-x.txt', '--json'], { cwd: scratch('') })
  expect(code).toBe(EXIT.usage)
  expect(stderr).toMatch(/^nianbao: unknown option '-x\.txt'\n\(the file of that name: \.\/-x\.txt\)\n/)
})

test('a form that is none is refused with the place where it goes wrong', async () => {
  writeFileSync(scratch('form.json'), '{"id": 5}')
  const { stderr, code } = await run(['extract', 'x.pdf', '--json', '--form', scratch('form.json')])
  expect(code).toBe(EXIT.usage)
  expect(stderr).toContain('the file is not a form: id: ')
})
