import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildWeb } from '../../../review/web/build.ts'
import type { PageReading } from '../../../schemas/page.ts'
import { ROOT } from '../../support/sources.ts'
import { openPage, startChromium } from './support/chromium.ts'
import { type Held, hold } from './support/documents.ts'
import { type FakeServer, startFakeServer } from './support/fake-server.ts'
import { textNow, waitForDocument } from './support/review-page.ts'

const EVIL = '<img src=x onerror="window.ran=1"><script>window.ran=2</script>'
const dist = mkdtempSync(join(tmpdir(), 'nianbao-web-'))
let browser: Browser
let held: Held
let fake: FakeServer
let page: Page
let complaints: string[]

beforeAll(async () => {
  await buildWeb({ out: dist })
  browser = await startChromium()
  const digital = await hold(join(ROOT, 'samples/digital/wrong-sum.pdf'), hostile)
  held = { ...digital, name: `${EVIL}.pdf` }
}, 120_000)

afterAll(async () => {
  await browser?.close()
  rmSync(dist, { recursive: true, force: true })
})

beforeEach(async () => {
  complaints = []
  fake = await startFakeServer(dist, [held])
})

afterEach(async () => {
  expect(await page.evaluate(() => (window as unknown as { ran?: number }).ran)).toBeUndefined()
  await page.context().close()
  await fake.close()
  expect(complaints).toEqual([])
})

test('what a hostile document says is shown as it is, and runs nothing, in review', async () => {
  page = await openPage(browser, `${fake.url}/#/review`, complaints)
  await waitForDocument(page, held.id)
  await expect.poll(() => textNow(page, 'table.grid')).toContain('<script>window.ran=2</script>')
  expect(await page.locator('main img, main script').count()).toBe(0)
  await page.keyboard.press('t')
  await expect.poll(() => textNow(page, 'dialog')).toContain('<img')
  await page.keyboard.press('Escape')
  await page.locator('dialog').waitFor({ state: 'detached' })
})

test('documents: a hostile name is a name; filters and states are asked of the server', async () => {
  page = await openPage(browser, `${fake.url}/#/documents`, complaints)
  await page.locator('table.documents').waitFor()
  await expect.poll(() => textNow(page, 'table.documents td.name')).toBe(`${EVIL}.pdf`)
  await expect.poll(() => textNow(page, '.state-count.review')).toContain('27')
  await page.click('table.documents td.name a')
  const json = page.locator('a[download]', { hasText: '下载 JSON' })
  await json.waitFor()
  expect(await json.getAttribute('href')).toBe(`/api/documents/${held.id}/report?download=1`)
  await expect.poll(() => textNow(page, '.tag.fail')).toBe('2 条不平')
})

test('files are uploaded by the button and by dropping them, with the name of their batch', async () => {
  page = await openPage(browser, `${fake.url}/#/documents`, complaints)
  await page.fill('.upload input:not([type=file])', '二〇二四年度')
  const file = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('年度报告') }
  await page.setInputFiles('.upload input[type=file]', file)
  await expect.poll(() => fake.uploads.length).toBe(1)
  expect(fake.uploads[0]).toContain('filename="a.txt"')
  expect(fake.uploads[0]).toContain('二〇二四年度')
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer()
    data.items.add(new File(['x'], 'dropped.txt', { type: 'text/plain' }))
    return data
  })
  await page.dispatchEvent('main.screen', 'drop', { dataTransfer: transfer })
  await expect.poll(() => fake.uploads.length).toBe(2)
  expect(fake.uploads[1]).toContain('filename="dropped.txt"')
  await expect.poll(() => textNow(page, '.outcomes')).toContain('已接收 1 个文件')
})

test('the dashboard gives shares with their intervals and draws the reliability', async () => {
  page = await openPage(browser, `${fake.url}/#/dashboard`, complaints)
  await page.locator('.plot').waitFor()
  await expect.poll(() => textNow(page, '.tile .big')).toBe('0.16%')
  await expect.poll(() => textNow(page, '.tile')).toContain('0.03% – 0.88%')
  await expect.poll(() => page.locator('.plot circle').count()).toBe(5)
})

test('the language is switched on every screen, and remembered', async () => {
  page = await openPage(browser, `${fake.url}/#/dashboard`, complaints)
  await page.locator('header nav a').first().waitFor()
  await page.click('text=English')
  await expect
    .poll(() => page.locator('header nav a').allTextContents())
    .toEqual(['Review', 'Documents', 'Dashboard', 'Accounts'])
  await expect.poll(() => page.getAttribute('html', 'lang')).toBe('en')
  await page.goto(`${fake.url}/login`)
  await expect.poll(() => textNow(page, 'h1')).toBe('Report review')
  await page.click('#language')
  await expect.poll(() => textNow(page, 'h1')).toBe('年报核对')
})

test('every control has a name, every field a label, and every screen its heading', async () => {
  page = await openPage(browser, fake.url, complaints)
  // Each with what only it has, and has once it is whole.
  for (const [hash, sign] of [
    ['review', '.picture:not(.fetching)'],
    ['documents', 'table.documents tbody tr'],
    ['dashboard', '.plot'],
    ['accounts', 'table.accounts tbody tr'],
    ['own', 'input[autocomplete=current-password]'],
  ] as const) {
    await page.goto(`${fake.url}/#/${hash}`)
    await page.locator(sign).first().waitFor()
    await page.locator('h1').waitFor()
    expect(await nameless()).toEqual([])
  }
})

/** Controls that nothing names. */
function nameless(): Promise<readonly string[]> {
  return page.$$eval('button, a, input, select, [role=img], [role=grid], progress', (all) =>
    all
      .filter((one) => {
        const label =
          one.getAttribute('aria-label') || one.textContent?.trim() || one.closest('label')?.textContent?.trim()
        return !label
      })
      .map((one) => one.outerHTML),
  )
}

/** The page's labels and prose, with markup that would run if it were ever taken for HTML. */
function hostile(reading: PageReading): PageReading {
  const grids = reading.grids.map((grid) => ({
    ...grid,
    cells: grid.cells.map((cell) =>
      /本机关不掌握|信息内容/u.test(cell.text) ? { ...cell, text: cell.text + EVIL } : cell,
    ),
  }))
  return { ...reading, grids }
}
