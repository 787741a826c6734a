import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { Uploaded } from '../../../review/api/documents.ts'
import { Form } from '../../../schemas/form.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import { Report } from '../../../schemas/report.ts'
import { ROOT } from '../../support/sources.ts'
import { type Client, startTestServer, type TestServer, until } from './support.ts'

const own = Form.parse(JSON.parse(readFileSync(join(ROOT, 'docs/examples/training-form.json'), 'utf8')))
let server: TestServer
let admin: Client

beforeAll(async () => {
  server = await startTestServer({ forms: [...FORMS, own] })
  admin = await server.as('chief', 'admin')
})
afterAll(() => server.stop())

test('the forms that the server was started with are told to whoever may look, and again only when they change', async () => {
  const viewer = await server.as('lea', 'viewer')
  const told = await viewer.get('/api/forms')
  expect(z.array(Form).parse(await told.json())).toEqual([...FORMS, own])
  const again = await viewer.get('/api/forms', { 'if-none-match': told.headers.get('etag')! })
  expect(again.status).toBe(304)
  expect((await server.client().get('/api/forms')).status).toBe(401)
})

test('a document of a form of one’s own is matched with it', async () => {
  const [uploaded] = z
    .array(Uploaded)
    .parse(await (await admin.upload([join(ROOT, 'docs/examples/training-report.txt')])).json())
  const report = await until(async () => {
    const response = await admin.get(`/api/documents/${uploaded!.document}/report`)
    return response.ok ? Report.parse(await response.json()) : null
  })
  expect(report.document.form).toContain('training')
  expect(report.fields['training.online.people']).toMatchObject({ value: 540 })
})

test('the description of the API has the route', async () => {
  const description = (await (await admin.get('/api/openapi.json')).json()) as { paths: Record<string, object> }
  expect(Object.keys(description.paths['/api/forms']!)).toEqual(['get'])
})
