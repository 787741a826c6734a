// Draws the READMEs' picture of the reviewers' page, from the real app reading a sample, into docs/images/.
//   node scripts/make-review-pictures.ts
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import sharp from 'sharp'
import { CHROMIUM, CHROMIUM_ARGS } from '../samples/make/pdf.ts'
import { freePort } from '../test/support/free-port.ts'
import { ROOT } from '../test/support/sources.ts'

const data = mkdtempSync(join(tmpdir(), 'nianbao-pictures-'))
const words = ['serve', '--data', data, '--port', String(await freePort()), '--sample', '0']
const serve = spawn(process.execPath, [join(ROOT, 'cli', 'nianbao.js'), ...words], {
  stdio: ['ignore', 'pipe', 'ignore'],
})
const link = await new Promise<string>((settle) => {
  serve.stdout.on('data', (text) => {
    const found = /http:\/\/\S+/.exec(String(text))?.[0]
    if (found) settle(found)
  })
})
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: CHROMIUM_ARGS,
})
const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, deviceScaleFactor: 1.5 })
await page.goto(link)
await page.goto(new URL('/#/documents', link).href)
await page.locator('input[type=file]').setInputFiles(join(ROOT, 'samples/scan/stamped-wrong-sum.pdf'))
await page.getByRole('row', { name: /stamped.*待核对/ }).waitFor({ timeout: 180_000 })
await page.goto(new URL('/#/review', link).href)
await page.locator('.equations', { hasText: '不平' }).waitFor()
await page.locator('.picture:not(.fetching)').waitFor()
await page.waitForTimeout(3000) // the picture is drawn sharper, and fades in
await page.screenshot({ path: join(data, 'review.png') })
await sharp(join(data, 'review.png')).webp({ quality: 75 }).toFile(join(ROOT, 'docs/images/review.webp'))
await browser.close()
serve.kill('SIGTERM')
await new Promise((settle) => serve.once('exit', settle))
rmSync(data, { recursive: true, force: true })
