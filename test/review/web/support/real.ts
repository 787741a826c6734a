import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Role } from '../../../../review/api/session.ts'
import { loadAssets } from '../../../../review/server/assets/load.ts'
import { buildWeb } from '../../../../review/web/build.ts'
import type { Form } from '../../../../schemas/form.ts'
import type { Store } from '../../../../store/open.ts'
import { PASSWORD, startTestServer, type TestServer } from '../../server/support.ts'
import { startChromium } from './chromium.ts'

/** The built page over a real server, in a real Chromium. */
export type Real = {
  readonly server: TestServer
  /** A window of its own session, logged in by keyboard as a new account of that role. */
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
    startChromium() as Promise<Browser>,
  ])
  const login = async (name: string, password: string) => {
    const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
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
      await page.locator('header nav').waitFor()
      return page
    },
    async stop() {
      await browser.close()
      await server.stop()
      rmSync(dist, { recursive: true, force: true })
    },
  }
}

/** Tabs on until what has the focus is called so. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let i = 0; i < 80; i++) {
    const focused = await page.evaluate(() => {
      const element = globalThis.document.activeElement
      const label = element?.closest('label')?.textContent
      return (element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '').trim()
    })
    if (typeof name === 'string' ? focused === name : name.test(focused)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`nothing is called ${name}`)
}
