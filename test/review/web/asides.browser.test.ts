import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Uploaded } from '../../../review/api/documents.ts'
import type { Task } from '../../../review/api/review.ts'
import { ROOT } from '../../support/sources.ts'
import { type Client, until } from '../server/support.ts'
import { type Real, startReal } from './support/real.ts'
import { placeOf, textNow, waitForDocument } from './support/review-page.ts'

let real: Real
let chief: Client
let page: Page
let id: string

beforeAll(async () => {
  real = await startReal()
  chief = await real.server.as('chief', 'admin')
  const uploaded = await chief.upload([join(ROOT, 'samples/digital/wrong-sum.pdf')])
  id = ((await uploaded.json()) as Uploaded[])[0]!.document!
  await until(async () => {
    const { state } = (await (await chief.get(`/api/documents/${id}`)).json()) as { state: string }
    return state === 'review'
  }, 120_000)
}, 400_000)
afterAll(() => real?.stop())

test('a problematic item is found from the dashboard, in the list and on the document’s page, and opened at its cell', async () => {
  const task = (await (await chief.post('/api/review/lease', { document: id })).json()) as Task
  const [item] = task.items
  const put = { document: id, field: item!.field, as: 'problematic', note: '与目录不符，请决定' }
  expect((await chief.post('/api/review/aside', put)).status).toBe(200)
  await chief.post('/api/review/release', { document: id })

  page = await real.window('林管理', 'admin')
  await page.goto(`${real.server.url}/#/dashboard`)
  await page.getByRole('link', { name: '有问题 1' }).click()
  await page.getByRole('button', { name: /有问题/, pressed: true }).waitFor()
  await page.locator('table.documents .tag', { hasText: '有问题 1' }).waitFor()
  await page.locator('table.documents td.name a').click()
  const panel = page.locator('.asides')
  await panel.waitFor()
  await expect.poll(() => textNow(page, '.asides')).toContain('与目录不符，请决定')
  await expect.poll(() => textNow(page, '.asides')).toContain('chief')
  const name = (await panel.locator('a').textContent())!
  await panel.locator('a').click()
  await waitForDocument(page, id)
  await expect.poll(() => placeOf(page)).toEqual([id, item!.field])
  await expect.poll(() => textNow(page, 'main.review .right')).toContain(name.split('·').at(-1)!)
}, 400_000)

test('whoever may only look comes to the documents, and sees the original there', async () => {
  const viewer = await real.window('看客', 'viewer')
  await viewer.locator('table.documents td.name a').click()
  const original = viewer.getByText('查看原件')
  await original.click()
  const width = async () => {
    // On a busy machine the one that draws pages may be given up; whoever closes the original and opens it asks again.
    if (await viewer.locator('.original .wrong').count()) {
      await original.click()
      await viewer.locator('.original .wrong').waitFor({ state: 'detached' })
      await original.click()
    }
    return viewer.evaluate(() => document.querySelector<HTMLImageElement>('.original img')?.naturalWidth ?? 0)
  }
  await expect.poll(width, { timeout: 240_000 }).toBeGreaterThan(700)
  // The items put aside are there, but nothing to press on.
  await viewer.locator('.asides li').waitFor()
  expect(await viewer.locator('.asides a').count()).toBe(0)
  expect(await viewer.getByRole('button', { name: '删除…' }).count()).toBe(0)
}, 400_000)

test('an admin removes a document after a question, in the middle of the window', async () => {
  await page.goto(`${real.server.url}/#/documents/${id}`)
  await page.getByRole('button', { name: '删除…' }).click()
  const dialog = page.locator('dialog')
  await dialog.waitFor()
  await expect.poll(() => dialog.evaluate((one) => one.getBoundingClientRect().y)).toBeGreaterThan(60)
  await dialog.getByRole('button', { name: '彻底删除' }).click()
  await page.getByText('没有文档').waitFor()
  expect((await chief.get(`/api/documents/${id}`)).status).toBe(404)
}, 400_000)
