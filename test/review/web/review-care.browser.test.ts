import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildWeb } from '../../../review/web/build.ts'
import { ROOT } from '../../support/sources.ts'
import { openPage, startChromium } from './support/chromium.ts'
import { type Held, hold } from './support/documents.ts'
import { type FakeServer, startFakeServer } from './support/fake-server.ts'
import { focused, placeOf, sent, textNow, valueShown, waitForDocument, waitForField } from './support/review-page.ts'

const dist = mkdtempSync(join(tmpdir(), 'nianbao-web-'))
let browser: Browser
let digital: Held
let dump: Held
let fake: FakeServer
let page: Page
let complaints: string[]
let first: string

beforeAll(async () => {
  await buildWeb({ out: dist })
  browser = await startChromium()
  digital = await hold(join(ROOT, 'samples/digital/wrong-sum.pdf'))
  dump = await hold(join(ROOT, 'samples/text/tabs-lost-cells.txt'))
}, 120_000)
afterAll(async () => {
  await browser?.close()
  rmSync(dist, { recursive: true, force: true })
})
beforeEach(async () => {
  complaints = []
  fake = await startFakeServer(dist, [digital, dump])
  page = await openPage(browser, `${fake.url}/#/review/${dump.id}`, complaints)
  await waitForDocument(page, dump.id)
  first = (await placeOf(page))[1]!
})
afterEach(async () => {
  await page.context().close()
  await fake.close()
  expect(complaints.filter((text) => !text.includes('409'))).toEqual([])
})

const answered = () => fake.answers.map(({ answer }) => [answer.subject, answer.after])

/** Moves the cursor to one of the document's own facts. */
async function toFact(fact: string): Promise<void> {
  await page.goto(`${fake.url}/#/review/${digital.id}`)
  await waitForDocument(page, digital.id)
  const cell = page.locator(`[data-field="document.${fact}"]`)
  for (let i = 0; i < 60 && !(await cell.count()); i++) await page.keyboard.press('ArrowUp')
  await cell.click()
  await waitForField(page, `document.${fact}`)
}

test('a date is typed from its first digit on, in any usual writing; what is no date or year is refused', async () => {
  await toFact('signedOn')
  await page.keyboard.type('021-1-24')
  await page.keyboard.press('Enter')
  await page.locator('dialog [role=alert]', { hasText: '不是日期' }).waitFor()
  await sent(page)
  expect(fake.answers).toEqual([])
  await page.keyboard.press('Escape')
  await page.locator('dialog').waitFor({ state: 'detached' })
  await page.keyboard.type('2021-1-24')
  await expect.poll(() => page.inputValue('dialog input')).toBe('2021-1-24')
  await page.keyboard.press('Enter')
  await expect.poll(answered).toEqual([['document.signedOn', { value: '2021-01-24', state: 'text' }]])
  await toFact('year')
  await page.keyboard.type('7')
  await page.keyboard.press('Enter')
  await expect.poll(() => textNow(page, 'footer.said')).toContain('不是年份')
  await sent(page)
  expect(fake.answers.length).toBe(1)
})

test('what is typed and not accepted stays in its cell, however the cursor leaves it', async () => {
  await page.keyboard.type('12')
  await page.keyboard.press('Tab')
  await page.waitForSelector(`[data-field="${first}"].waiting`)
  await expect.poll(() => textNow(page, `[data-field="${first}"]`)).toBe('12')
  await page.click('header nav a[href="#/documents"]')
  await page.locator('table.documents').waitFor()
  await page.goto(`${fake.url}/#/review/${dump.id}`)
  await waitForField(page, first)
  await expect.poll(() => valueShown(page)).toBe('12')
  await page.keyboard.press('Enter')
  await expect.poll(answered).toEqual([[first, { value: 12, state: 'number' }]])
})

test('a document that somebody has is not swapped for another one unawares', async () => {
  const refusal = { code: 'leased', message: 'somebody else has this document', who: '李四', until: Date.now() }
  await page.route('**/api/review/lease', (route) => route.fulfill({ status: 409, json: refusal }))
  await page.goto(`${fake.url}/#/review/${digital.id}`)
  const told = page.locator('.nothing', { hasText: '打不开' })
  await told.waitFor()
  await expect.poll(() => textNow(page, '.nothing')).toContain(digital.name)
  await expect.poll(() => textNow(page, '.nothing')).toMatch(/李四.*正由他人核对/)
  await expect.poll(() => textNow(page, '.task-name')).toBe('')
  await page.getByRole('button', { name: '取下一份' }).press('Enter')
  await page.waitForSelector('[aria-selected=true]')
})

test('at 150 % the cell in question is in sight, and nothing is cut off', async () => {
  await page.setViewportSize({ width: 911, height: 512 })
  await page.reload()
  for (const id of [digital.id, dump.id]) {
    await page.goto(`${fake.url}/#/review/${id}`)
    await waitForDocument(page, id)
    // The pane brings the cell into sight once it has been drawn.
    await expect.poll(cellInPane).toEqual({ high: true, above: false, below: false, cut: 0 })
  }
})

