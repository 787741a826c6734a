/**
 * Neighbouring-cell F1 on made-up tables printed by Chromium: node bench/tables.ts [NAME PART] [-v] [--keep FOLDER]
 * --redistil prints them once more through Ghostscript, which draws the same page with quite different operators.
 */
import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { openPdf } from '../engines/pdf/open.ts'
import { compareTables, f1, relations, type Score, type TableCells } from './adjacency.ts'
import { CASES } from './tables/cases.ts'

/** Runs in the page: every table's cells with their places, after the HTML table model; inner tables' text left out. */
const READ_TABLES = `[...document.querySelectorAll('table')].map((table) => {
  const taken = [], cells = []
  const rows = [...table.rows]
  rows.forEach((tr, row) => {
    let column = 0
    for (const td of tr.cells) {
      while (taken[row]?.[column]) column++
      for (let r = row; r < row + td.rowSpan; r++)
        for (let c = column; c < column + td.colSpan; c++) (taken[r] ??= [])[c] = true
      const inner = td.querySelector('table')
      cells.push({ row, column, rowSpan: td.rowSpan, columnSpan: td.colSpan, text: inner ? '' : td.textContent })
    }
  })
  return cells
})`

const args = process.argv.slice(2)
const keepAt = args.indexOf('--keep')
const keep = keepAt < 0 ? null : args.splice(keepAt, 2)[1]!
const verbose = args.includes('-v')
const redistil = args.includes('--redistil')
const part = args.find((a) => !a.startsWith('-')) ?? ''
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
const total: Score[] = []
for (const [name, html] of Object.entries(CASES).filter(([n]) => n.includes(part))) {
  const tab = await browser.newPage()
  await tab.setContent(html)
  const truth = (await tab.evaluate(READ_TABLES)) as TableCells[]
  const printed = new Uint8Array(await tab.pdf({ preferCSSPageSize: true, printBackground: true }))
  const bytes = redistil ? throughGhostscript(printed) : printed
  await tab.close()
  if (keep) {
    await mkdir(keep, { recursive: true })
    await writeFile(join(keep, `${name.replaceAll(/[ ,]+/g, '-')}.pdf`), bytes)
  }
  const doc = await openPdf(bytes)
  if ('code' in doc) throw new Error(doc.message)
  const read: TableCells[] = []
  for (let p = 1; p <= doc.pages; p++) read.push(...(await doc.readPage(p)).grids.map((g) => g.cells))
  await doc.close()
  const score = compareTables(truth, read)
  total.push(score)
  process.stdout.write(`${f1(score).toFixed(3)}  ${name}  (${truth.length} tables, read ${read.length})\n`)
  if (verbose) differences(truth, read)
}
await browser.close()
const sum = (key: keyof Score) => total.reduce((s, t) => s + t[key], 0)
const all = { found: sum('found'), wanted: sum('wanted'), right: sum('right') }
process.stdout.write(
  `${f1(all).toFixed(4)}  all ${total.length}; mean ${(total.reduce((s, t) => s + f1(t), 0) / total.length).toFixed(4)}\n`,
)

function throughGhostscript(pdf: Uint8Array): Uint8Array {
  const options = ['-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=pdfwrite', '-sOutputFile=-', '-']
  return new Uint8Array(execFileSync('gs', options, { input: pdf, maxBuffer: 1e9 }))
}

function differences(truth: readonly TableCells[], read: readonly TableCells[]): void {
  const wanted = relations(truth)
  const found = relations(read)
  for (const r of wanted.filter((w) => !found.includes(w)).slice(0, 10)) process.stdout.write(`   missing ${r}\n`)
  for (const r of found.filter((f) => !wanted.includes(f)).slice(0, 10)) process.stdout.write(`   extra   ${r}\n`)
}
