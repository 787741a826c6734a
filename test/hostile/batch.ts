import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EXIT } from '../../schemas/problem.ts'
import type { Report } from '../../schemas/report.ts'
import { start } from '../support/command.ts'
import { ROOT } from '../support/sources.ts'
import type { Hostile } from './case.ts'
import { complaints, type Outcome, outcomeOf, unreadCodes } from './judge.ts'
import { watchMemory } from './memory.ts'

/** The sound documents: what damaged ones are made from, and company for the hostile ones. */
export const SAMPLES: ReadonlyMap<string, string> = new Map([
  ['form-2019', join(ROOT, 'samples', 'digital', 'form-2019.pdf')],
  ['tabs-lost-cells', join(ROOT, 'samples', 'text', 'tabs-lost-cells.txt')],
])

/** Megabytes that no process of a run may hold. */
const MOST_MEMORY = 1500

/** Reads the samples by themselves. */
export async function readSamples(): Promise<ReadonlyMap<string, Report>> {
  const ended = await start(['extract', ...SAMPLES.values(), '--json', '--quiet']).ended
  const reports = linesOf(ended.stdout).map(outcomeOf)
  return new Map([...SAMPLES.keys()].map((name, i) => [name, (reports[i] as { report: Report }).report]))
}

/**
 * Runs the real command line over hostile inputs and, after them, the samples named as `company`. Gives everything that
 * is wrong about what came of it, in words: nothing where all is well.
 */
export async function wrongWith(
  inputs: readonly Hostile[],
  folder: string,
  samples: ReadonlyMap<string, Report>,
  options: readonly string[] = [],
  company: readonly string[] = [...SAMPLES.keys()],
): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true })
  const paths = inputs.map(({ name, make }) => {
    writeFileSync(join(folder, name), make())
    return join(folder, name)
  })
  const run = start([
    'extract',
    ...paths,
    ...company.map((name) => SAMPLES.get(name)!),
    '--json',
    '--quiet',
    '--jobs',
    '2',
    ...options,
  ])
  const memory = watchMemory(run.process.pid!)
  const { code, stdout, stderr } = await run.ended
  const lines = linesOf(stdout)
  const held = memory() ?? 0
  const wrong = [
    ...(held > MOST_MEMORY ? [`a process held ${Math.round(held)} MB`] : []),
    ...(lines.length === paths.length + company.length ? [] : [`${lines.length} lines for ${paths.length} inputs`]),
    ...lines.slice(paths.length).flatMap((line, i) => changed(line, samples.get(company[i]!)!)),
  ]
  const outcomes = lines.slice(0, paths.length).map(tryOutcome)
  outcomes.forEach((outcome, i) => {
    const input = inputs[i]!
    const found = typeof outcome === 'string' ? [outcome] : complaints(input, outcome, samples)
    wrong.push(...found.map((what) => `${input.name}: ${what}`))
  })
  const told = outcomes.map((outcome) => typeof outcome === 'string' || isTold(outcome))
  const expected = told.includes(true) ? EXIT.input : EXIT.ok
  if (code !== expected) wrong.push(`exit code ${code} instead of ${expected}`)
  return [...wrong, ...strayLines(stderr, paths, told)]
}

/** Standard error is one line for each input that was not read in whole, and safe to look at. */
function strayLines(stderr: string, paths: readonly string[], told: readonly boolean[]): readonly string[] {
  const lines = linesOf(stderr)
  const known = paths.filter((_, i) => told[i])
  return [
    ...lines.filter((line) => !/^nianbao: .+ \[[a-z-]+\](; see .+)?$/.test(line)).map((line) => `says "${line}"`),
    ...lines.filter((line) => /(?:Error|Exception): |\bat .+:\d+:\d+/.test(line)).map((line) => `lets out "${line}"`),
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a terminal
    ...(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.test(stderr) ? ['control characters on standard error'] : []),
    ...known
      .filter((path) => lines.filter((line) => line.startsWith(`nianbao: ${path}: `)).length !== 1)
      .map((path) => `not one line about ${path}`),
  ]
}

function isTold(outcome: Outcome): boolean {
  return 'failure' in outcome || unreadCodes(outcome.report).some((code) => code !== 'page-decoder-warning')
}

function tryOutcome(line: string): Outcome | string {
  try {
    return outcomeOf(line)
  } catch {
    return `neither a report nor a problem: ${line.slice(0, 200)}`
  }
}

function changed(line: string, sample: Report): readonly string[] {
  const outcome = tryOutcome(line)
  const same =
    typeof outcome === 'object' && 'report' in outcome && JSON.stringify(outcome.report) === JSON.stringify(sample)
  return same ? [] : [`in this company ${sample.source.name} is read otherwise than alone`]
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '')
}