/** How the cursor's cell lies in its pane, and how many parts of the page are cut off, all at one moment. */
function cellInPane(): Promise<object | null> {
  return page.evaluate(() => {
    const inner = document.querySelector('[aria-selected=true]')?.getBoundingClientRect()
    const outer = document.querySelector('.table-pane')?.getBoundingClientRect()
    if (!inner || !outer) return null
    const parts = [...document.querySelectorAll('.bar, .tools, .frame')]
    return {
      high: outer.height > 130,
      above: inner.top < outer.top,
      below: inner.bottom > outer.bottom,
      cut: parts.filter((one) => one.scrollWidth > one.clientWidth).length,
    }
  })
}

test('where the queue is empty Tab reaches the buttons, and a filter is cleared', async () => {
  // Of a tab that was loaded again under a filter.
  page = await page.context().newPage()
  await page.addInitScript(() => sessionStorage.setItem('nianbao.filter', '{"year":2019}'))
  await page.route('**/api/review/next', (route) => route.fulfill({ status: 204 }))
  await page.goto(`${fake.url}/#/review`)
  await page.getByText('没有待核对的项目').waitFor()
  await expect
    .poll(
      async () => {
        await page.keyboard.press('Tab')
        return focused(page)
      },
      { interval: 20 },
    )
    .toBe('清除筛选条件')
  await page.unroute('**/api/review/next')
  await page.keyboard.press('Enter')
  await page.waitForSelector('[aria-selected=true]')
})

test('a missing cell is framed by keys', async () => {
  await page.goto(`${fake.url}/#/review/${digital.id}`)
  await waitForDocument(page, digital.id)
  await page.locator('.picture:not(.fetching)').waitFor()
  await page.keyboard.press('a')
  await page.locator('.picture-note', { hasText: '方向键' }).waitFor()
  const [, cursor] = await placeOf(page)
  for (const key of ['ArrowRight', 'ArrowDown', 'Shift+ArrowRight', 'Enter']) await page.keyboard.press(key)
  await page.locator('.picture-note', { hasText: '已框出' }).waitFor()
  expect(await placeOf(page)).toEqual([digital.id, cursor])
  await page.keyboard.type('136')
  await page.keyboard.press('Enter')
  const read = digital.report([]).fields[cursor!]!.box!
  await expect.poll(() => fake.answers.length).toBe(1)
  const { box } = fake.answers[0]!.answer.after as { box: readonly number[] }
  expect(box.map((value, i) => Math.round(value - read[i]!))).toEqual([3, 3, 6, 3])
})

test('a table keeps what it is unless somebody says otherwise, and twice where items would go', async () => {
  await page.goto(`${fake.url}/#/review/${digital.id}`)
  await waitForDocument(page, digital.id)
  await page.locator('table.printed [aria-selected=true]').waitFor()
  await page.keyboard.press('t')
  const select = page.locator('dialog select').last()
  await select.waitFor()
  await page.locator('dialog [role=status]', { hasText: '此表已是这个类型' }).waitFor()
  expect(await select.inputValue()).not.toBe('none')
  await page.keyboard.press('Enter')
  await select.selectOption('none')
  await page.locator('dialog button[type=submit]').click()
  await page.getByRole('button', { name: '仍然指定' }).waitFor()
  await sent(page)
  expect(fake.answers).toEqual([])
  await page.getByRole('button', { name: '仍然指定' }).click()
  await expect.poll(() => answered().map(([, after]) => after)).toEqual([{ form: null, table: null }])
})

/** Another window of the same tab's account, whose requests for the next document wait until they are let through. */
async function windowWithoutNext(): Promise<() => Promise<void>> {
  page = await page.context().newPage()
  let letThrough = () => {}
  const slow = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  await page.route('**/api/review/next', async (route) => {
    await slow
    await route.continue()
  })
  const asked = page.waitForRequest('**/api/review/next')
  await page.goto(`${fake.url}/#/review`)
  await asked
  return async () => {
    const came = page.waitForResponse('**/api/review/next')
    letThrough()
    await came
  }
}

test('a document that comes too late does not take the place of one that was asked for since', async () => {
  const letThrough = await windowWithoutNext()
  await page.goto(`${fake.url}/#/review/${dump.id}`)
  await waitForDocument(page, dump.id)
  await page.keyboard.type('12')
  await expect.poll(() => valueShown(page)).toBe('12')
  const before = fake.requests.length
  await letThrough()
  // It is given back.
  await expect.poll(() => fake.requests.slice(before)).toContain('POST /api/review/release')
  expect(await placeOf(page)).toEqual([dump.id, first])
  expect(await valueShown(page)).toBe('12')
})

test('whoever went to the header while a document was fetched stays there when it comes', async () => {
  const letThrough = await windowWithoutNext()
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('review')
  await page.keyboard.press('F6')
  await expect.poll(() => focused(page)).toBe('核对')
  await letThrough()
  await waitForDocument(page, digital.id)
  // Past the next picture, after which the screen sees to the focus.
  await page.evaluate(() => new Promise((settle) => requestAnimationFrame(() => setTimeout(settle, 200))))
  expect(await focused(page)).toBe('核对')
})
