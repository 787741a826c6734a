import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../../review/web/build.ts'
import { ROOT } from '../../support/sources.ts'
import { openPage, startChromium } from './support/chromium.ts'
import { type Held, hold } from './support/documents.ts'
import { type FakeServer, startFakeServer } from './support/fake-server.ts'
import { sent, textNow, waitForDocument } from './support/review-page.ts'

const dist = mkdtempSync(join(tmpdir(), 'nianbao-web-'))
const NONE = { form: null, table: null }
let browser: Browser
let dump: Held
let pieces: Held
let html: Held
let fake: FakeServer
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  await buildWeb({ out: dist })
  browser = await startChromium()
  dump = await hold(join(ROOT, 'samples/text/tabs-lost-cells.txt'))
  pieces = await hold(join(ROOT, 'samples/text/markdown-pieces.txt'))
  html = await hold(withHtml())
  fake = await startFakeServer(dist, [dump, pieces, html])
  page = await openPage(browser, `${fake.url}/#/review/${dump.id}`, complaints)
}, 400_000)
afterAll(async () => {
  await browser?.close()
  await fake?.close()
  rmSync(dist, { recursive: true, force: true })
  expect(complaints).toEqual([])
})

/** The dump with its table of requests as HTML. */
function withHtml(): string {
  const lines = readFileSync(join(ROOT, 'samples/text/tabs-lost-cells.txt'), 'utf8').split('\n')
  const row = (line: string) => `<tr><td>${line.trim().split('\t').join('</td><td>')}</td></tr>`
  const table = `<table>\n${lines.slice(41, 70).map(row).join('\n')}\n</table>`
  const path = join(dist, 'html.txt')
  writeFileSync(path, [...lines.slice(0, 41), table, ...lines.slice(70)].join('\n'))
  return path
}

const said = () => fake.answers.map(({ answer }) => [answer.subject, answer.after])
const numbers = () =>
  page.$$eval('dialog input[type=number]', (all) => all.map((one) => (one as HTMLInputElement).value))

/** How far the dialog stands to the right of the lines, both measured at one moment. */
const gapBesideText = () =>
  page.evaluate(() => {
    const [dialog, text] = ['dialog', '.page-text'].map((name) => document.querySelector(name)?.getBoundingClientRect())
    return dialog && text ? dialog.left - text.right : null
  })
const kind = () => page.getByLabel('它是').inputValue()
const save = () => page.getByRole('button', { name: '指定', exact: true })

test('the table around the cursor is marked as none, by keyboard, and the mark taken back', async () => {
  await page.locator('[aria-selected=true]').waitFor()
  await page.locator('.page-text .lit').waitFor()
  await page.keyboard.press('t')
  await page.locator('dialog select').first().waitFor()
  // The lines of the cursor's table, which stay in sight beside the dialog.
  await expect.poll(numbers).toEqual(['42', '70'])
  await expect.poll(() => page.locator('.page-text .pointed').count()).toBe(29)
  await expect.poll(gapBesideText).toBeGreaterThan(0)
  // From the kind, which has the focus, to the first: none.
  await page.keyboard.press('Home')
  await page.locator('dialog [role=status]', { hasText: '158 个字段' }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '仍然指定' }).waitFor()
  await sent(page)
  expect(said()).toEqual([])
  await page.keyboard.press('Enter')
  await expect.poll(said).toEqual([['table:lines:42-70', NONE]])
  await expect.poll(() => page.locator('.page-text .dropped').count()).toBe(29)
  await page.locator('.problem-count').waitFor()
  await page.keyboard.press('u')
  await expect.poll(() => page.locator('.page-text .dropped').count()).toBe(0)
  await page.locator('.problem-count').waitFor({ state: 'detached' })
}, 400_000)

