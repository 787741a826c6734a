import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { pageAssets } from '../../../review/server/assets/page.ts'
import type { Report } from '../../../schemas/report.ts'
import type { Store } from '../../../store/open.ts'
import { open } from '../../support/open-store.ts'
import { type Serving, serveStore } from '../../support/serve-store.ts'
import { ROOT } from '../../support/sources.ts'
import { startChromium } from '../web/support/chromium.ts'

/** A real server that several people work with, each in a Chromium context or in a Chromium of their own. */
export type Office = {
  readonly store: Store
  readonly serving: Serving
  /**
   * Somebody's window on the queue, which holds what it takes by then: in a browser of their own where one is given;
   * `hears` gathers the answers it gets.
   */
  window(name: string, choices?: { readonly browser?: Browser; readonly hears?: string[] }): Promise<Page>
  /** Hands in a sample text and waits until it is read; with a number, as another document of the same content. */
  handIn(sample: string, number?: number): Promise<string>
  report(document: string): Promise<Report>
  /** Lets every lease run out: the server's clock goes ahead. */
  letLeasesRunOut(): void
  stop(): Promise<void>
}

export const EMPTY = '没有待核对的项目'
/** More than a lease lasts, which is five minutes. */
const LEASE_OUT_MS = 6 * 60_000

export async function openOffice(choices: { readonly secondFields?: readonly string[] } = {}): Promise<Office> {
  const data = mkdtempSync(join(tmpdir(), 'nianbao-office-'))
  const store = await open({ data })
  const serving = await serveStore(store, { assets: await pageAssets(() => {}), ...choices })
  const browser = await startChromium()
  const { request } = await browser.newContext()
  await request.get(serving.link)
  const { csrf } = await (await request.get(`${serving.url}/api/session`)).json()
  const lineOf = async (id: string) => (await request.get(`${serving.url}/api/documents/${id}`)).json()
  return {
    store,
    serving,
    async window(name, { browser: own = browser, hears } = {}) {
      const context = await own.newContext({ viewport: { width: 1366, height: 768 } })
      const page = await context.newPage()
      page.setDefaultTimeout(120_000)
      let asked = 0
      page.on('response', (response) => void (response.url().endsWith('/api/review/next') && asked++))
      page.on('response', async (response) => {
        if (hears && response.url().includes('/api/review/')) hears.push(await response.text().catch(() => ''))
      })
      await page.goto(serving.link.replace('chief', name))
      const work = page.locator('[aria-selected=true]')
      await work.or(page.getByText(EMPTY)).first().waitFor()
      // Whoever has a document asks for the next one at once, and may have it before it is handed in for others.
      if (await work.count()) await expect.poll(() => asked).toBe(2)
      return page
    },
    async handIn(sample, number = 0) {
      const text = readFileSync(join(ROOT, 'samples', 'text', `${sample}.txt`))
      const buffer = Buffer.concat([text, Buffer.from('\n'.repeat(number))])
      const files = { name: `${sample}-${number}.txt`, mimeType: 'text/plain', buffer }
      const headers = { 'x-csrf-token': csrf }
      const answer = await request.post(`${serving.url}/api/documents`, { headers, multipart: { files } })
      const [{ document }] = (await answer.json()) as [{ document: string }]
      while ((await lineOf(document)).state !== 'review') await new Promise((resolve) => setTimeout(resolve, 50))
      return document
    },
    report: async (document) => (await request.get(`${serving.url}/api/documents/${document}/report`)).json(),
    letLeasesRunOut() {
      serving.clock.ahead += LEASE_OUT_MS
    },
    async stop() {
      await browser.close()
      await serving.stop()
      await store.close()
      rmSync(data, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
