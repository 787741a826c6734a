import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Role } from '../../../../review/api/session.ts'
import { loadAssets } from '../../../../review/server/assets/load.ts'
import { buildWeb } from '../../../../review/web/build.ts'
import type { Form } from '../../../../schemas/form.ts'
import type { Store } from '../../../../store/open.ts'
import { PASSWORD, startTestServer, type TestServer } from '../../server/support.ts'
import { startChromium } from './chromium.ts'
import { focused } from './review-page.ts'

/** The built page over a real server, in a real Chromium. */
export type Real = {
  readonly server: TestServer
  /** A window of its own session, logged in by keyboard as a new account of that role, on its first screen. */
  window(name: string, role: Role): Promise<Page>
  /** A window at the login page, where somebody types a name and a password. */
  login(name: string, password: string): Promise<Page>
  stop(): Promise<void>
}

/** Starts it; `forms` are the server's, the official ones where none are given; `prepare` fills its store beforehand. */
export async function startReal(
  forms?: readonly Form[],
  prepare: (store: Store) => Promise<void> = async () => {},
): Promise<Real> {
  const dist = mkdtempSync(join(tmpdir(), 'nianbao-web-'))
  await buildWeb({ out: dist })
  const assets = await loadAssets(dist)
  const [server, browser] = await Promise.all([
    startTestServer({ assets, prepare, maxBytes: 32 * 1024 ** 2, ...(forms ? { forms } : {}) }),
    startChromium(),
  ])
  const login = async (name: string, password: string) => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    await page.goto(`${server.url}/login`)
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT')
    await page.keyboard.type(name)
    await page.keyboard.press('Tab')
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    return page
  }
  return {
    server,
    login,
    async window(name, role) {
      if (role !== 'none') await server.as(name, role)
      const page = await login(name, PASSWORD)
      await arrived(page)
      return page
    },
    async stop() {
      await browser.close()
      await server.stop()
      rmSync(dist, { recursive: true, force: true })
    },
  }
}

/**
 * Waits until somebody who came in has the screen before them, and the focus where it goes by itself: in the work where
 * they review, which has a document or none; elsewhere the list is there.
 */
export async function arrived(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const main = document.querySelector('main')
    if (!main || !document.querySelector('header nav')) return false
    if (main.matches('.review')) return document.activeElement === main && !main.querySelector('[aria-busy]')
    return main.matches('.screen') && !main.textContent.includes('正在读取')
  })
}

/** Shows a document's own page, and waits until its report is there: until then the former screen may be. */
export async function toDocument(page: Page, url: string, id: string): Promise<void> {
  await page.goto(`${url}/#/documents/${id}`)
  await page.locator(`a[download][href="/api/documents/${id}/report?download=1"]`).waitFor()
}

/** Long enough for anything to appear that Tab could come to. */
const PATIENCE_MS = 60_000

/** Tabs on until what has the focus is called so. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (Date.now() < end) {
    const here = await focused(page)
    if (typeof name === 'string' ? here === name : name.test(here)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`nothing is called ${name}`)
}
