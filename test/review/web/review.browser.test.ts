import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildWeb } from '../../../review/web/build.ts'
import { ROOT } from '../../support/sources.ts'
import { cursorOf, openPage, startChromium, waitForField } from './support/chromium.ts'
import { type Held, hold } from './support/documents.ts'
import { type FakeServer, startFakeServer } from './support/fake-server.ts'
import { misread } from './support/misread.ts'

const RECEIVED = 'requests.received.legalService'
const CARRIED = 'requests.carriedIn.legalService'
const WRONG = 'requests.unable_notHeld.total'

const dist = mkdtempSync(join(tmpdir(), 'nianbao-web-'))
let browser: Browser
let scan: Held
let digital: Held
let dump: Held
let fake: FakeServer
let page: Page
let complaints: string[]

beforeAll(async () => {
  await buildWeb({ out: dist })
  browser = await startChromium()
  scan = await hold(
    join(ROOT, 'samples/scan/stamped-wrong-sum.pdf'),
    misread([
      { page: 2, row: 3, column: 5, taken: '14' },
      { page: 2, row: 4, column: 5, taken: '1' },
    ]),
  )
  digital = await hold(join(ROOT, 'samples/digital/wrong-sum.pdf'))
  dump = await hold(join(ROOT, 'samples/text/tabs-lost-cells.txt'))
}, 300_000)

afterAll(async () => {
  await browser?.close()
  rmSync(dist, { recursive: true, force: true })
})

beforeEach(async () => {
  complaints = []
  fake = await startFakeServer(dist, [scan, digital, dump])
  page = await openPage(browser, `${fake.url}/#/review`, complaints)
  await waitForField(page, RECEIVED)
})

afterEach(async () => {
  await page.context().close()
  await fake.close()
  expect(complaints).toEqual([])
})

test('all flagged fields of a scan are settled by keyboard, at most two keys each, and the checks turn green', async () => {
  expect(await outcomes()).toEqual(['fail', 'fail'])
  await page.keyboard.press('w')
  expect(await page.textContent('.cell-value output')).toBe('136')
  expect(await outcomeOf('applicants.received')).toBe('pass')
  await page.keyboard.press('Enter')
  await waitForField(page, CARRIED)
  expect(await outcomeOf('balance.legalService')).toBe('fail')
  await page.keyboard.press('w')
  expect(await outcomes()).toEqual(['pass', 'pass'])
  await page.keyboard.press('Enter')
  await waitForField(page, WRONG)
  await page.keyboard.press('Enter')
  await waitForField(page, 'document.organization')
  await page.keyboard.press('Enter')
  // The document is done: the next one is there already, without being asked for again.
  await waitForField(page, WRONG)
  await page.waitForFunction(() => sessionStorage.getItem('nianbao.unsent') === '[]')
  const answers = fake.answers.map(({ answer }) => [answer.subject, answer.after])
  expect(answers).toEqual([
    [RECEIVED, { value: 136, state: 'number' }],
    [CARRIED, { value: 0, state: 'number' }],
    [WRONG, { value: 204, state: 'number' }],
    ['document.organization', { value: '望岑县财政局', state: 'text' }],
  ])
  const paints = await page.evaluate(() => performance.getEntriesByName('nianbao:next').map(({ duration }) => duration))
  expect(paints.length).toBe(4)
  expect(paints.sort((a, b) => a - b)[1]).toBeLessThan(100)
})

test('what is typed is computed with at once, and nothing is said before Enter', async () => {
  await page.keyboard.type('136')
  expect(await outcomeOf('applicants.received')).toBe('pass')
  await page.keyboard.press('Backspace')
  expect(await outcomeOf('applicants.received')).toBe('fail')
  await page.keyboard.press('Escape')
  expect(await page.textContent('.cell-value output')).toBe('14')
  await page.keyboard.press('n')
  expect(await cursorOf(page)).not.toBe(RECEIVED)
  expect(fake.answers).toEqual([])
})

