import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { buildWeb } from '../../../review/web/build.ts'
import { ROOT } from '../../support/sources.ts'
import { openPage, startChromium, THROTTLE } from './support/chromium.ts'
import { type Held, hold } from './support/documents.ts'
import { type FakeServer, startFakeServer } from './support/fake-server.ts'
import { misread } from './support/misread.ts'
import {
  classesNow,
  focused,
  placeOf,
  sent,
  textNow,
  valueShown,
  waitForDocument,
  waitForField,
} from './support/review-page.ts'

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
/** What the browser itself notes of a test's own doing. */
let noted: string

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
}, 900_000)

afterAll(async () => {
  await browser?.close()
  rmSync(dist, { recursive: true, force: true })
})

beforeEach(async () => {
  complaints = []
  noted = ''
  fake = await startFakeServer(dist, [scan, digital, dump])
  page = await openPage(browser, `${fake.url}/#/review`, complaints)
  await waitForField(page, RECEIVED)
})

afterEach(async () => {
  await page.context().close()
  await fake.close()
  expect(complaints.filter((text) => noted === '' || !text.includes(noted))).toEqual([])
})

test('all flagged fields of a scan are settled by keyboard, at most two keys each, and the checks turn green', async () => {
  await expect.poll(outcomes).toEqual(['fail', 'fail'])
  await page.keyboard.press('w')
  await expect.poll(() => valueShown(page)).toBe('136')
  await expect.poll(() => outcomeOf('applicants.received')).toBe('pass')
  await page.keyboard.press('Enter')
  await waitForField(page, CARRIED)
  await expect.poll(() => outcomeOf('balance.legalService')).toBe('fail')
  await page.keyboard.press('w')
  await expect.poll(outcomes).toEqual(['pass', 'pass'])
  await page.keyboard.press('Enter')
  await waitForField(page, WRONG)
  await page.keyboard.press('Enter')
  await waitForField(page, 'document.organization')
  await page.keyboard.press('Enter')
  // The document is done: the next one is there already, without being asked for again.
  await waitForField(page, WRONG)
  await expect.poll(async () => (await placeOf(page))[0]).toBe(digital.id)
  await sent(page)
  const answers = fake.answers.map(({ answer }) => [answer.subject, answer.after])
  expect(answers).toEqual([
    [RECEIVED, { value: 136, state: 'number' }],
    [CARRIED, { value: 0, state: 'number' }],
    [WRONG, { value: 204, state: 'number' }],
    ['document.organization', { value: '望岑县财政局', state: 'text' }],
  ])
  await expect.poll(async () => (await paints()).length).toBe(4)
  // Now and then a busy machine lets the page wait: what counts is what the page can do.
  const most = 100 * THROTTLE
  for (let more = 8; more > 0 && (await paints())[1]! >= most; more--) {
    const { length } = await paints()
    await page.keyboard.press('b')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await paints()).length).toBe(length + 1)
  }
  expect((await paints())[1]).toBeLessThan(most)
})

/** How long each answered item took until the next one was painted, in milliseconds, the fastest first. */
async function paints(): Promise<readonly number[]> {
  const took = await page.evaluate(() => performance.getEntriesByName('nianbao:next').map(({ duration }) => duration))
  return took.sort((a, b) => a - b)
}

test('what is typed is computed with at once, and nothing is said before Enter', async () => {
  await page.keyboard.type('136')
  await expect.poll(() => outcomeOf('applicants.received')).toBe('pass')
  await page.keyboard.press('Backspace')
  await expect.poll(() => outcomeOf('applicants.received')).toBe('fail')
  await page.keyboard.press('Escape')
  await expect.poll(() => valueShown(page)).toBe('14')
  await page.keyboard.press('n')
  await waitForField(page, CARRIED)
  await sent(page)
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
  await expect.poll(() => valueShown(page)).toBe('7')
  await page.keyboard.press('u')
  await expect.poll(() => valueShown(page)).toBe('14')
  await page.keyboard.press('w')
  await page.keyboard.press('Enter')
  await expect.poll(() => fake.answers.length).toBe(1)
  await page.keyboard.press('Control+z')
  await waitForField(page, RECEIVED)
  await expect.poll(() => valueShown(page)).toBe('14')
  await expect.poll(() => fake.requests).toContain('POST /api/review/undo')
  await expect.poll(() => textNow(page, '.open-count')).toBe('余 4 项')
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
  noted = '409'
  fake.say(scan.id, RECEIVED, 135)
  await page.keyboard.press('w')
  await page.keyboard.press('Enter')
  const dialog = page.locator('dialog.stale')
  await dialog.waitFor()
  await expect.poll(() => dialog.locator('td.figure').allTextContents()).toEqual(['136', '135'])
  await expect.poll(() => textNow(page, 'dialog.stale')).toContain('另一位核对员')
  // Keys meant for the next cell were on their way.
  for (const key of ['Enter', 'Escape', 'Escape', 'Enter']) await page.keyboard.press(key)
  await expect
    .poll(() =>
      page.evaluate(() => [...document.querySelectorAll('dialog.stale[open] td.figure')].map((td) => td.textContent)),
    )
    .toEqual(['136', '135'])
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await waitForField(page, RECEIVED)
  await expect.poll(() => valueShown(page)).toBe('135')
  await sent(page)
  expect(fake.answers).toEqual([])
  fake.say(scan.id, RECEIVED, 137)
  await page.keyboard.press('w')
  await page.keyboard.press('Enter')
  await dialog.waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => fake.answers.map(({ answer }) => answer.after)).toEqual([{ value: 136, state: 'number' }])
  await dialog.waitFor({ state: 'detached' })
})

