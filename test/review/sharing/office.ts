import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { pageAssets } from '../../../review/server/assets/page.ts'
import { CHROMIUM, CHROMIUM_ARGS } from '../../../samples/make/pdf.ts'
import type { Report } from '../../../schemas/report.ts'
import type { Store } from '../../../store/open.ts'
import { open } from '../../support/open-store.ts'
import { type Serving, serveStore } from '../../support/serve-store.ts'
import { ROOT } from '../../support/sources.ts'

/** A real server that several people work with, each in a Chromium context or in a Chromium of their own. */
export type Office = {
  readonly store: Store
  readonly serving: Serving
  /** Somebody's window on the queue: in a browser of their own where one is given; `hears` gathers the answers it gets. */
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
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS })
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
      page.on('response', async (response) => {
        if (hears && response.url().includes('/api/review/')) hears.push(await response.text().catch(() => ''))
      })
      await page.goto(serving.link.replace('chief', name))
      await page.locator('[aria-selected=true]').or(page.getByText(EMPTY)).first().waitFor()
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

/** The field that the cursor is on. */
export async function fieldOf(page: Page): Promise<string> {
  return (await page.getAttribute('[aria-selected=true]', 'data-field')) ?? ''
}

/**
 * The document and the field that a page is on, as they are at one moment; an empty field where it is on none. Waits for
 * nothing: asked for one after the other, they may be of two documents, or the second never come.
 */
export function placeOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => [
    sessionStorage.getItem('nianbao.document') ?? '',
    document.querySelector('[aria-selected=true]')?.getAttribute('data-field') ?? '',
  ])
}

/** Waits until everything said on a page is with the server. */
export async function sent(page: Page): Promise<void> {
  await page.waitForFunction(() => sessionStorage.getItem('nianbao.unsent') === '[]')
}

/** The document that a page shows. */
export async function documentOf(page: Page): Promise<string> {
  return (await page.evaluate(() => sessionStorage.getItem('nianbao.document'))) ?? ''
}

/** What the cell under the cursor shows. */
export function shown(page: Page): Promise<string | null> {
  return page.textContent('.cell-value output')
}