test('any lines are marked as a form’s table, and the history says which', async () => {
  await page.keyboard.press('t')
  const from = page.getByLabel('从第几行')
  await from.fill('99')
  await page.locator('dialog [role=status]', { hasText: '行号' }).waitFor()
  await expect.poll(() => save().isDisabled()).toBe(true)
  await from.fill('45')
  await page.getByLabel('它是').selectOption('2019 requests')
  await save().press('Enter')
  await expect.poll(said).toContainEqual(['table:lines:45-70', { form: '2019', table: 'requests' }])
  await page.goto(`${fake.url}/#/documents/${dump.id}`)
  const row = page.locator('table.history tr', { hasText: '第 45–70 行的表格' })
  await row.waitFor()
  await expect.poll(() => row.textContent()).toContain('2019 收到和处理政府信息公开申请情况')
}, 400_000)

test('of a table in pieces the whole is proposed as what it is, and the middle never goes unasked', async () => {
  await page.goto(`${fake.url}/#/review/${pieces.id}`)
  await waitForDocument(page, pieces.id)
  await page.locator('.page-text .lit', { hasText: '其他法律行政法规禁止公开' }).waitFor()
  await page.keyboard.press('t')
  await page.locator('dialog select').first().waitFor()
  await expect.poll(numbers).toEqual(['52', '106'])
  await expect.poll(kind).toBe('2021 requests')
  const before = fake.answers.length
  // The middle of it, in which its first row is not, is still that table.
  await page.getByLabel('从第几行').fill('64')
  await page.getByLabel('到第几行').fill('86')
  await expect.poll(numbers).toEqual(['64', '86'])
  await expect.poll(kind).toBe('2021 requests')
  await page.getByLabel('它是').selectOption('none')
  await page.locator('dialog [role=status]', { hasText: '别处找不到的会变为缺失' }).waitFor()
  await save().press('Enter')
  await page.getByRole('button', { name: '仍然指定' }).waitFor()
  await sent(page)
  expect(fake.answers.length).toBe(before)
  // As another table of the form, too.
  await page.getByLabel('它是').selectOption('2021 disputes')
  await save().waitFor()
  await save().press('Enter')
  await page.getByRole('button', { name: '仍然指定' }).waitFor()
  await sent(page)
  expect(fake.answers.length).toBe(before)
  await page.keyboard.press('Escape')
  // Marked without a change it stays what it was read as: nothing is asked, and nothing becomes missing.
  await page.locator('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('t')
  await save().press('Enter')
  await expect.poll(said).toContainEqual(['table:lines:52-106', { form: '2021', table: 'requests' }])
  await expect.poll(() => textNow(page, '.page-text .lit')).toContain('其他法律行政法规禁止公开')
  await page.keyboard.press('t')
  await page.locator('dialog [role=status]', { hasText: '此表已是这个类型' }).waitFor()
  await expect.poll(() => save().isDisabled()).toBe(true)
}, 400_000)

test('a range of one line is one', async () => {
  await page.getByLabel('从第几行').fill('58')
  await page.getByLabel('到第几行').fill('58')
  await expect.poll(() => page.locator('.page-text .pointed').count()).toBe(1)
  await expect.poll(() => save().isDisabled()).toBe(false)
  await page.getByLabel('到第几行').fill('57')
  await page.locator('dialog [role=status]', { hasText: '末行不能在首行之前' }).waitFor()
  await expect.poll(() => save().isDisabled()).toBe(true)
}, 400_000)

test('in an HTML table that table is proposed as what it is, and taken from its form only when asked', async () => {
  await page.keyboard.press('Escape')
  await page.locator('dialog').waitFor({ state: 'detached' })
  await page.goto(`${fake.url}/#/review/${html.id}`)
  await waitForDocument(page, html.id)
  await page.locator('.page-text .lit').waitFor()
  await page.keyboard.press('t')
  await page.locator('dialog option:checked', { hasText: '第 1 个 HTML 表格' }).waitFor({ state: 'attached' })
  await expect.poll(kind).toBe('2019 requests')
  await page.getByLabel('它是').selectOption('none')
  await save().press('Enter')
  await page.getByRole('button', { name: '仍然指定' }).press('Enter')
  await expect.poll(said).toContainEqual(['table:1:0', NONE])
}, 400_000)
