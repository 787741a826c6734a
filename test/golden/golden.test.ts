import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../../schemas/report.ts'
import { extractFile } from '../support/extract.ts'
import { ROOT } from '../support/sources.ts'

const SAMPLES = join(ROOT, 'samples')
const UPDATE = process.env.UPDATE_GOLDEN === '1'

type Entry = { readonly name: string; readonly file: string }

const manifest: readonly Entry[] = JSON.parse(readFileSync(join(SAMPLES, 'manifest.json'), 'utf8'))

/**
 * What a report says, without what every better threshold changes: values, states, reviews and their reasons, checks.
 * One line for each row of fields, so that a difference reads as one.
 */
function gist(report: Report): string {
  const rows = new Map<string, string[]>()
  for (const [id, { value, state, review, reasons, suggestion }] of Object.entries(report.fields)) {
    const row = id.slice(0, id.lastIndexOf('.'))
    const flags = [
      ...(review ? [`review: ${reasons.join(', ')}`] : []),
      ...(suggestion !== undefined ? [`perhaps ${suggestion}`] : []),
    ]
    const shown = state === 'number' || state === 'text' ? JSON.stringify(value) : state
    const field = `${id.slice(row.length + 1)} ${shown}${flags.length > 0 ? ` (${flags.join('; ')})` : ''}`
    rows.set(row, [...(rows.get(row) ?? []), field])
  }
  const checks = report.checks.map(({ id, outcome, verdict, suspects }) =>
    [id, outcome, ...(verdict ? [verdict, ...(suspects ?? [])] : [])].join(' '),
  )
  const passed = checks.filter((check) => check.endsWith(' pass')).length
  const lines = {
    document: `${report.document.kind}, form ${report.document.form}, ${report.document.title}`,
    fields: Object.fromEntries([...rows].map(([row, fields]) => [row, fields.join(' | ')])),
    checks: [`${passed} pass`, ...checks.filter((check) => !check.endsWith(' pass'))],
    tables: report.tables.map((table) => `${table.rows} × ${table.columns} ${table.form ?? 'unknown'}`),
    statements: report.statements.map(({ what, value, unit }) => `${what} ${value} ${unit}`),
    sections: report.sections.map(({ heading }) => heading),
    problems: report.problems.map(({ code }) => code),
  }
  return `${JSON.stringify(lines, null, 1)}\n`
}

// Regenerate with UPDATE_GOLDEN=1 npx vitest run test/golden, and read the difference before committing it.
test.each(manifest.map(({ name, file }) => [name, file] as const))('%s says what it said', async (name, file) => {
  const now = gist(await extractFile(join(SAMPLES, file)))
  const golden = join(import.meta.dirname, `${name}.json`)
  if (UPDATE) writeFileSync(golden, now)
  expect(existsSync(golden), `${name}.json is missing; make it with UPDATE_GOLDEN=1`).toBe(true)
  expect(now).toBe(readFileSync(golden, 'utf8'))
})
