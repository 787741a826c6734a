// What it takes to export many reports, in seconds, in seconds of a processor (which other work beside does not lengthen
// much), and in the memory that the process takes at most, beside the same for a hundred of them. Each run is a process of its own whose heap may not grow beyond a limit: what is left to itself,
// Node collects its garbage late, and that would look like growth. The reports are those of the samples, over and over.
//   node bench/export.ts [--reports 10000] [--heap 128] [--formats csv,xlsx-long]
import { spawnSync } from 'node:child_process'
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sampleReports } from '../test/export/support/outgoing.ts'

const FORMATS = 'jsonl,csv,csv-fields,parquet,parquet-fields,xlsx-long,json,xlsx'
const FEW = 100

const { values } = parseArgs({
  options: {
    reports: { type: 'string', default: '10000' },
    heap: { type: 'string', default: '128' },
    formats: { type: 'string', default: FORMATS },
  },
})
const count = Number(values.reports)
const root = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
const files = (await sampleReports()).map((report, index) => {
  const path = join(root, `${index}.json`)
  writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`)
  return path
})
for (const [folder, size] of [
  ['few', FEW],
  ['many', count],
] as const) {
  mkdirSync(join(root, folder))
  for (let i = 0; i < size; i++) linkSync(files[i % files.length]!, join(root, folder, `${i}.json`))
}

console.log(
  `heap up to ${values.heap} MiB${`${FEW} reports`.padStart(19)}${`${count} reports`.padStart(23)}     memory      each processor`,
)
for (const format of values.formats.split(',')) {
  const [few, many] = [measure(format, 'few'), measure(format, 'many')]
  const told = ({ seconds, megabytes }: Measured) =>
    `${seconds.toFixed(1).padStart(8)} s${megabytes.toFixed(0).padStart(7)} MiB`.padStart(23)
  const ratio = `× ${(many.megabytes / few.megabytes).toFixed(2)}`.padStart(11)
  const each = `${((many.seconds * 1000) / count).toFixed(1)} ms`.padStart(10)
  // What the start of the process takes is in both.
  const processor = `${(((many.processor - few.processor) * 1000) / (count - FEW)).toFixed(1)} ms`.padStart(10)
  console.log(`${format.padEnd(15)}${told(few)}${told(many)}${ratio}${each}${processor}`)
}
rmSync(root, { recursive: true, force: true })
process.exit(0)

type Measured = { readonly seconds: number; readonly processor: number; readonly megabytes: number }

function measure(format: string, folder: string): Measured {
  const limits = [`--max-old-space-size=${values.heap}`, '--max-semi-space-size=8']
  const program = join(import.meta.dirname, 'export', 'one.ts')
  const args = [...limits, program, join(root, folder), format, join(root, 'exported')]
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${format}: ${stderr}`)
  return JSON.parse(stdout)
}
