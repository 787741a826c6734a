import type { Page } from 'playwright-core'

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
      sessionStorage.getItem('nianbao.document') === wanted && document.querySelector('[aria-selected=true]') !== null,
    id,
  )
}

/** What the cell under the cursor shows now; null where there is none. */
export function valueShown(page: Page): Promise<string | null> {
  return textNow(page, '.cell-value output')
}

/** What an element's text is now; null where there is none: for polls, which wait themselves. */
export function textNow(page: Page, selector: string): Promise<string | null> {
  return page.evaluate((wanted) => document.querySelector(wanted)?.textContent ?? null, selector)
}

/** An element's classes as they are now; null where there is none. */
export function classesNow(page: Page, selector: string): Promise<readonly string[] | null> {
  return page.evaluate((wanted) => {
    const element = document.querySelector(wanted)
    return element && [...element.classList]
  }, selector)
}

/** What has the focus now, by its label or its text. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    const label = element?.closest('label')?.textContent
    return (element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '').trim()
  })
}

/** Waits until everything said on a page is with the server: what was said stays in the page's outbox until then. */
export async function sent(page: Page): Promise<void> {
  await page.waitForFunction(() => sessionStorage.getItem('nianbao.unsent') === '[]')
}
