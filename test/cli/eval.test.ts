import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type Accuracy, sharesOf } from '../../pipeline/eval/accuracy.ts'
import { EXIT } from '../../schemas/problem.ts'
import { makeScratch, run } from '../support/command.ts'
import { ROOT } from '../support/sources.ts'

const scratch = makeScratch()
const truths = scratch('truths')
const reports = scratch('reports')
const SCORER = join(ROOT, '..', 'shared', 'score.mjs')

/** Labelled documents with every kind of mistake, drawn from a fixed sequence: three levels, one without a report. */
function writeDocuments(): void {
  for (const folder of [truths, reports]) mkdirSync(folder)
  let seed = 7
  const draw = (most: number) => {
    seed = (seed * 48271) % 2147483647
    return seed % most
  }
  const states = ['number', 'blank', 'dash', 'text', 'missing', 'unreadable']
  const values = [0, 0, 3, 12, 82.58, null, null, '不 涉及', '不涉及', '１２件']
  for (let at = 0; at < 9; at++) {
    const fields: Record<string, unknown> = {}
    const read: Record<string, unknown> = {}
    for (let f = 0; f < 60; f++) {
      const value = values[draw(values.length)]!
      const state = typeof value === 'number' ? 'number' : value === null ? states[1 + draw(2)] : 'text'
      fields[`t.r${f}.c`] = { value, state, raw: `${value ?? ''}`, ...(draw(12) === 0 ? { accept: [0, null] } : {}) }
      if (draw(40) === 0) continue
      const wrong = draw(15) === 0
      const found = { value: wrong ? values[draw(values.length)] : value, state: wrong ? states[draw(6)] : state }
      read[`t.r${f}.c`] = { ...found, raw: '', confidence: draw(1001) / 1000, review: draw(9) === 0, reasons: [] }
    }
    const facts = { organization: at % 2 ? '青禾县财政局' : null, year: 2020, signedOn: '2021-01-02' }
    const truth = { ...facts, level: ['scan', 'fax', 'photo'][at % 3], traits: at % 2 ? ['half'] : [], fields }
    writeFileSync(join(truths, `d${at}.truth.json`), JSON.stringify(truth))
    const report = {
      fields: { ...read, 'document.year': { value: 2020, state: 'number', confidence: 1, review: false } },
    }
    if (at !== 4) writeFileSync(join(reports, `d${at}.json`), JSON.stringify(report))
  }
}
beforeAll(writeDocuments)

test('a missing report is one line and exit code 3, and counts', async () => {
  const { code, stdout, stderr } = await run(['eval', truths, reports])
  expect(code).toBe(EXIT.input)
  expect(stderr).toMatch(/^nianbao: \S+d4\.json: does not exist; check the path \[file-missing\]\n$/)
  expect(stdout.split('\n').at(-2)).toMatch(/^all +9 +1 +\d+ /)
})

test('lists wrong fields, silent ones first, with what is printed and what was read', async () => {
  const { stdout } = await run(['eval', truths, reports, '--wrong', '4'])
  const listed = stdout.split('\n').filter((line) => /^(SILENT|review) {2}/.test(line))
  expect(listed).toHaveLength(4)
  expect(listed[0]).toMatch(
    /^SILENT {2}d\d {2}\S+ {2}printed .*(read .* \(\w+\), confidence [\d.]+|not in the report)$/,
  )
})

test('reports nobody has a truth for are left aside with a line', async () => {
  const more = scratch('more')
  mkdirSync(more)
  for (const name of ['x.json', 'y.json']) writeFileSync(join(more, name), '{"fields":{}}')
  writeFileSync(join(more, 'x.truth.json'), '{"fields":{"a":{"value":1,"state":"number"}}}')
  const { code, stderr } = await run(['eval', more, more])
  expect(code).toBe(EXIT.ok)
  expect(stderr).toMatch(/^nianbao: [^\n]* 1 report without a truth left aside, such as y\.json\n$/)
})

test.each([
  ['a truth that is not JSON', 'x.truth.json', '{"fie', 'is not JSON', 'file-type-unknown'],
  [
    'a truth of another shape',
    'x.truth.json',
    '{"fields":{"a":{"value":[]}}}',
    'is not a truth: fields.a.',
    'file-type-unknown',
  ],
  ['a folder without truths', 'x.json', '{}', 'holds no NAME.truth.json', 'file-missing'],
])('%s is one line and exit code 3', async (what, file, text, message, problem) => {
  const folder = scratch(what.replaceAll(' ', '-'))
  mkdirSync(folder)
  writeFileSync(join(folder, file), text)
  const { code, stderr } = await run(['eval', folder, reports, '--quiet'])
  expect(code).toBe(EXIT.input)
  const [line] = stderr.split('\n').filter((part) => !part.includes('left aside'))
  expect(line).toContain(message)
  expect(line).toContain(`[${problem}]`)
})

test('folders that are not there are one line and exit code 3', async () => {
  for (const args of [[scratch('none')], [truths, scratch('none')]]) {
    const ended = await run(['eval', ...args])
    expect(ended).toMatchObject({ code: EXIT.input, stdout: '' })
    expect(ended.stderr).toMatch(/^nianbao: [^\n]*\[file-missing\]\n$/)
  }
})

test('reads the documents beside the truths, with the options of extract', async () => {
  const samples = join(ROOT, 'samples', 'digital')
  const { code, stdout, stderr } = await run(['eval', samples, '--json', '--quiet', '--review-threshold', '1'])
  expect([code, stderr]).toEqual([EXIT.ok, ''])
  const { groups } = JSON.parse(stdout) as { groups: Record<string, Accuracy> }
  expect(groups.all).toMatchObject({ absent: 0, silent: 0 })
  expect(groups.all!.right).toBe(groups.all!.fields)
  expect(groups.all!.review).toBeGreaterThan(groups.all!.fields / 2)
})

// The scorer lies beside the checkout of those who maintain it.
test.skipIf(!existsSync(SCORER)).each(['level', 'name', 'none'])(
  'by %s every figure is the one of ../shared/score.mjs',
  async (by) => {
    const scored = JSON.parse(
      execFileSync('node', [SCORER, truths, reports, '--by', by, '--json'], { encoding: 'utf8' }),
    )
    const { groups } = JSON.parse((await run(['eval', truths, reports, '--by', by, '--json'])).stdout)
    expect(Object.fromEntries(Object.entries(groups).map(([key, of]) => [key, asScored(of as Accuracy)]))).toEqual(
      scored,
    )
    expect(scored.all).toMatchObject({ reports: 9, absent: 1 })
    expect(scored.all.silent).toBeGreaterThan(10)
  },
)

/** Figures as the scorer prints them. */
function asScored(accuracy: Accuracy) {
  const { reports, absent, fields, silent, ece } = accuracy
  const shares = sharesOf(accuracy)
  const percent = (share: number | null, scale = 100, digits = 2) =>
    share === null ? '-' : (scale * share).toFixed(digits)
  return {
    ...{ reports, absent, fields, silent },
    'right%': percent(shares.right),
    'telling%': percent(shares.telling),
    'state%': percent(shares.state),
    'silent‱': percent(shares.silent, 1e4, 1),
    'review%': percent(shares.review),
    'caught%': percent(shares.caught),
    'false%': percent(shares.false),
    'clean%': percent(shares.clean),
    ece: percent(ece, 1, 4),
  }
}
