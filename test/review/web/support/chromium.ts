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
