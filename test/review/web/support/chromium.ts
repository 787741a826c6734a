import { type Browser, chromium, type Page } from 'playwright-core'
import { CHROMIUM, CHROMIUM_ARGS } from '../../../../samples/make/pdf.ts'

/** A real Chromium. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS })
}

/** A page of its own session; `complaints` collects errors, refused content and what the page says to its console. */
export async function openPage(browser: Browser, url: string, complaints: string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, acceptDownloads: true })
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => complaints.push(message.text()))
  await page.goto(url)
  return page
}

/** The field that the cursor is on. */
export async function cursorOf(page: Page): Promise<string | null> {
  return page.getAttribute('[aria-selected=true]', 'data-field')
}

/** Waits until the cursor is on this field. */
export async function waitForField(page: Page, field: string): Promise<void> {
  await page.waitForSelector(`[data-field="${field}"][aria-selected=true]`)
}

/**
 * Waits until the page shows this document with the cursor in it. An address that differs behind # alone loads nothing
 * anew: until the document has come, the former one's cells are still there.
 */
export async function waitForDocument(page: Page, id: string): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      sessionStorage.getItem('nianbao.document') === wanted &&
      location.hash.endsWith(`/${wanted}`) &&
      document.querySelector('[aria-selected=true]') !== null,
    id,
  )
}
