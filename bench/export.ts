// What it takes to export many reports, in seconds and in the memory that the process takes at most, beside the same for
// a hundred of them; each run is a process of its own. The store holds the samples' reports over and over, each a
// document of its own.
//   node bench/export.ts [--reports 10000] [--formats csv,xlsx-long]
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sampleReports } from '../test/export/support/outgoing.ts'
import { putReport } from '../test/export/support/store.ts'
import { idOf, open } from '../test/support/open-store.ts'

const FORMATS = 'json,jsonl,csv,csv-fields,xlsx,xlsx-long,parquet,parquet-fields'
const FEW = 100

const { values } = parseArgs({
  options: { reports: { type: 'string', default: '10000' }, formats: { type: 'string', default: FORMATS } },
})
const count = Number(values.reports)
const data = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
const samples = await sampleReports()
const store = await open({ data })
for (let index = 0; index < count; index++) {
  const sample = samples[index % samples.length]!
  const name = `${index}-${sample.source.name}`
  const report = { ...sample, source: { ...sample.source, name, sha256: idOf(name) } }
  await putReport(store, report, { origin: name, batch: index < FEW ? 'few' : 'rest' })
}
await store.close()

console.log(`format            ${FEW} reports          ${count} reports        seconds   memory   each`)
for (const format of values.formats.split(',')) {
  const [few, many] = [measure(format, 'few'), measure(format, '')]
  const told = ({ seconds, megabytes }: Measured) =>
    `${seconds.toFixed(1).padStart(6)} s ${megabytes.toFixed(0).padStart(6)} MiB`
  const ratio = (of: keyof Measured) => `× ${(many[of] / few[of]).toFixed(2)}`.padStart(8)
  const each = `${((many.seconds * 1000) / count).toFixed(1)} ms`.padStart(8)
  console.log(`${format.padEnd(15)} ${told(few)}   ${told(many)} ${ratio('seconds')} ${ratio('megabytes')} ${each}`)
}
rmSync(data, { recursive: true, force: true })
process.exit(0)

type Measured = { readonly seconds: number; readonly megabytes: number }

function measure(format: string, batch: string): Measured {
  const program = join(import.meta.dirname, 'export', 'one.ts')
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, data, format, batch], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}
