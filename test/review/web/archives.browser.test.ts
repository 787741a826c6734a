import { readFileSync } from 'node:fs'
import type { Download, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unzipped } from '../../export/support/zip.ts'
import { putBatch } from '../server/exports/archived.ts'
import { type Real, startReal, tabTo, toDocument } from './support/real.ts'
import { focused } from './support/review-page.ts'

let real: Real
let page: Page
let ids: Awaited<ReturnType<typeof putBatch>>

beforeAll(async () => {
  real = await startReal(undefined, async (store) => {
    ids = await putBatch(store, '二〇二三')
  })
  page = await real.window('档案员', 'viewer')
}, 120_000)
afterAll(() => real?.stop())

async function take(name: string): Promise<Download> {
  await tabTo(page, name)
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 120_000 }),
    page.keyboard.press('Enter'),
  ])
  return download
}

const bytesOf = async (download: Download) => readFileSync(await download.path())

test('the batch that the list is filtered by is downloaded as a zip of PDFs, by keyboard', async () => {
  await page.goto(`${real.server.url}/#/documents`)
  await page.locator('table.documents').waitFor()
  await tabTo(page, '批次')
  await page.keyboard.type('二〇二三')
  await page.keyboard.press('Tab')
  await tabTo(page, '下载…')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: '下载' })
  await dialog.getByText('批次 二〇二三').waitFor()
  await dialog.getByText('3 份报告').waitFor()
  await dialog.getByText('此范围内有 1 份文本文件').waitFor()
  const download = await take('可检索的 PDF')
  expect(download.suggestedFilename()).toBe('二〇二三-pdf.zip')
  expect([...(await unzipped(await bytesOf(download))).keys()]).toEqual(['某县 2023.pdf', 'left-out.csv'])
}, 400_000)

test('of one document the archives are told to be made, saved, or why there is none', async () => {
  await toDocument(page, real.server.url, ids.scan)
  await tabTo(page, '归档格式…')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: '归档格式' })
  await dialog.waitFor()
  const pdf = await take('可检索的 PDF')
  expect(pdf.suggestedFilename()).toBe('某县 2023.pdf')
  expect((await bytesOf(pdf)).subarray(0, 5).toString()).toBe('%PDF-')
  await dialog.getByText('已保存 某县 2023.pdf').waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  await toDocument(page, real.server.url, ids.locked)
  await tabTo(page, '归档格式…')
  await page.keyboard.press('Enter')
  await tabTo(page, '可检索的 PDF')
  await page.keyboard.press('Enter')
  await dialog.getByRole('alert').filter({ hasText: '文字层只能加在未加密的文件上' }).waitFor({ timeout: 120_000 })
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  await toDocument(page, real.server.url, ids.dump)
  await tabTo(page, '归档格式…')
  await page.keyboard.press('Enter')
  await dialog.getByText('这是文本文件').waitFor()
  await expect.poll(() => dialog.getByRole('button').allTextContents()).toEqual(['关闭', 'BagIt 包'])
  const bag = await take('BagIt 包')
  expect((await unzipped(await bytesOf(bag))).has('dump/bagit.txt')).toBe(true)
}, 400_000)

test('closing the window ends what is being made', async () => {
  await page.route('**/api/exports/files**', () => {}) // never answered
  await toDocument(page, real.server.url, ids.scan)
  await tabTo(page, '归档格式…')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: '归档格式' })
  await expect.poll(() => focused(page)).toBe('可检索的 PDF')
  const [asked] = await Promise.all([page.waitForRequest('**/api/exports/files**'), page.keyboard.press('Enter')])
  await dialog.getByText('正在生成：可检索的 PDF').waitFor()
  const ended = page.waitForEvent('requestfailed', (request) => request.url().includes('/api/exports/files'))
  await page.keyboard.press('Escape')
  expect((await ended).url()).toBe(asked.url())
  await dialog.waitFor({ state: 'detached' })
}, 400_000)
