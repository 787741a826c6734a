import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import type { Look } from './look.ts'

/** Where Chromium is looked for; CHROMIUM names another place. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** How Chromium is started: without a screen, and without a word to anybody outside. */
export const CHROMIUM_ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Opens Chromium, or gives undefined where there is none. */
export async function openPrinter(): Promise<Browser | undefined> {
  if (!existsSync(CHROMIUM)) return undefined
  return await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGS })
}

/** Prints a page to PDF; one input gives the same bytes at any time, as far as fonts and Chromium are the same. */
export async function printPdf(browser: Browser, html: string, look: Look): Promise<Uint8Array> {
  const page = await browser.newPage()
  try {
    await page.setContent(html, { waitUntil: 'load' })
    const pdf = await page.pdf({
      preferCSSPageSize: true,
      printBackground: true,
      tagged: false,
      outline: false,
      ...(look.footer === 'none'
        ? {}
        : { displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate: footer(look) }),
    })
    return withoutDates(pdf)
  } finally {
    await page.close()
  }
}

function footer(look: Look): string {
  const number = '<span class="pageNumber"></span>'
  const text = look.footer === 'dashes' ? `— ${number} —` : `第 ${number} 页 共 <span class="totalPages"></span> 页`
  return `<div style="width:100%;text-align:center;font-size:9pt;font-family:'${look.font}'">${text}</div>`
}

/** A printed PDF without its moment, the only thing that differs between two runs; overwritten in place, so no offset moves. */
export function withoutDates(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1')
  return Buffer.from(
    text.replace(/\/(CreationDate|ModDate) \(D:\d{14}/g, (_, name: string) => `/${name} (D:20250101000000`),
    'latin1',
  )
}
