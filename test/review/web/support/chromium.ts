import { type Browser, type BrowserServer, chromium, type Page } from 'playwright-core'
import { CHROMIUM, CHROMIUM_ARGS } from '../../../../samples/make/pdf.ts'

/** Pages compute so many times slower: tests that depend on a quick machine then fail on any. */
export const THROTTLE = Number(process.env.NIANBAO_TEST_THROTTLE ?? 1)
const OPTIONS = { executablePath: CHROMIUM, args: CHROMIUM_ARGS }

/** A real Chromium. */
export async function startChromium(): Promise<Browser> {
  return throttled(await chromium.launch(OPTIONS))
}

/** A Chromium in a process that may be killed while it is used. */
export async function startMortal(): Promise<{ readonly browser: Browser; readonly server: BrowserServer }> {
  const server = await chromium.launchServer(OPTIONS)
  return { server, browser: throttled(await chromium.connect(server.wsEndpoint())) }
}

/** A page of its own session; `complaints` collects errors, refused content and what the page says to its console. */
export async function openPage(browser: Browser, url: string, complaints: string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, acceptDownloads: true })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => complaints.push(message.text()))
  await page.goto(url)
  return page
}

function throttled(browser: Browser): Browser {
  if (THROTTLE > 1) browser.on('context', (context) => context.on('page', (page) => void slowDown(page)))
  return browser
}

/** Each process that shows the page is slowed down: another site, or a reload, may come with a new one. */
async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const slow = () => session.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE }).catch(() => {}) // closed
  page.on('framenavigated', (frame) => void (frame === page.mainFrame() && slow()))
  await slow()
}
