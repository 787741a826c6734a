/**
 * Neighbouring-cell F1 on made-up tables printed by Chromium: node bench/tables.ts [NAME PART] [-v] [--keep FOLDER]
 * --flat DPI makes pictures of the pages (JPEG, quality 80) and reads those from their pixels.
 * --redistil prints them once more through Ghostscript, which draws the same page with quite different operators.
 */
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { openPdf } from '../engines/pdf/open.ts'
import { readDocument } from '../engines/source/read.ts'
import type { Grid } from '../schemas/page.ts'
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
const flatAt = args.indexOf('--flat')
const flat = flatAt < 0 ? null : Number(args.splice(flatAt, 2)[1])
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
  const read: TableCells[] = []
  for (const grid of await (flat === null ? gridsOf(bytes) : gridsOfPictures(bytes, flat))) read.push(grid.cells)
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

async function gridsOf(bytes: Uint8Array): Promise<Grid[]> {
  const doc = await openPdf(bytes)
  if ('code' in doc) throw new Error(doc.message)
  const grids: Grid[] = []
  for (let p = 1; p <= doc.pages; p++) grids.push(...(await doc.readPage(p)).grids)
  await doc.close()
  return grids
}

/** The same by way of pictures: poppler draws the pages, so that our own renderer is no party to it. */
async function gridsOfPictures(bytes: Uint8Array, dpi: number): Promise<Grid[]> {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-flat-'))
  try {
    await writeFile(join(folder, 'in.pdf'), bytes)
    execFileSync('pdftoppm', [
      '-r',
      String(dpi),
      '-jpeg',
      '-jpegopt',
      'quality=80',
      join(folder, 'in.pdf'),
      join(folder, 'p'),
    ])
    const grids: Grid[] = []
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.jpg')).sort()) {
      const reading = await readDocument(new Uint8Array(await readFile(join(folder, file))), file)
      if ('code' in reading) throw new Error(reading.message)
      grids.push(...reading.readings.flatMap((page) => page.grids))
    }
    return grids
  } finally {
    await rm(folder, { recursive: true })
  }
}

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
