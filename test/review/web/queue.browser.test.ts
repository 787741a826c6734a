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
}, 120_000)
afterAll(() => real?.stop())

/** Uploads a document and waits for its report. */
async function handIn(file: string | File): Promise<string> {
  const [uploaded] = (await (await admin.upload([file])).json()) as Uploaded[]
  const id = uploaded!.document!
  await until(async () => ['review', 'done'].includes((await line(id)).state))
  return id
}

async function line(id: string): Promise<DocumentLine> {
  return (await (await admin.get(`/api/documents/${id}`)).json()) as DocumentLine
}

const queued = async () => ((await (await admin.get('/api/review/counts')).json()) as { documents: number }).documents

const count = async (text: string) => Number(/\d+/.exec((await page.locator(text).textContent()) ?? '')?.[0] ?? -1)

test('a form of one’s own: its labels, and its equations computed while somebody types', async () => {
  await page.goto(`${real.server.url}/#/review/${trained}`)
  const total = page.locator('[data-field="training.total.sessions"]')
  await total.waitFor()
  await total.click()
  expect(await page.textContent('.cell-name')).toContain('培训合计')
  expect(await page.textContent('.cell-name')).toContain('举办场次')
  const equation = page.locator('[data-check="training.sessions"]')
  expect(await equation.getAttribute('class')).toContain('fail')
  expect(await equation.textContent()).toContain('onSite + online = total')
  expect(await equation.locator('.sign').allTextContents()).toEqual(['+', '='])
  await page.keyboard.type('9')
  await expect.poll(() => equation.getAttribute('class')).toContain('pass')
  await page.keyboard.press('Escape')
  await page.keyboard.press('t')
  await page.locator('dialog').waitFor()
  await page.keyboard.press('Escape')
})

test('the queue is filtered by keyboard: by agency, year, form and reason', async () => {
  await page.goto(`${real.server.url}/#/review`)
  await page.locator('[aria-selected=true]').waitFor()
  const all = await count('.queue-counts span, .queue-counts')
  await page.keyboard.press('Shift+F')
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
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
    // Whoever chooses goes on choosing; the work waits.
    expect(await focused()).toBe(name)
    const widened = page.waitForResponse(
      (response) => response.url().includes('/api/review/counts') && !response.url().includes(`${filter}=`),
    )
    await page.keyboard.press('ArrowUp')
    await widened
  }
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+F')
  await tabTo(page, '表式')
  const forms = await page.$$eval('select[aria-label="表式"] option', (all) =>
    all.map((one) => (one as HTMLOptionElement).value),
  )
  for (let at = 0; at < forms.indexOf('training'); at++) await page.keyboard.press('ArrowDown')
  await page.locator('.task-name', { hasText: '云陂县档案局' }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('review')
  await page.keyboard.press('Shift+F')
  await tabTo(page, '表式')
  for (let at = 0; at < forms.indexOf('training'); at++) await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Escape')
  await page.locator('[aria-selected=true]').waitFor()
}, 120_000)

test('whoever passes documents over sees all of them before one comes again', async () => {
  await page.goto(`${real.server.url}/#/review`)
  await page.locator('[aria-selected=true]').waitFor()
  const name = () => page.locator('.task-name').textContent()
  const open = await queued()
  expect(open).toBeGreaterThan(3)
  const seen: string[] = []
  for (let left = 2 * open; left > 0; left--) {
    const now = (await name()) ?? ''
    seen.push(now)
    await page.keyboard.press('j')
    await expect.poll(async () => ['', now].includes((await name()) ?? '')).toBe(false)
  }
  expect(new Set(seen.slice(0, open)).size).toBe(open)
  expect(new Set(seen.slice(open)).size).toBe(open)
})

test('the counts follow at once after one’s own answer, and by themselves after anybody else’s', async () => {
  const mine = () => count('.queue-counts b')
  const open = () => count('.queue-counts')
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
}, 120_000)
