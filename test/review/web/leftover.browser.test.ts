import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DocumentLine, Uploaded } from '../../../review/api/documents.ts'
import type { Task } from '../../../review/api/review.ts'
import { ROOT } from '../../support/sources.ts'
import { type Client, until } from '../server/support.ts'
import { type Real, startReal, tabTo } from './support/real.ts'
import { textNow, waitForDocument } from './support/review-page.ts'

let real: Real
let chief: Client
let page: Page
let id: string

/** Two reports in one file, of which one is read; of its items the last is left. */
beforeAll(async () => {
  real = await startReal()
  chief = await real.server.as('chief', 'admin')
  const first = readFileSync(join(ROOT, 'samples/text/tabs-lost-cells.txt'), 'utf8')
  const two = new File([`${first}\n\n${first.replaceAll('2020', '2021')}`], '两份.txt')
  id = ((await (await chief.upload([two])).json()) as Uploaded[])[0]!.document!
  await until(async () => (await line()).state === 'review', 120_000)
  const task = (await (await chief.post('/api/review/lease', { document: id })).json()) as Task
  const answers = task.items.slice(1).map(({ field, seen }) => {
    const { value, state } = task.report.fields[field]!
    return { subject: field, after: { value, state }, seen, why: 'as-read', seconds: 1 }
  })
  expect((await chief.post('/api/review/answers', { document: id, answers })).status).toBe(200)
  await chief.post('/api/review/release', { document: id })
}, 400_000)
afterAll(() => real?.stop())

const line = async () => (await (await chief.get(`/api/documents/${id}`)).json()) as DocumentLine

test('what was not read of a document whose last field is settled is told there, and settled by keyboard', async () => {
  page = await real.window('王芳', 'reviewer')
  await waitForDocument(page, id)
  expect(await textNow(page, '.leftover')).toBe('')
  await page.keyboard.press('m')
  await page.keyboard.press('Enter')
  await page.locator('.leftover', { hasText: /两份\.txt.*仍有未识别的部分（文件中有多份年报）/ }).waitFor()
  await page.keyboard.press('y')
  await page.locator('.unread').waitFor()
  await page.waitForFunction(() => document.activeElement?.matches('.unread input'))
  await page.keyboard.type('另一份单独上传')
  await tabTo(page, '已知悉，按现状使用')
  await page.keyboard.press('Enter')
  await page.locator('.unread .good', { hasText: '另一份单独上传' }).waitFor()
  // What was said of it stands in Chinese alone.
  const problems = page.locator('main.screen section:has(h2:text("识别中的问题"))')
  await expect.poll(() => problems.textContent()).toContain('只读了一份，请拆分')
  expect(await problems.textContent()).not.toMatch(/[A-Za-z]{3}/)
}, 400_000)

test('pages that were not read are read again from the list, where somebody may order that', async () => {
  await real.server.store.db.run((k) =>
    k.updateTable('page_readings').set({ code: 'page-timeout' }).where('document', '=', id).execute(),
  )
  await page.goto(`${real.server.url}/#/documents`)
  await page.reload()
  await page.locator('table.documents td.name a').waitFor()
  expect(await page.getByRole('button', { name: /重新识别/ }).count()).toBe(0)
  const admin = await real.window('林管理', 'admin')
  await admin.goto(`${real.server.url}/#/documents`)
  const button = admin.getByRole('button', { name: '重新识别未识别的页：两份.txt' })
  await button.waitFor()
  await expect.poll(() => button.textContent()).toBe('重新识别未识别的页')
  await button.press('Enter')
  await button.waitFor({ state: 'detached' })
  await until(async () => (await line()).state === 'review', 120_000)
  expect(await line()).toMatchObject({ open: 0, unread: true, acknowledged: null, unreadPages: [] })
}, 400_000)

test('whoever may only look has no review to go to: links into it lead to the document', async () => {
  const viewer = await real.window('看客', 'viewer')
  await viewer.locator('table.documents').waitFor()
  await expect.poll(() => viewer.locator('header nav a').allTextContents()).toEqual(['文档', '统计'])
  await viewer.goto(`${real.server.url}/#/review/${id}`)
  await viewer.locator('h1', { hasText: '政府信息公开' }).waitFor()
  await expect.poll(() => new URL(viewer.url()).hash).toBe(`#/documents/${id}`)
  await viewer.goto(`${real.server.url}/#/dashboard`)
  await viewer.locator('.queue dt').first().waitFor()
  expect(await viewer.locator('.queue dt').allTextContents()).not.toContain('我今日核对')
}, 400_000)