test('blank, dash, unreadable and missing are different answers', async () => {
  const said: [string, string][] = []
  for (const [key, state] of [
    ['b', 'blank'],
    ['d', 'dash'],
    ['x', 'unreadable'],
    ['m', 'missing'],
  ] as const) {
    await page.keyboard.press(key)
    await page.waitForSelector(`.cell-value.${state}`)
    said.push([key, state])
  }
  await page.keyboard.press('Enter')
  await expect.poll(() => fake.answers.length).toBe(1)
  expect(fake.answers[0]?.answer.after).toEqual({ value: null, state: 'missing' })
})

test('undo takes back what was typed, then what was said, also when it was sent', async () => {
  await page.keyboard.type('7')
  await page.keyboard.press('u')
  expect(await page.textContent('.cell-value output')).toBe('14')
  await page.keyboard.press('w')
  await page.keyboard.press('Enter')
  await expect.poll(() => fake.answers.length).toBe(1)
  await page.keyboard.press('Control+z')
  await waitForField(page, RECEIVED)
  await expect.poll(() => page.textContent('.cell-value output')).toBe('14')
  expect(fake.requests).toContain('POST /api/review/undo')
  expect(await page.textContent('.open-count')).toBe('余 4 项')
})

test('Tab goes to the next flagged cell and back, skipping puts aside, a note marks a problem', async () => {
  await page.keyboard.press('Tab')
  await waitForField(page, CARRIED)
  await page.keyboard.press('Shift+Tab')
  await waitForField(page, RECEIVED)
  await page.keyboard.press('k')
  await waitForField(page, CARRIED)
  await page.keyboard.press('p')
  await page.keyboard.type('原件不清')
  await page.keyboard.press('Enter')
  await waitForField(page, WRONG)
  await expect
    .poll(() => fake.asides.map(({ field, as, note }) => [field, as, note]))
    .toEqual([
      [RECEIVED, 'skipped', ''],
      [CARRIED, 'problematic', '原件不清'],
    ])
})

test('somebody was faster: both answers are shown; theirs stays, or mine is taken', async () => {
  fake.say(scan.id, RECEIVED, 135)
  await page.keyboard.press('w')
  await page.keyboard.press('Enter')
  const dialog = page.locator('dialog.stale')
  await dialog.waitFor()
  expect(await dialog.locator('td.figure').allTextContents()).toEqual(['136', '135'])
  expect(await dialog.textContent()).toContain('另一位核对员')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await waitForField(page, RECEIVED)
  await expect.poll(() => page.textContent('.cell-value output')).toBe('135')
  expect(fake.answers).toEqual([])
  fake.say(scan.id, RECEIVED, 137)
  await page.keyboard.press('w')
  await page.keyboard.press('Enter')
  await dialog.waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => fake.answers.map(({ answer }) => answer.after)).toEqual([{ value: 136, state: 'number' }])
  await dialog.waitFor({ state: 'detached' })
  // The browser itself notes refusals.
  complaints = complaints.filter((text) => !text.includes('409'))
})

test('an answer that could not be sent outlives a reload, and is sent then', async () => {
  await page.route('**/api/review/answers', (route) => route.abort())
  await page.keyboard.press('w')
  await page.keyboard.press('Enter')
  await waitForField(page, CARRIED)
  await page.waitForTimeout(300)
  await page.reload()
  await waitForField(page, CARRIED)
  expect(await page.getAttribute(`[data-field="${RECEIVED}"]`, 'class')).toContain('person')
  expect(fake.answers).toEqual([])
  await page.unroute('**/api/review/answers')
  await expect.poll(() => fake.answers.map(({ answer }) => answer.subject)).toEqual([RECEIVED])
  complaints = complaints.filter((text) => !text.includes('net::ERR_FAILED'))
})

