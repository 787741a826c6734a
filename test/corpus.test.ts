import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Field, Report } from '../schemas/report.ts'
import { extractFile } from './support/extract.ts'
import { addScores, type Score, scoreReport, type Truth } from './support/score.ts'
import { ROOT } from './support/sources.ts'

type Case = { readonly name: string; readonly path: string; readonly truth: Truth }

/** The documents of a folder that have a truth beside them. */
function casesIn(folder: string, kind: RegExp): Case[] {
  return readdirSync(folder)
    .filter((name) => kind.test(name))
    .map((name) => ({ name, path: join(folder, name), truth: truthOf(join(folder, name)) }))
}

function truthOf(path: string): Truth {
  return JSON.parse(readFileSync(path.replace(/\.\w+$/, '.truth.json'), 'utf8'))
}

async function score(cases: readonly Case[]): Promise<Score> {
  const scores: Score[] = []
  for (const { path, truth } of cases) {
    const report = await extractFile(path)
    expect(Report.safeParse(report).success).toBe(true)
    scores.push(scoreReport(truth, report))
  }
  return addScores(scores)
}

test('a score counts what is right, asked about, and silently wrong', () => {
  const field = (value: number | string | null, state: Field['state'], review = false): Field => {
    return { value, state, raw: '', confidence: 1, review, reasons: [], readings: [] }
  }
  const truth: Truth = {
    year: 2020,
    signedOn: null,
    fields: {
      right: { value: 3, state: 'number' },
      blankForDash: { value: null, state: 'dash' },
      accepted: { value: 0, state: 'number', accept: [null, 0] },
      spaced: { value: '不 涉及', state: 'text' },
      asked: { value: 4, state: 'number' },
      silent: { value: 0, state: 'number' },
      missing: { value: null, state: 'blank' },
      absent: { value: 1, state: 'number' },
    },
  }
  const fields = {
    'document.year': field(2020, 'number'),
    right: field(3, 'number', true),
    blankForDash: field(null, 'blank'),
    accepted: field(null, 'blank'),
    spaced: field('不涉及', 'text'),
    asked: field(5, 'number', true),
    silent: field(null, 'blank'),
    missing: field(null, 'missing', true),
    beyond: field(9, 'number'),
  }
  const scored = scoreReport(truth, { fields })
  expect([scored.fields, scored.right]).toEqual([9, 5])
  expect(scored.review).toEqual(['right', 'asked', 'missing'])
  expect(scored.silent).toEqual(['silent: 0 read as null', 'absent: 1 read as nothing'])
  expect(scored.wrong).toHaveLength(4)
})

describe('our own samples', () => {
  const samples = join(ROOT, 'samples')
  const digital = casesIn(join(samples, 'digital'), /\.pdf$/)

  test.each(digital.map((sample) => [sample.name, sample] as const))(
    '%s is read without a mistake',
    async (_, sample) => {
      const { wrong, review } = await score([sample])
      expect(wrong).toEqual([])
      expect(review).toEqual(sample.truth.inconsistent ?? [])
    },
  )

  const dumps = casesIn(join(samples, 'text'), /\.txt$/)

  test.each(dumps.map((sample) => [sample.name, sample] as const))(
    '%s: what its text decides is read right or asked about',
    async (_, sample) => {
      expect((await score([sample])).silent).toEqual([])
    },
  )

  test('of all that their texts decide, 98.5 % are right and 4 % in review at most', async () => {
    const { fields, right, review } = await score(dumps)
    expect(fields).toBeGreaterThan(900)
    expect(right / fields).toBeGreaterThanOrEqual(0.985)
    expect(review.length / fields).toBeLessThanOrEqual(0.04)
  })
})

const CORPUS = join(ROOT, '..', 'shared', 'corpus')

// Real filings and their truths lie beside the checkout of those who maintain it; without them this part is skipped.
describe.skipIf(!existsSync(CORPUS))('the corpus, where it is at hand (../shared/corpus)', () => {
  const cases = (folder: string, kind: RegExp) => casesIn(join(CORPUS, folder), kind)

  test('seeds: 99.5 % right, nothing silent, 2 % review', async () => {
    const { fields, right, silent, review } = await score(cases('seeds', /\.txt$/))
    expect(silent).toEqual([])
    expect(right / fields).toBeGreaterThanOrEqual(0.995)
    expect(review.length / fields).toBeLessThanOrEqual(0.02)
  })

  test('real texts: 98.5 % right, nothing silent, 4 % review', async () => {
    const { fields, right, silent, review } = await score(cases('real-text', /\.txt$/))
    expect(silent).toEqual([])
    expect(right / fields).toBeGreaterThanOrEqual(0.985)
    expect(review.length / fields).toBeLessThanOrEqual(0.04)
  })

  test('digital PDFs: all right, only cells of a real inconsistency in review', async () => {
    const digital = cases('dev', /-digital\.pdf$/)
    const { wrong, review } = await score(digital)
    expect(wrong).toEqual([])
    const inconsistent = new Set(digital.flatMap(({ truth }) => truth.inconsistent ?? []))
    expect(review.filter((id) => !inconsistent.has(id))).toEqual([])
  })
})
