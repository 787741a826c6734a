import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DocumentLine, Uploaded } from '../../../review/api/documents.ts'
import type { Task } from '../../../review/api/review.ts'
import { Form } from '../../../schemas/form.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import { ROOT } from '../../support/sources.ts'
import { type Client, until } from '../server/support.ts'
import { type Real, startReal, tabTo } from './support/real.ts'
import { classesNow, focused, placeOf, textNow, waitForDocument, waitForField } from './support/review-page.ts'

const own = Form.parse(JSON.parse(readFileSync(join(ROOT, 'docs/examples/training-form.json'), 'utf8')))
/** The example with a sum that is off: 6 + 3 is not 8. */
const training = readFileSync(join(ROOT, 'docs/examples/training-report.txt'), 'utf8').replace(
  '培训合计\t9',
  '培训合计\t8',
)
const TEXTS = ['tabs-lost-cells', 'vanished-blanks', 'markdown-pieces'].map((name) =>
  join(ROOT, 'samples/text', `${name}.txt`),
)

let real: Real
let admin: Client
let page: Page
let trained: string

beforeAll(async () => {
  real = await startReal([...FORMS, own])
  admin = await real.server.as('chief', 'admin')
  trained = await handIn(new File([training], 'training.txt'))
  for (const text of TEXTS) await handIn(text)
  page = await real.window('anna', 'reviewer')
}, 400_000)
afterAll(() => real?.stop())

/** Uploads a document and waits for its report. */
async function handIn(file: string | File): Promise<string> {
  const [uploaded] = (await (await admin.upload([file])).json()) as Uploaded[]
  const id = uploaded!.document!
  await until(async () => ['review', 'done'].includes((await line(id)).state), 120_000)
  return id
}

async function line(id: string): Promise<DocumentLine> {
  return (await (await admin.get(`/api/documents/${id}`)).json()) as DocumentLine
}

const queued = async () => ((await (await admin.get('/api/review/counts')).json()) as { documents: number }).documents

/** The first number in an element, as it is now; -1 where there is none. */
const count = async (selector: string) => Number(/\d+/.exec((await textNow(page, selector)) ?? '')?.[0] ?? -1)

test('a form of one’s own: its labels, and its equations computed while somebody types', async () => {
  await page.goto(`${real.server.url}/#/review/${trained}`)
  await waitForDocument(page, trained)
  await page.locator('[data-field="training.total.sessions"]').click()
  await waitForField(page, 'training.total.sessions')
  await expect.poll(() => textNow(page, '.cell-name')).toContain('培训合计')
  await expect.poll(() => textNow(page, '.cell-name')).toContain('举办场次')
  const equation = '[data-check="training.sessions"]'
  await expect.poll(() => classesNow(page, equation)).toContain('fail')
  await expect.poll(() => textNow(page, equation)).toContain('onSite + online = total')
  await expect.poll(() => page.locator(`${equation} .sign`).allTextContents()).toEqual(['+', '='])
  await page.keyboard.type('9')
  await expect.poll(() => classesNow(page, equation)).toContain('pass')
  await page.keyboard.press('Escape')
  await page.keyboard.press('t')
  await page.locator('dialog').waitFor()
  await page.keyboard.press('Escape')
  await page.locator('dialog').waitFor({ state: 'detached' })
}, 400_000)

test('the queue is filtered by keyboard: by agency, year, form and reason', async () => {
  await page.goto(`${real.server.url}/#/review`)
  await page.locator('[aria-selected=true]').waitFor()
  const items = () => count('.queue-counts')
  await expect.poll(items).toBeGreaterThan(0)
  const all = await items()
  await page.locator('.filters select[aria-label="原因"]').waitFor()
  await page.keyboard.press('Shift+F')
  for (const [name, filter] of [
    ['机关', 'agency'],
    ['年份', 'year'],
    ['表式', 'form'],
    ['原因', 'reason'],
  ] as const) {
    await tabTo(page, name)
    const narrowed = page.waitForResponse(
      (response) => response.url().includes(`/api/review/counts?`) && response.url().includes(`${filter}=`),
    )
    await page.keyboard.press('ArrowDown')
    expect(((await (await narrowed).json()) as { items: number }).items).toBeLessThanOrEqual(all)
    // Whoever chooses goes on choosing; the work waits, and has come by now.
    await page.locator('[aria-selected=true]').waitFor()
    expect(await focused(page)).toBe(name)
    const widened = page.waitForResponse(
      (response) => response.url().includes('/api/review/counts') && !response.url().includes(`${filter}=`),
    )
    await page.keyboard.press('ArrowUp')
    await widened
    await expect.poll(items).toBe(all)
  }
  await page.keyboard.press('Escape')
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('review')
  const down = (await formsOffered()).indexOf('training')
  expect(down).toBeGreaterThan(0)
  await page.keyboard.press('Shift+F')
  await tabTo(page, '表式')
  for (let at = 0; at < down; at++) await page.keyboard.press('ArrowDown')
  await page.locator('.task-name', { hasText: '云陂县档案局' }).waitFor()
  await waitForDocument(page, trained)
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('review')
  await page.keyboard.press('Shift+F')
  await tabTo(page, '表式')
  for (let at = 0; at < down; at++) await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Escape')
  await expect.poll(items).toBe(all)
  await page.locator('[aria-selected=true]').waitFor()
}, 400_000)

/** The forms that the queue can be filtered by, as they are offered. */
function formsOffered(): Promise<readonly string[]> {
  return page.$$eval('select[aria-label="表式"] option', (every) =>
    every.map((one) => (one as HTMLOptionElement).value),
  )
}

test('whoever passes documents over sees all of them before one comes again', async () => {
  await page.goto(`${real.server.url}/#/review`)
  await page.locator('[aria-selected=true]').waitFor()
  const shown = async () => (await placeOf(page))[0]!
  const open = await queued()
  expect(open).toBeGreaterThan(3)
  const seen: string[] = []
  for (let left = 2 * open; left > 0; left--) {
    const now = await shown()
    seen.push(now)
    await page.keyboard.press('j')
    // While the next one is fetched there is none, or the former.
    await expect.poll(async () => ['', now].includes(await shown())).toBe(false)
    await page.locator('[aria-selected=true]').waitFor()
  }
  expect(new Set(seen.slice(0, open)).size).toBe(open)
  expect(new Set(seen.slice(open)).size).toBe(open)
}, 400_000)

test('the counts follow at once after one’s own answer, and by themselves after anybody else’s', async () => {
  const mine = () => count('.queue-counts b')
  const open = () => count('.queue-counts')
  await page.locator('[aria-selected=true]').waitFor()
  await expect.poll(open).toBeGreaterThan(3)
  const [before, left] = [await mine(), await open()]
  await page.keyboard.press('b')
  await page.keyboard.press('Enter')
  await expect.poll(mine, { interval: 20 }).toBe(before + 1)
  await expect.poll(open).toBeLessThan(left)
  const other = await real.server.as('bei', 'reviewer')
  const task = (await (await other.post('/api/review/next', {})).json()) as Task
  const now = await open()
  const [item] = task.items
  await other.post('/api/review/answers', {
    document: task.document,
    answers: [{ subject: item!.field, after: { value: null, state: 'blank' }, seen: item!.seen, why: '', seconds: 1 }],
  })
  await expect.poll(open).toBeLessThan(now)
  await other.post('/api/review/release', { document: task.document })
}, 400_000)
