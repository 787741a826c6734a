// The road of scans in a process of its own, one page image a message, for bench/scans.ts.
import { readFileSync } from 'node:fs'
import { openImage } from '../../engines/image/open.ts'
import { openReaders } from '../../engines/ocr/open.ts'
import { findRasterRulings } from '../../pipeline/marks/raster.ts'
import { prepare } from '../../pipeline/page/prepare.ts'
import { readScan } from '../../pipeline/page/read-scan.ts'
import type { CropReading, Reader } from '../../pipeline/read/reader.ts'
import { assemble } from '../../pipeline/report/assemble.ts'
import { makeUpright } from '../../pipeline/upright/make.ts'
import { likelyTurns } from '../../pipeline/upright/turns.ts'
import { FORMS } from '../../schemas/forms/index.ts'

/** To the child: a page to read, and whether to tell its stages, which costs doing the geometry twice. */
export type Ask = { readonly path: string; readonly stages?: boolean }
/** From the child, after the page: milliseconds of wall and of processor time, by stage if asked, memory in MiB. */
export type Told = {
  readonly wall: number
  readonly cpu: number
  readonly cells: number
  readonly stages: Readonly<Record<string, number>>
  readonly resident: number
}

const opened = await openReaders()
if (opened.readers.length === 0) throw new Error(opened.problems.map(({ message }) => message).join('; '))
const spent: Record<string, number> = {}
const readers = opened.readers.map(timed)

process.on('message', async (ask: Ask) => {
  for (const stage of Object.keys(spent)) delete spent[stage]
  const cpu = process.cpuUsage()
  const start = performance.now()
  const image = await openImage(readFileSync(ask.path))
  if ('code' in image) throw new Error(image.message)
  const page = await image.readPage(1)
  if ('code' in page) throw new Error(page.message)
  spent.decode = performance.now() - start
  const { reading } = await readScan(1, page, readers)
  const report = assemble([reading], { source: { name: 'page', sha256: '', pages: 1 }, forms: FORMS })
  JSON.stringify(report)
  const wall = performance.now() - start
  const used = process.cpuUsage(cpu)
  const cells = reading.grids.reduce((sum, grid) => sum + grid.cells.length, 0)
  const told = { wall, cpu: (used.user + used.system) / 1000, cells, resident: process.memoryUsage().rss / 2 ** 20 }
  process.send!({ ...told, stages: ask.stages ? { ...spent, ...geometry(page, wall) } : {} } satisfies Told)
})
process.on('disconnect', () => process.exit())
process.send!('ready')

/** The stages before reading, each done once more by itself; what is left of `wall` is grids, forms and the report. */
function geometry(page: Parameters<typeof makeUpright>[0], wall: number): Record<string, number> {
  const measured: Record<string, number> = {}
  const measure = <T>(name: string, work: () => T): T => {
    const start = performance.now()
    const result = work()
    measured[name] = performance.now() - start
    return result
  }
  const turn = measure('turn', () => likelyTurns(page))[0] ?? 0
  const upright = measure('upright', () => makeUpright(page, turn))
  measure('rulings', () => findRasterRulings(upright))
  measure('lines of ink', () => prepare(page, turn))
  // All of the geometry was done again to time its last part.
  measured['lines of ink']! -= measured.upright! + measured.rulings!
  const told = [...Object.values(measured), ...Object.values(spent)].reduce((a, b) => a + b, 0)
  return { ...measured, 'grids, form, report': Math.max(0, wall - told) }
}

function timed(reader: Reader): Reader {
  const measure = async (what: string, work: () => Promise<readonly CropReading[]>) => {
    const start = performance.now()
    const result = await work()
    const stage = `${reader.name} ${what}`
    spent[stage] = (spent[stage] ?? 0) + performance.now() - start
    return result
  }
  return {
    name: reader.name,
    readFigures: (crops) => measure('figures', () => reader.readFigures(crops)),
    readLines: (crops) => measure('lines', () => reader.readLines(crops)),
  }
}
