/** Seconds per page of digital PDFs, one after the other: node bench/pages.ts [FOLDER] */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openPdf } from '../engines/pdf/open.ts'

const folder = process.argv[2] ?? ['samples/digital', 'samples'].find((f) => existsSync(f)) ?? '.'
const names = (await readdir(folder)).filter((n) => n.endsWith('.pdf')).sort()
if (names.length === 0) throw new Error(`no PDF in ${folder}`)
let pages = 0
let seconds = 0
let cpu = process.cpuUsage()
const slowest: [number, string][] = []
for (const [i, name] of [names[0]!, ...names].entries()) {
  const bytes = new Uint8Array(await readFile(join(folder, name)))
  const started = performance.now()
  const doc = await openPdf(bytes)
  if ('code' in doc) {
    process.stdout.write(`${name}: ${doc.message}\n`)
    continue
  }
  for (let page = 1; page <= doc.pages; page++) {
    const before = performance.now()
    await doc.readPage(page)
    if (i > 0) slowest.push([(performance.now() - before) / 1000, `${name} page ${page}`])
  }
  await doc.close()
  // The first file only warms up: starting the thread and loading the library is not a page's time.
  if (i === 0) {
    cpu = process.cpuUsage()
    continue
  }
  pages += doc.pages
  seconds += (performance.now() - started) / 1000
}
const used = process.cpuUsage(cpu)
const each = (total: number) => (total / Math.max(1, pages)).toFixed(3)
slowest.sort((a, b) => b[0] - a[0])
process.stdout.write(`${pages} pages in ${seconds.toFixed(2)} s: ${each(seconds)} s a page\n`)
process.stdout.write(`  ${each((used.user + used.system) / 1e6)} s of processor time a page\n`)
for (const [s, what] of slowest.slice(0, 5)) process.stdout.write(`  ${s.toFixed(3)} s ${what}\n`)
