import { existsSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { comparisonPage } from '../../../export/html/comparison-page.ts'
import { statisticsPage } from '../../../export/html/statistics-page.ts'
import { compareReports } from '../../../pipeline/compare/compare.ts'
import { statisticsOf } from '../../../pipeline/stats/collect.ts'
import { CHROMIUM } from '../../../samples/make/pdf.ts'
import { FORMS } from '../../../schemas/forms/index.ts'
import { filingReport, withField } from '../../pipeline/years/filings.ts'
import { startChromium } from '../../review/web/support/chromium.ts'

const LONG = '溪桥县人民政府政务服务和数据管理与行政审批制度改革协调推进工作领导小组办公室'
const earlier = filingReport({ year: 2021, organization: LONG, carriedOver: { business: 2 } })
const later = filingReport({ year: 2022, organization: LONG, carriedIn: { other: 400 } })
const doubtful = withField(earlier, 'requests.granted.total', {
  value: 123_456_789,
  review: true,
  reasons: ['low-score', 'readers-disagree'],
  confidence: 0.3,
})
const PAGES = {
  years: comparisonPage(compareReports(earlier, later), { forms: FORMS, language: 'zh' }),
  readings: comparisonPage(compareReports(earlier, doubtful), { forms: FORMS, language: 'en' }),
  statistics: statisticsPage(statisticsOf([earlier, later, doubtful]), { forms: FORMS, language: 'zh' }),
}

describe.skipIf(!existsSync(CHROMIUM))('in Chromium', () => {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await startChromium()
  })
  afterAll(() => browser?.close())

  test.each(Object.entries(PAGES))(
    '%s: no complaint, nothing fetched, nothing wider than the window',
    async (_, html) => {
      const page = await browser!.newPage()
      const told: string[] = []
      page.on('console', (message) => told.push(message.text()))
      page.on('request', (request) => told.push(request.url()))
      await page.setContent(html)
      for (const width of [1200, 420]) {
        await page.setViewportSize({ width, height: 800 })
        await expect
          .poll(() => page.evaluate('[innerWidth, document.documentElement.scrollWidth]'))
          .toEqual([width, width])
      }
      expect(told).toEqual([])
      await page.close()
    },
  )

  test('every chart has a name and says in words what it shows; its texts stay inside', async () => {
    const page = await browser!.newPage({ viewport: { width: 1200, height: 800 } })
    await page.setContent(PAGES.statistics)
    const charts = await page.$$eval('svg[role=img]', (all) =>
      all.map((chart) => {
        const frame = chart.getBoundingClientRect()
        const texts = [...chart.querySelectorAll('text')].map(
          (text) => [text.textContent, text.getBoundingClientRect()] as const,
        )
        return {
          title: chart.querySelector(':scope > title')?.textContent,
          desc: chart.querySelector(':scope > desc')?.textContent,
          outside: texts.flatMap(([text, box]) =>
            box.left >= frame.left - 1 && box.right <= frame.right + 1 ? [] : [text],
          ),
        }
      }),
    )
    expect(charts.length).toBeGreaterThan(4)
    for (const { title, desc, outside } of charts) {
      expect(title).toMatch(/./)
      expect(desc).toMatch(/\d/)
      expect(outside).toEqual([])
    }
    await page.close()
  })

  test('dark where the system is dark, and black on white on paper', async () => {
    const page = await browser!.newPage({ colorScheme: 'dark' })
    await page.setContent(PAGES.statistics)
    const ground = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    await expect.poll(ground).toBe('rgb(20, 23, 26)')
    await page.emulateMedia({ media: 'print' })
    await expect.poll(ground).toBe('rgb(255, 255, 255)')
    await page.close()
  })
})
