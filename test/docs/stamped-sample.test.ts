import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { renderReport } from '../../cli/show/render.ts'
import { readDocument } from '../../engines/source/read.ts'
import fitted from '../../pipeline/confidence/fitted.json' with { type: 'json' }
import { ceilingOf, sigmoid } from '../../pipeline/confidence/model.ts'
import { assemble } from '../../pipeline/report/assemble.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import type { Field, Report } from '../../schemas/report.ts'
import { ROOT } from '../support/sources.ts'

// What the pages tell of one scan, which is read once for all of them.

function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

function blocks(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)].flatMap(([, kind, code]) => (kind === language ? code! : []))
}

const style = { flag: same, strong: same, faint: same, width: 120 }

function same(text: string): string {
  return text
}

async function reportOf(path: string): Promise<Report> {
  const reading = await readDocument(new Uint8Array(readFileSync(join(ROOT, path))), path)
  if ('code' in reading) throw new Error(reading.message)
  const source = { name: path, sha256: '', pages: reading.pages }
  return assemble(reading.readings, { source, forms: FORMS, problems: reading.problems })
}

/** How far a scan's boxes (points) and a reader's scores may be from those shown: their last digits depend on the processor. */
const NEAR = { box: 3, score: 0.05 }

/** Read once: it is a scan. Under no test's time limit, since other tests run beside. */
const STAMPED = await reportOf('samples/scan/stamped-wrong-sum.pdf')

test('what the README shows of a sample is what comes of it', () => {
  const readme = readText('README.md')
  const report = STAMPED
  for (const [id, { box, readings, ...shown }] of Object.entries(
    JSON.parse(blocks(readme, 'json')[0]!) as Record<string, Field>,
  )) {
    const { box: found = [], readings: heard, ...field } = report.fields[id]!
    expect(field).toEqual(shown)
    expect(box!.filter((side, i) => !(Math.abs(side - found[i]!) < NEAR.box))).toEqual([])
    expect(heard.map(({ reader, raw }) => [reader, raw])).toEqual(readings.map(({ reader, raw }) => [reader, raw]))
    expect(readings.filter(({ score }, i) => !(Math.abs(score - heard[i]!.score) < NEAR.score))).toEqual([])
  }
  const shown = renderReport(report, FORMS, style).split('\n')
  for (const line of blocks(readme, '').join('').trim().split('\n')) expect(shown).toContain(line)
  const fields = Object.keys(report.fields).length
  const passed = report.checks.filter(({ outcome }) => outcome === 'pass').length
  const all = report.checks.length
  const counts = /one of (\d+) fields; (\d+) of (\d+) checks pass/.exec(readme.replace(/\s+/g, ' '))
  expect(counts?.slice(1).map(Number)).toEqual([fields, passed, all])
  const counted = /(\d+) 个字段，(\d+) 个核对项中 (\d+) 个通过/.exec(readText('README.zh.md'))
  expect(counted?.slice(1).map(Number)).toEqual([fields, all, passed])
})

test('the worked example of docs/confidence.md is what comes of the sample, and adds up', () => {
  const page = readText('docs/confidence.md')
  const { fields } = STAMPED
  const rows = page.matchAll(/^\| `(requests[\w.]+)` *\| (\d+) *\|.*\| ([\d.]+) *\| (yes|no) *\|$/gm)
  const shown = [...rows].map(([, id, value, confidence, review]) => [id, Number(value), Number(confidence), review])
  expect(shown).toHaveLength(3)
  for (const [id, ...told] of shown) {
    const { value, confidence, review } = fields[String(id)]!
    expect([value, confidence, review ? 'yes' : 'no'], String(id)).toEqual(told)
  }
  const terms = [...page.matchAll(/^\| ([a-z ]+?) *\| ([\d.]+) *\| ([−\d.]+) *\| [−\d.]+ *\|$/gm)].map((row) => ({
    weight: fitted.weights[fitted.inputs.indexOf(row[1]!)],
    told: Number(row[3]!.replace('−', '-')),
    gives: Number(row[2]) * Number(row[3]!.replace('−', '-')),
  }))
  expect(terms.length).toBeGreaterThan(4)
  expect(terms.map(({ weight }) => weight)).toEqual(terms.map(({ told }) => told))
  const sum = terms.reduce((all, { gives }) => all + gives, 0)
  expect(page).toContain(`makes ${sum.toFixed(3)}, a probability of ${sigmoid(sum).toFixed(5)}`)
  for (const [stratum, shownAs] of [
    ['agree', '10,415'],
    ['one reader and a sum', '166'],
  ] as const) {
    const { cells } = fitted.strata[stratum]
    expect(cells.toLocaleString('en-US')).toBe(shownAs)
    expect(page).toContain(`1 − 3 ÷ ${(cells + 6).toLocaleString('en-US')} = ${ceilingOf(cells).toFixed(4)}`)
  }
})
