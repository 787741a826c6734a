import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Uploaded } from '../../../review/api/documents.ts'
import type { Task } from '../../../review/api/review.ts'
import { ROOT } from '../../support/sources.ts'
import { type Client, until } from '../server/support.ts'
import { type Real, startReal, tabTo } from './support/real.ts'
import { focused, textNow } from './support/review-page.ts'

const first = readFileSync(join(ROOT, 'samples/text/tabs-lost-cells.txt'), 'utf8')
let real: Real
let chief: Client
let page: Page

beforeAll(async () => {
  real = await startReal()
  chief = await real.server.as('chief', 'admin')
  page = await real.window('林管理', 'admin')
  await page.goto(`${real.server.url}/#/documents`)
  await page.getByText('没有文档').waitFor()
}, 400_000)
afterAll(() => real?.stop())

async function handIn(file: string | File): Promise<string> {
  const [uploaded] = (await (await chief.upload([file])).json()) as Uploaded[]
  return uploaded!.document!
}

const row = (name: string) => page.getByRole('row', { name })

test('whoever has nothing to do is given what comes, without asking', async () => {
  const reviewer = await real.window('王芳', 'reviewer')
  await reviewer.getByText('没有待核对的项目').waitFor()
  await handIn(join(ROOT, 'samples/text/tabs-lost-cells.txt'))
  await reviewer.locator('[aria-selected=true]').waitFor({ timeout: 120_000 })
}, 400_000)

test('downloads are offered by role, and found by keyboard', async () => {
  await tabTo(page, '下载…')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: '下载' })
  await dialog.getByText('1 份报告').waitFor()
  await expect.poll(() => focused(page)).toContain('Excel')
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 120_000 }),
    page.keyboard.press('Enter'),
  ])
  expect(download.suggestedFilename()).toBe('reports.xlsx')
  await dialog.getByText(/^已开始：/).waitFor()
  const offered = (window: Page) => window.getByRole('dialog').getByRole('link').allTextContents()
  await expect.poll(() => offered(page)).toContain('操作记录')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await tabTo(page, '下载…') // which has the focus again
  const viewer = await real.window('看客', 'viewer')
  await viewer.goto(`${real.server.url}/#/documents`)
  await viewer.getByRole('button', { name: '下载…' }).click()
  await viewer.getByRole('link', { name: '可检索的 PDF' }).waitFor()
  expect(await offered(viewer)).not.toContain('操作记录')
  // Nor may those who only look upload, order, or take anything as it is.
  await viewer.locator('table.documents tbody tr').waitFor()
  expect(await viewer.locator('.upload, .orders button').count()).toBe(0)
}, 400_000)

test('a document with nothing left but what was not read says so, and is taken as it is', async () => {
  const id = await handIn(new File([`${first}\n\n${first.replaceAll('2020', '2021')}`], 'two.txt'))
  await row('two.txt').getByText('待核对').waitFor({ timeout: 120_000 })
  const task = (await (await chief.post('/api/review/lease', { document: id })).json()) as Task
  const answers = task.items.map(({ field, seen }) => {
    const { value, state } = task.report.fields[field]!
    return { subject: field, after: { value, state }, seen, why: 'as-read', seconds: 1 }
  })
  await chief.post('/api/review/answers', { document: id, answers })
  await row('two.txt').getByText('部分未识别').waitFor()
  await tabTo(page, 'two.txt')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: '还有未能识别的部分' }).waitFor()
  await page.getByText('文件中有多份年报').waitFor()
  await tabTo(page, /^说明/)
  await page.keyboard.type('另一份已单独上传')
  await page.keyboard.press('Enter')
  await page.locator('.unread .good', { hasText: '林管理' }).waitFor()
  await expect.poll(() => textNow(page, '.unread')).toContain('另一份已单独上传')
  await chief.post('/api/review/release', { document: id })
  await page.getByRole('link', { name: '查看或更正' }).click()
  await page.getByRole('link', { name: '1 个识别问题' }).waitFor()
  await until(
    async () => (await (await chief.get(`/api/exports/audit?document=${id}`)).text()).includes('acknowledged'),
    120_000,
  )
}, 400_000)

test('what failed is read again, what is being read is cancelled after a question, by keyboard', async () => {
  await page.goto(`${real.server.url}/#/documents`)
  await row('two.txt').waitFor()
  await handIn(new File(['%PDF-1.4\nnothing that opens'], 'torn.pdf'))
  await row('torn.pdf').getByText('失败').waitFor({ timeout: 120_000 })
  await tabTo(page, '重新识别 torn.pdf')
  const [again] = await Promise.all([page.waitForResponse('**/retry'), page.keyboard.press('Enter')])
  expect(((await again.json()) as { state: string }).state).toMatch(/waiting|running|failed/)

  const id = await handIn(await longScan())
  const cancel = '取消识别 long.pdf'
  const order = row('long.pdf').getByRole('button', { name: cancel })
  await order.press('Enter')
  const dialog = page.locator('dialog')
  await expect.poll(() => focused(page)).toBe('继续识别')
  await page.keyboard.press('Enter') // what comes first goes on reading
  await dialog.waitFor({ state: 'detached' })
  await order.press('Enter')
  await expect.poll(() => focused(page)).toBe('继续识别')
  await page.keyboard.press('Tab')
  await expect.poll(() => focused(page)).toBe('取消识别')
  await page.keyboard.press('Enter')
  await row('long.pdf').getByText('已取消').waitFor()
  const line = (await (await chief.get(`/api/documents/${id}`)).json()) as { state: string }
  expect(line.state).toBe('cancelled')
}, 400_000)

/** A scan of so many pages that nobody is quick enough to read it before it is cancelled. */
async function longScan(): Promise<File> {
  const scan = await PDFDocument.load(readFileSync(join(ROOT, 'samples/scan/stamped-wrong-sum.pdf')))
  const long = await PDFDocument.create()
  const numbers = Array.from({ length: 60 }, (_, i) => i % scan.getPageCount())
  for (const page of await long.copyPages(scan, numbers)) long.addPage(page)
  return new File([Buffer.from(await long.save())], 'long.pdf')
}
