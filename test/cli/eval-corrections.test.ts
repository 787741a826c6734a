import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { readDocument } from '../../engines/source/read.ts'
import { truthOf } from '../../pipeline/correct/truth-of.ts'
import { assemble } from '../../pipeline/report/assemble.ts'
import type { Correction } from '../../schemas/correction.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import type { PageReading } from '../../schemas/page.ts'
import { EXIT } from '../../schemas/problem.ts'
import type { Report } from '../../schemas/report.ts'
import { makeScratch, run } from '../support/command.ts'
import { ROOT } from '../support/sources.ts'

const scratch = makeScratch()
const folder = scratch('labelled')
const SAMPLE = join(ROOT, 'samples', 'digital', 'wrong-sum.pdf')
const bytes = readFileSync(SAMPLE)
const source = { name: 'wrong-sum.pdf', sha256: createHash('sha256').update(bytes).digest('hex'), pages: 0 }
let readings: readonly PageReading[] = []
let words: Correction[] = []

function reportWith(corrections: readonly Correction[]): Report {
  return assemble(readings, { source: { ...source, pages: readings.length }, forms: FORMS, corrections })
}

// One word says that a figure stands as it was read, the other one that it does not.
beforeAll(async () => {
  const reading = await readDocument(new Uint8Array(bytes), source.name)
  if ('code' in reading) throw new Error(reading.message)
  readings = reading.readings
  const suspect = reportWith([]).review.fields[0]!
  const say = (subject: string, value: number): Correction => ({
    ...{ id: subject, document: source.sha256, subject, before: null, who: '季宁', why: '', at: 1 },
    after: { value, state: 'number' },
  })
  words = [say('requests.carriedIn.total', 14), say(suspect, 98_765)]
  const line = { document: source.sha256, name: source.name, truth: truthOf(reportWith(words), words) }
  mkdirSync(folder)
  // Under another name: a line finds its document by the content.
  copyFileSync(SAMPLE, join(folder, 'kept.pdf'))
  writeFileSync(join(folder, 'truths.jsonl'), `${JSON.stringify(line)}\n`)
})

test('eval judges the fields that people settled, and these alone', async () => {
  expect(reportWith([]).fields['requests.carriedIn.total']).toMatchObject({ value: 14, review: false })
  const { code, stdout } = await run(['eval', folder, '--json', '--wrong', '9', '--quiet'])
  expect(code).toBe(EXIT.ok)
  const { groups, wrong } = JSON.parse(stdout)
  expect(groups.digital).toMatchObject({ reports: 1, fields: 2, right: 1, silent: 0, caught: 1, clean: 0 })
  expect(wrong.map(({ field, printed }: never) => [field, printed])).toEqual([
    [words[1]!.subject, { value: 98_765, state: 'number' }],
  ])
})

test('a truth of its own counts before a line, and a line that says nothing is told', async () => {
  const mixed = scratch('mixed')
  const reports = scratch('reports')
  for (const path of [mixed, reports]) mkdirSync(path)
  const line = readFileSync(join(folder, 'truths.jsonl'), 'utf8')
  writeFileSync(
    join(mixed, 'truths.jsonl'),
    `${line}{"fields":{}}\n${line.replaceAll('wrong-sum', 'other')}${line.replaceAll('wrong-sum', 'other')}`,
  )
  writeFileSync(
    join(mixed, 'wrong-sum.truth.json'),
    '{"fields":{"requests.carriedIn.total":{"value":14,"state":"number"}}}',
  )
  writeFileSync(join(reports, 'wrong-sum.json'), JSON.stringify(reportWith(words)))
  const { code, stdout, stderr } = await run(['eval', mixed, reports, '--json'])
  expect(code).toBe(EXIT.input)
  expect(stderr).toMatch(/truths\.jsonl:2: is not a truth: document/)
  expect(stderr).toMatch(/truths\.jsonl:4: is another document called other/)
  expect(JSON.parse(stdout).groups.all).toMatchObject({ reports: 2, absent: 1, fields: 3, right: 1 })
})

test('the calibration learns from the cells that people settled', () => {
  // As if two readers had read the pages from pixels, so that there is something to learn.
  const scanned = readings.map((page) => ({
    ...page,
    grids: page.grids.map((grid) => ({
      ...grid,
      cells: grid.cells.map((cell) => {
        const heard =
          cell.text === '' ? [] : ['ppocr', 'tesseract'].map((reader) => ({ reader, raw: cell.text, score: 0.99 }))
        return { ...cell, mark: cell.text === '' ? 'blank' : 'characters', readings: heard }
      }),
    })),
  }))
  const kept = scratch('kept')
  mkdirSync(join(kept, basename(folder)), { recursive: true })
  writeFileSync(join(kept, basename(folder), 'kept.pages.json'), JSON.stringify(scanned))
  const calibrate = join(ROOT, 'scripts', 'calibrate.ts')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [calibrate, folder, '--readings', kept, '--wrong', '9'],
    {
      encoding: 'utf8',
    },
  )
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^logistic[^\n]*\b2 cells[^\n]*\b1 wrong/m)
  expect(stdout).toContain(words[1]!.subject)
})