test('what is being typed outlives a reload', async () => {
  await page.keyboard.press('Tab')
  await page.keyboard.type('12')
  await page.reload()
  await waitForField(page, CARRIED)
  await expect.poll(() => page.textContent('.cell-value output')).toBe('12')
  await page.keyboard.press('Enter')
  await expect.poll(() => fake.answers[0]?.answer.after).toEqual({ value: 12, state: 'number' })
})

test('no waiting for a slow server: the next cell is there while the answer travels', async () => {
  let letThrough = () => {}
  const slow = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  await page.route('**/api/review/answers', async (route) => {
    await slow
    await route.continue()
  })
  await page.keyboard.press('w')
  await page.keyboard.press('Enter')
  await waitForField(page, CARRIED)
  await page.keyboard.press('w')
  await page.keyboard.press('Enter')
  await waitForField(page, WRONG)
  expect(fake.answers.length).toBe(0)
  letThrough()
  await expect.poll(() => fake.answers.length).toBe(2)
})

test('a row is shifted in a preview first, and taken as one', async () => {
  await page.keyboard.press('Shift+ArrowLeft')
  expect(await page.textContent(`[data-field="requests.received.publicWelfare"]`)).toBe('14')
  expect(fake.answers).toEqual([])
  await page.keyboard.press('Escape')
  expect(await page.textContent(`[data-field="requests.received.publicWelfare"]`)).toBe('80')
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Enter')
  await expect.poll(() => fake.answers.length).toBeGreaterThan(1)
  expect(fake.answers.every(({ answer }) => answer.subject.startsWith('requests.received.'))).toBe(true)
})

test('the review fits on a small screen, keys are listed, and the keyboard gets out to the header', async () => {
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(768)
  // One dialog right after another: the end of the first is not that of the second.
  await page.keyboard.press('t')
  await page.locator('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.locator('dialog.help').waitFor()
  await page.waitForTimeout(100)
  expect(await page.locator('dialog.help dd').count()).toBeGreaterThan(40)
  await page.keyboard.press('Escape')
  await page.locator('dialog.help').waitFor({ state: 'detached' })
  await page.keyboard.press('F6')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('核对')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('文档')
  await page.keyboard.press('Enter')
  await page.locator('table.documents').waitFor()
})

test('the picture is zoomed to the cell and can be turned, zoomed and drawn on', async () => {
  const ink = () => page.evaluate(() => (document.querySelector('canvas') as HTMLCanvasElement).toDataURL().length)
  await expect.poll(ink).toBeGreaterThan(20_000)
  const near = await ink()
  await page.keyboard.press('f')
  await expect.poll(ink).not.toBe(near)
  await page.keyboard.press('r')
  await page.keyboard.press('Home')
  await page.keyboard.press('f')
  await page.keyboard.press('a')
  await page.mouse.move(200, 300)
  await page.mouse.down()
  await page.mouse.move(260, 330, { steps: 3 })
  await page.mouse.up()
  await page.keyboard.type('136')
  await page.keyboard.press('Enter')
  await expect.poll(() => fake.answers.length).toBe(1)
  expect(fake.answers[0]?.answer.after).toMatchObject({ value: 136, page: 2, box: expect.any(Array) })
})

test('a text dump shows its lines, the cursor’s row lit', async () => {
  await page.goto(`${fake.url}/#/review/${dump.id}`)
  await page.locator('.page-text li.lit').first().waitFor()
  expect(await page.locator('table.form [aria-selected=true]').count()).toBe(1)
  expect(await page.locator('.page-text li').count()).toBe(dump.lines.length)
})

function outcomes(): Promise<(string | undefined)[]> {
  return page.$$eval('.equation', (all) => all.map((one) => one.className.split(' ')[1]))
}

async function outcomeOf(check: string): Promise<string | undefined> {
  return (await page.getAttribute(`[data-check="${check}"]`, 'class'))?.split(' ')[1]
}