test('an answer that could not be sent outlives a reload, and is sent then', async () => {
  noted = 'net::ERR_FAILED'
  await page.route('**/api/review/answers', (route) => route.abort())
  const tried = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/api/review/answers'))
  await page.keyboard.press('w')
  await page.keyboard.press('Enter')
  await waitForField(page, CARRIED)
  await tried
  await page.reload()
  await waitForField(page, CARRIED)
  await expect.poll(() => classesNow(page, `[data-field="${RECEIVED}"]`)).toContain('person')
  expect(fake.answers).toEqual([])
  await page.unroute('**/api/review/answers')
  await expect.poll(() => fake.answers.map(({ answer }) => answer.subject)).toEqual([RECEIVED])
})

test('what is being typed outlives a reload', async () => {
  await page.keyboard.press('Tab')
  await waitForField(page, CARRIED)
  await page.keyboard.type('12')
  await expect.poll(() => valueShown(page)).toBe('12')
  await page.reload()
  await waitForField(page, CARRIED)
  await expect.poll(() => valueShown(page)).toBe('12')
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
  const neighbour = () => textNow(page, '[data-field="requests.received.publicWelfare"]')
  await page.keyboard.press('Shift+ArrowLeft')
  await expect.poll(neighbour).toBe('14')
  await sent(page)
  expect(fake.answers).toEqual([])
  await page.keyboard.press('Escape')
  await expect.poll(neighbour).toBe('80')
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Enter')
  await expect.poll(() => fake.answers.length).toBeGreaterThan(1)
  expect(fake.answers.every(({ answer }) => answer.subject.startsWith('requests.received.'))).toBe(true)
})

test('the review fits on a small screen, keys are listed, and the keyboard gets out to the header', async () => {
  await page.locator('.picture:not(.fetching)').waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(768)
  // One dialog right after another: the end of the first, which is told later, is not that of the second.
  await page.keyboard.press('t')
  await page.locator('dialog').waitFor()
  await page.evaluate(() => {
    document.querySelector('dialog')?.addEventListener('close', () => document.body.classList.add('told'))
  })
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await page.locator('body.told dialog.help').waitFor()
  await expect.poll(() => page.locator('dialog.help dd').count()).toBeGreaterThan(40)
  await page.keyboard.press('Escape')
  await page.locator('dialog.help').waitFor({ state: 'detached' })
  await page.keyboard.press('F6')
  await expect.poll(() => focused(page)).toBe('核对')
  await page.keyboard.press('Tab')
  await expect.poll(() => focused(page)).toBe('文档')
  await page.keyboard.press('Enter')
  await page.locator('table.documents').waitFor()
})

test('the picture is zoomed to the cell and can be turned, zoomed and drawn on', async () => {
  await page.locator('.picture:not(.fetching)').waitFor()
  await expect.poll(ink).toBeGreaterThan(20_000)
  const near = await ink()
  await page.keyboard.press('f')
  await expect.poll(ink).not.toBe(near)
  await page.keyboard.press('r')
  await page.keyboard.press('Home')
  await page.keyboard.press('f')
  await page.keyboard.press('a')
  await page.locator('.picture.boxing').waitFor()
  await page.mouse.move(200, 300)
  await page.mouse.down()
  await page.mouse.move(260, 330, { steps: 3 })
  await page.mouse.up()
  await page.locator('.picture-note', { hasText: '已框出' }).waitFor()
  await page.keyboard.type('136')
  await page.keyboard.press('Enter')
  await expect.poll(() => fake.answers.length).toBe(1)
  expect(fake.answers[0]?.answer.after).toMatchObject({ value: 136, page: 2, box: expect.any(Array) })
})

/** How much there is on the canvas, once it stays as it is for a few frames: pictures come, and finer ones after them. */
function ink(): Promise<number> {
  return page.evaluate(async () => {
    const frame = () => new Promise((settle) => requestAnimationFrame(settle))
    const drawn = () => document.querySelector('canvas')?.toDataURL().length ?? 0
    for (let [last, same] = [drawn(), 0]; ; ) {
      await frame()
      const now = drawn()
      same = now === last ? same + 1 : 0
      if (same === 5) return now
      last = now
    }
  })
}

test('a text dump shows its lines, the cursor’s row lit', async () => {
  await page.goto(`${fake.url}/#/review/${dump.id}`)
  await waitForDocument(page, dump.id)
  await page.locator('.page-text li.lit').first().waitFor()
  await expect.poll(() => page.locator('table.form [aria-selected=true]').count()).toBe(1)
  await expect.poll(() => page.locator('.page-text li').count()).toBe(dump.lines.length)
})

function outcomes(): Promise<(string | undefined)[]> {
  return page.$$eval('.equation', (all) => all.map((one) => one.className.split(' ')[1]))
}

async function outcomeOf(check: string): Promise<string | undefined> {
  return (await classesNow(page, `[data-check="${check}"]`))?.[1]
}
