import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Uploaded } from '../../../review/api/documents.ts'
import { pageAssets } from '../../../review/server/assets/page.ts'
import { CHROMIUM } from '../../../samples/make/pdf.ts'
import { ROOT } from '../../support/sources.ts'
import { startChromium } from '../web/support/chromium.ts'
import { startTestServer, type TestServer, until } from './support.ts'

const SCRIPT = '<script>window.ran="script"</script>'
const IMAGE = '<img src=x onerror="window.ran=1">'
const LINK = '<a href="javascript:window.ran=2">'

describe.skipIf(!existsSync(CHROMIUM))('in Chromium', () => {
  let server: TestServer
  let browser: Browser
  let page: Page
  const loaded: string[] = []
  beforeAll(async () => {
    server = await startTestServer({ assets: await pageAssets(() => {}) })
    browser = await startChromium()
    page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
    page.setDefaultTimeout(60_000)
    page.on('dialog', (dialog) => dialog.dismiss())
    page.on('request', (request) => loaded.push(request.url()))
  })
  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  })

  test('a document full of scripts, with a script for a name, is shown and runs nothing', async () => {
    const client = await server.as('chief', 'admin')
    const sample = readFileSync(join(ROOT, 'samples', 'text', 'tabs-lost-cells.txt'), 'utf8')
    const hostile = sample
      .replaceAll('政府信息公开', `政府信息公开${IMAGE}`)
      .replaceAll('。', `。${SCRIPT}${LINK}`)
      .replace(/\n/, `${SCRIPT}\n`)
    const upload = await client.upload([new File([hostile], `${IMAGE}${SCRIPT.replace('/', '∕')}.txt`)], SCRIPT)
    const [{ document }] = (await upload.json()) as [Uploaded]
    await until(async () => {
      const line = (await (await client.get(`/api/documents/${document}`)).json()) as { state: string }
      return line.state === 'review' || line.state === 'done'
    }, 120_000)
    const [name, value] = client.cookie.split('=') as [string, string]
    await page.context().addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: 'Strict' }])

    const shown: string[] = []
    // Each screen with what only it has, and has once it shows the document, or all there is.
    for (const [where, sign] of [
      ['#/documents', 'table.documents td.name'],
      [`#/documents/${document}`, `a[download][href*="${document}"]`],
      [`#/review/${document}`, 'main.review [aria-selected=true]'],
      ['#/dashboard', '.panel.queue'],
      ['#/accounts', 'table.accounts tbody tr'],
    ] as const) {
      await page.goto(`${server.url}/${where}`)
      await page.locator(sign).first().waitFor()
      // Time for what is not to run, were there any.
      await page.waitForTimeout(500)
      shown.push((await page.locator('body').textContent()) ?? '')
      expect([where, await page.evaluate('window.ran')]).toEqual([where, undefined])
      expect([where, await page.locator('#app script, #app img[src="x"], a[href^="javascript:"]').count()]).toEqual([
        where,
        0,
      ])
    }
    expect(shown[0]).toContain(IMAGE) // the name, as text
    expect(shown.join('\n')).toContain('window.ran=')
    expect(loaded.filter((url) => !url.startsWith(server.url) && !/^(blob|data):/.test(url))).toEqual([])
  })

  test('even where markup came into the page, its scripts would not run, nor anything from elsewhere load', async () => {
    const blocked = await page.evaluate(async () => {
      const directives: string[] = []
      addEventListener('securitypolicyviolation', (event) => directives.push(event.effectiveDirective))
      const script = document.createElement('script')
      script.textContent = 'window.ran = 3'
      const image = document.createElement('div')
      image.innerHTML = '<img src="data:," onerror="window.ran = 4"><iframe src="https://evil.example/"></iframe>'
      const far = document.createElement('script')
      far.src = 'https://evil.example/x.js'
      document.body.append(script, image, far)
      await fetch('https://evil.example/').catch(() => {})
      const until = performance.now() + 20_000
      while (new Set(directives).size < 4 && performance.now() < until)
        await new Promise((resolve) => setTimeout(resolve, 50))
      // Time for what was blocked to run, were it not.
      await new Promise((resolve) => setTimeout(resolve, 500))
      return { directives: [...new Set(directives)].sort(), ran: (window as { ran?: unknown }).ran }
    })
    expect(blocked.ran).toBeUndefined()
    expect(blocked.directives).toEqual(
      expect.arrayContaining(['connect-src', 'frame-src', 'script-src-attr', 'script-src-elem']),
    )
  })
})
