import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test, vi } from 'vitest'
import { Form } from '../../../schemas/form.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import { ROOT } from '../../support/sources.ts'

const own = Form.parse(JSON.parse(readFileSync(join(ROOT, 'docs/examples/training-form.json'), 'utf8')))
let page: typeof import('../../../review/web/forms.ts')
let labels: typeof import('../../../review/web/review/labels.ts')

beforeAll(async () => {
  // What the page's modules find in every browser.
  vi.stubGlobal('localStorage', { getItem: () => null })
  vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => {} })
  vi.stubGlobal('fetch', async (path: string) =>
    path === '/api/forms' ? Response.json([...FORMS, own]) : new Response(null, { status: 404 }),
  )
  page = await import('../../../review/web/forms.ts')
  labels = await import('../../../review/web/review/labels.ts')
  await page.loadForms()
})

test('the page knows the forms of its server, the report’s own first', () => {
  expect(page.forms.value).toEqual([...FORMS, own])
  expect(page.formsFrom('training').map(({ id }) => id)).toEqual(['training', '2019', '2021'])
  expect(page.formsFrom(null).map(({ id }) => id)).toEqual(['2019', '2021', 'training'])
})

test('fields of a form of one’s own are called what it calls them', () => {
  expect(labels.labelsOf('training.online.people', 'training')).toEqual({ row: '线上培训', column: '参训人次' })
})

test('fields of a form that the server does not know are called by their ids, facts by their names', () => {
  expect(labels.labelsOf('visits.school.count', 'visits')).toEqual({ row: 'school', column: 'count' })
  expect(labels.labelsOf('document.year', null)).toEqual({ row: '年份', column: '' })
})
