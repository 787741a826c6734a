import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FORMS } from '../../schemas/forms/index.ts'
import { Report } from '../../schemas/report.ts'
import type { RunSettings } from '../../workers/protocol.ts'
import { readInput } from '../../workers/read-input.ts'
import { tallyOf } from '../../workers/tally.ts'
import { ROOT } from '../support/sources.ts'

const SETTINGS: RunSettings = { forms: FORMS, maxPages: 500, maxBytes: 1e8, indented: true, compact: true }
const FILE = Buffer.from(join(ROOT, 'samples', 'digital', 'wrong-sum.pdf'))

test('a report comes as indented and as compact text, both as the schema has it', async () => {
  const task = { path: FILE, bytes: null, name: 'wrong-sum.pdf', unchangedIf: null }
  const outcome = await readInput(task, SETTINGS, () => {})
  if (outcome.kind !== 'report') throw new Error(outcome.kind)
  expect(outcome.indented).toMatch(/^\{\n {2}"format": "nianbao\/report@1",\n[\s\S]*\n\}\n$/)
  expect(outcome.compact.trimEnd()).not.toContain('\n')
  const report = Report.strict().parse(JSON.parse(outcome.indented))
  expect(JSON.parse(outcome.compact)).toEqual(JSON.parse(outcome.indented))
  expect(outcome.tally).toEqual(tallyOf(report))
  expect(outcome.tally).toMatchObject({ review: 1, needed: true, unread: null, unknown: false })
  expect(readFileSync(FILE).length).toBeGreaterThan(0)
})

test('the tally counts what was left unread, but not warnings and notices', async () => {
  const task = { path: null, bytes: Buffer.from('政府信息公开工作年度报告'), name: 'x.txt', unchangedIf: null }
  const outcome = await readInput(task, SETTINGS, () => {})
  if (outcome.kind !== 'report') throw new Error(outcome.kind)
  const report = Report.parse(JSON.parse(outcome.compact))
  const unread = { code: 'page-not-read', page: 2, message: 'page 2 was not read' } as const
  expect(tallyOf({ ...report, problems: [unread] })).toMatchObject({ problems: 1, unread })
  const harmless = [
    { code: 'page-decoder-warning', message: '' } as const,
    { code: 'columns-lost', message: '' } as const,
  ]
  expect(tallyOf({ ...report, problems: harmless })).toMatchObject({ problems: 2, unread: null })
})
