// Seconds per page of scans on one core, whole road (decode → upright → readers → report), against the native tesseract
// command on the same pages in turn; where the time goes; two pages at a time on two cores; a process's memory.
//   node bench/scans.ts [FOLDER] [--pages 12] [--memory 300]      default folder: samples/scan
// The folder holds PDFs that are one image a page, or PNGs and JPEGs. Needs tesseract (with chi_sim) and pdfimages, and
// says so where they are missing. Times depend on the machine and on what else runs there, ratios hardly.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { isInstalled, onCore, openRoad } from './scans/child.ts'
import type { Told } from './scans/road.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pages: { type: 'string', default: '12' }, memory: { type: 'string', default: '300' } },
})
const folder = positionals[0] ?? fileURLToPath(new URL('../samples/scan', import.meta.url))
const [most, memoryPages] = [Number(values.pages), Number(values.memory)]
const scratch = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

const pages = spread(pageImages(), most)
if (pages.length === 0) {
  console.log(`no page images in ${folder}: give a folder of scans`)
  process.exit(0)
}
await compare()
await together()
if (memoryPages > 0) await memory()
process.exit(0)

/** Our road and the native command page by page in turn, so that both meet the same load of the machine. */
async function compare(): Promise<void> {
  const native = hasNative()
  const road = await openRoad(0)
  await road.read({ path: pages[0]! }) // loads what is loaded once
  const ours: Told[] = []
  let theirs = 0
  for (const path of pages) {
    ours.push(await road.read({ path, stages: true }))
    if (native) theirs += runNative(path)
  }
  road.close()
  const mean = (of: (told: Told) => number) => ours.reduce((sum, told) => sum + of(told), 0) / ours.length / 1000
  const own = mean(({ wall }) => wall)
  console.log(
    `${pages.length} pages on one core: ${own.toFixed(2)} s a page, ${mean(({ cpu }) => cpu).toFixed(2)} s of processor time`,
  )
  if (native) {
    const other = theirs / pages.length / 1000
    console.log(
      `native tesseract (--psm 6, one thread): ${other.toFixed(2)} s a page; ratio ${(own / other).toFixed(2)}`,
    )
  }
  const stages = new Set(ours.flatMap((told) => Object.keys(told.stages)))
  const shares = [...stages].map((stage) => [stage, mean((told) => told.stages[stage] ?? 0)] as const)
  for (const [stage, seconds] of shares.sort((a, b) => b[1] - a[1]))
    console.log(`  ${stage.padEnd(20)} ${seconds.toFixed(3)} s  ${((100 * seconds) / own).toFixed(1).padStart(5)} %`)
}

/** Two processes on two cores, half of the pages each, against one process on one core. */
async function together(): Promise<void> {
  if (availableParallelism() < 2) return console.log('two at a time: skipped, the machine has one core')
  const roads = [await openRoad(0), await openRoad(1)]
  await Promise.all(roads.map((road) => road.read({ path: pages[0]! })))
  const run = async (road: (typeof roads)[number], paths: readonly string[]) => {
    for (const path of paths) await road.read({ path })
  }
  const wall = async (work: () => Promise<unknown>) => {
    const start = performance.now()
    await work()
    return performance.now() - start
  }
  const one = await wall(() => run(roads[0]!, pages))
  const two = await wall(() =>
    Promise.all(
      roads.map((road, i) =>
        run(
          road,
          pages.filter((_, p) => p % 2 === i),
        ),
      ),
    ),
  )
  for (const road of roads) road.close()
  console.log(`two pages at a time on two cores: ${(one / two).toFixed(2)} times as fast as one`)
}

async function memory(): Promise<void> {
  const road = await openRoad(0)
  const marks: number[] = []
  const every = Math.max(1, Math.round(memoryPages / 6))
  for (let i = 1; i <= memoryPages; i++) {
    const { resident } = await road.read({ path: pages[i % pages.length]! })
    if (i % every !== 0) continue
    marks.push(resident)
    console.log(`  after ${i} pages: ${resident.toFixed(0)} MiB`)
  }
  road.close()
  const [first = 0, last = 0] = [marks[0], marks.at(-1)]
  console.log(`memory: growth from ${every} pages to ${memoryPages}: ${((100 * (last - first)) / first).toFixed(1)} %`)
}

function pageImages(): readonly string[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).sort()
  const images = files.filter((file) => /\.(png|jpe?g)$/i.test(file)).map((file) => join(folder, file))
  const pdfs = files.filter((file) => /\.pdf$/i.test(file) && !file.includes('digital'))
  if (pdfs.length > 0 && !isInstalled('pdfimages'))
    console.log('PDFs left aside: pdfimages (poppler-utils) is not installed')
  else
    for (const pdf of spread(pdfs, most))
      spawnSync('pdfimages', ['-png', join(folder, pdf), join(scratch, pdf.slice(0, -4))])
  return [
    ...images,
    ...readdirSync(scratch)
      .sort()
      .map((file) => join(scratch, file)),
  ]
}

/** `count` of the items, evenly over all of them. */
function spread<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items
  return Array.from({ length: count }, (_, i) => items[Math.floor(((i + 0.5) * items.length) / count)]!)
}

function hasNative(): boolean {
  if (!isInstalled('tesseract')) return skipped('tesseract is not installed')
  const languages = spawnSync('tesseract', ['--list-langs'], { encoding: 'utf8' }).stdout
  return ['chi_sim', 'eng'].every((language) => languages.split('\n').includes(language)) || skipped('it lacks chi_sim')
}

function skipped(why: string): false {
  console.log(`native tesseract: skipped, ${why}`)
  return false
}

function runNative(path: string): number {
  const [program, args] = onCore(0, ['tesseract', path, 'stdout', '-l', 'chi_sim+eng', '--psm', '6'])
  const start = performance.now()
  spawnSync(program, args, { env: { ...process.env, OMP_THREAD_LIMIT: '1' }, stdio: 'ignore' })
  return performance.now() - start
}
