// Prints an HTML page to PDF, the same bytes each time: for samples of forms that the project does not ship.
//   node scripts/print-page.ts PAGE.html PAGE.pdf
import { readFileSync, writeFileSync } from 'node:fs'
import { CHROMIUM, openPrinter, withoutDates } from '../samples/make/pdf.ts'

const [from, to] = process.argv.slice(2)
if (!from || !to) throw new Error('print-page: say PAGE.html PAGE.pdf')
const browser = await openPrinter()
if (!browser) throw new Error(`print-page: no Chromium at ${CHROMIUM}; set CHROMIUM to its path`)
try {
  const page = await browser.newPage()
  await page.setContent(readFileSync(from, 'utf8'), { waitUntil: 'load' })
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: false, outline: false })
  writeFileSync(to, withoutDates(pdf))
} finally {
  await browser.close()
}
