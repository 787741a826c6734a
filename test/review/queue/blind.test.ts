import { expect, test } from 'vitest'
import { blindReport } from '../../../review/queue/blind.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import type { Report } from '../../../schemas/report.ts'
import { corrected, say } from '../../pipeline/correct/say.ts'
import { consistentCells, formOf } from '../../support/dump.ts'
import { ruledPages } from '../../support/ruled.ts'
import { madeReport } from './reviewed.ts'

const second = (field: string) => ({ field, kind: 'second' as const })

test('a second reader gets what was read, and no word of the first one', () => {
  const made = madeReport('a', { f: { value: 3 }, g: { value: 5 } })
  const read = { value: 3, state: 'number' as const }
  const settled = { ...made.fields.f!, value: 777, confidence: 1, corrected: true as const, read }
  const check = { rule: 'sum', outcome: 'pass' as const, left: 777, right: 777, message: '777 = 777' }
  const report: Report = {
    ...made,
    fields: { ...made.fields, f: settled },
    checks: [
      { id: 'own.1', fields: ['f', 'g'], ...check },
      { id: 'own.2', fields: ['g'], ...check, left: 5, right: 5, message: '5 = 5' },
    ],
  }
  const blind = blindReport(report, [second('f')], FORMS)
  expect(blind.fields.f).toMatchObject({ ...read, review: true })
  expect(blind.fields.g).toEqual(made.fields.g)
  expect(JSON.stringify(blind)).not.toContain('777')
  expect(blind.fields.f).not.toHaveProperty('corrected')
  expect(blind.checks.map(({ id }) => id)).toEqual(['own.2'])
})

test('equations of a known form are told as they were before the first answer', () => {
  const field = 'requests.granted.naturalPerson'
  const form = formOf('2021')
  const cells = consistentCells(form, { [field]: 7, 'requests.granted.business': 5 })
  const before = corrected(ruledPages(form, { ...cells, [field]: '8' }), [])
  const after = corrected(ruledPages(form, { ...cells, [field]: '8' }), [say(field, { value: 7, state: 'number' })])
  const failing = ({ checks }: Report) => checks.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id)
  expect(failing(before).length).toBeGreaterThan(0)
  expect(failing(after)).toEqual([])
  const blind = blindReport(after, [second(field)], FORMS)
  expect(failing(blind)).toEqual(failing(before))
  expect(blind.fields[field]).toMatchObject({ value: 8, review: true })
})

test('others get the report as it is', () => {
  const report = madeReport('a', { f: {} })
  expect(blindReport(report, [{ field: 'f', kind: 'third' }, second('none')], FORMS)).toBe(report)
})
