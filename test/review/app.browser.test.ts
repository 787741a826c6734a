import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHROMIUM } from '../../samples/make/pdf.ts'
import type { Report } from '../../schemas/report.ts'
import { makeScratch, run } from '../support/command.ts'
import { freePort } from '../support/free-port.ts'
import { ROOT } from '../support/sources.ts'
import { startChromium } from './web/support/chromium.ts'
import { arrived, tabTo, toDocument } from './web/support/real.ts'
import { placeOf, sent, textNow } from './web/support/review-page.ts'

const SAMPLE = join(ROOT, 'samples/scan/stamped-wrong-sum.pdf')
const TEXTS = ['tabs-lost-cells', 'vanished-blanks', 'traditional-truncated', 'markdown-pieces'].map((name) =>
  join(ROOT, 'samples/text', `${name}.txt`),
)
const scratch = makeScratch()

/** `nianbao serve` as somebody starts it at home. */
async function startServe(data: string, port: number): Promise<{ process: ChildProcess; link: string }> {
  // Samples of accepted fields would come between; here only what is flagged is settled.
  const words = ['serve', '--data', data, '--port', String(port), '--sample', '0']
  const child = spawn(process.execPath, [join(ROOT, 'cli', 'nianbao.js'), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const link = await new Promise<string>((settle, fail) => {
    let said = ''
    child.stdout.on('data', (text) => {
      said += text
      const found = /http:\/\/\S+/.exec(said)?.[0]
      if (found) settle(found)
    })
    child.on('exit', (code) => fail(new Error(`serve ended with ${code}`)))
  })
  return { process: child, link }
}

describe.skipIf(!existsSync(CHROMIUM))('the real app, in Chromium', () => {
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let port: number
  let serve: ChildProcess
  let document: string
  const get = async (path: string) => (await context.request.get(`http://127.0.0.1:${port}${path}`)).json()
  const report = async () => (await get(`/api/documents/${document}/report`)) as Report

  beforeAll(async () => {
    port = await freePort()
    const started = await startServe(scratch('data'), port)
    serve = started.process
    browser = await startChromium()
    context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
    page = await context.newPage()
    page.setDefaultTimeout(60_000)
    await page.goto(started.link)
    await arrived(page)
  }, 400_000)
  afterAll(async () => {
    await browser?.close()
    serve?.kill('SIGKILL')
  })

  test('a scan is uploaded by keyboard and watched while it is read', async () => {
    await page.getByText('没有待核对的项目').waitFor()
    await page.keyboard.press('F6') // out of the work, where Tab goes from cell to cell
    await tabTo(page, '文档')
    await page.keyboard.press('Enter')
    await page.waitForURL(/#\/documents/)
    await page.getByRole('button', { name: '选择文件…' }).waitFor()
    // Asked for first: the browser has to be told to hand choosers over.
    const chooser = page.waitForEvent('filechooser')
    chooser.catch(() => {})
    await tabTo(page, '选择文件…')
    await page.keyboard.press('Enter')
    await (await chooser).setFiles(SAMPLE)
    await page.getByRole('row', { name: 'stamped-wrong-sum.pdf' }).waitFor()
    await page.locator('tbody .state, tbody td').filter({ hasText: '待核对' }).first().waitFor({ timeout: 400_000 })
    const { documents } = (await get('/api/documents')) as { documents: { id: string; name: string; open: number }[] }
    expect(documents).toMatchObject([{ name: 'stamped-wrong-sum.pdf', open: expect.any(Number) }])
    document = documents[0]!.id
  }, 600_000)

  test('all its flagged fields are settled with two keys each; the checks turn green', async () => {
    const before = await report()
    expect(before.review.fields.length).toBeGreaterThan(0)
    await tabTo(page, '核对')
    await page.keyboard.press('Enter')
    await page.locator('.equations', { hasText: '不平' }).waitFor()
    let keys = 0
    const press = async (key: string) => {
      keys++
      await page.keyboard.press(key)
    }
    for (let left = before.review.fields.length; left > 0; left--) {
      await page.locator('[aria-selected=true]').waitFor()
      const here = await placeOf(page)
      if ((await textNow(page, '.right'))?.includes('建议')) {
        await press('s')
        await expect.poll(() => textNow(page, '.equations')).toMatch(/^(?!.*不平)/s)
      }
      await press('Enter')
      await expect.poll(() => placeOf(page)).not.toEqual(here)
    }
    await page.getByText('没有待核对的项目').waitFor()
    await sent(page)
    expect(keys).toBeLessThanOrEqual(2 * before.review.fields.length)
    await expect.poll(async () => (await report()).review.fields, { timeout: 30_000 }).toEqual([])
    const after = await report()
    for (const id of before.review.fields)
      expect(after.fields[id], id).toMatchObject({ corrected: true, review: false })
    expect(before.checks.filter(({ outcome }) => outcome === 'fail')).not.toEqual([])
    expect(after.checks.filter(({ outcome }) => outcome === 'fail')).toEqual([])
  }, 400_000)

  test('its JSON is downloaded, with what was read kept beside what was said', async () => {
    await toDocument(page, `http://127.0.0.1:${port}`, document)
    await tabTo(page, '下载 JSON')
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    const file = JSON.parse(readFileSync(await download.path(), 'utf8')) as Report
    expect(file).toEqual(await report())
    const [field] = Object.values(file.fields).filter(({ corrected }) => corrected)
    expect(field).toMatchObject({ corrected: true, read: { state: expect.any(String) }, readings: expect.any(Array) })
  })

  test('a server killed in the middle loses no answer', async () => {
    const before = await report()
    serve.kill('SIGKILL')
    const again = await startServe(scratch('data'), port)
    serve = again.process
    await page.goto(again.link)
    expect(await report()).toEqual(before)
  }, 400_000)

  test('two people never get the same document', async () => {
    for (const name of ['anna', 'bei']) {
      const added = await run(['user', 'add', name, '--role', 'reviewer', '--data', scratch('data')], {
        input: 'a long password\n',
      })
      expect([added.code, added.stderr]).toEqual([0, expect.any(String)])
    }
    await page.goto(`http://127.0.0.1:${port}/#/documents`)
    // Each page holds the next document as well as the one that is shown.
    for (const [index, file] of TEXTS.entries()) {
      await page.locator('input[type=file]').setInputFiles(file)
      await expect
        .poll(async () => ((await get('/api/documents?state=review')) as { documents: unknown[] }).documents.length, {
          timeout: 60_000,
        })
        .toBe(index + 1)
    }
    const shown = await Promise.all(
      ['anna', 'bei'].map(async (name) => {
        const own = await browser.newContext({ viewport: { width: 1366, height: 768 } })
        const window = await own.newPage()
        window.setDefaultTimeout(60_000)
        await window.goto(`http://127.0.0.1:${port}/login`)
        await window.locator('input').first().fill(name)
        await window.locator('input[type=password]').fill('a long password')
        await window.keyboard.press('Enter')
        await window.locator('[aria-selected=true]').waitFor()
        return { place: await placeOf(window), title: await textNow(window, '.bar h1') }
      }),
    )
    expect(shown[0]!.place[0]).not.toBe(shown[1]!.place[0])
    expect(shown[0]!.title).not.toBe(shown[1]!.title)
  }, 400_000)
})
