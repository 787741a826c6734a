// Text dumps per second on one core, whole road: bytes → text → page reading → report → JSON.
//   node bench/text.ts [FOLDER…]        default: samples/text
// Prints dumps per second, milliseconds a dump, and the ratio of the slowest folder's time to a bare JSON round trip of
// the same reports, which moves with the machine's speed as the road does.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readDocument } from '../engines/source/read.ts'
import { assemble } from '../pipeline/report/assemble.ts'
import { FORMS } from '../schemas/forms/index.ts'

const folders = process.argv.slice(2)
if (folders.length === 0) folders.push(fileURLToPath(new URL('../samples/text', import.meta.url)))
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) })),
)
const WARM_UP = 60
const MEASURED = 400

async function read(at: number): Promise<string> {
  const { name, bytes } = files[at % files.length]!
  const reading = await readDocument(bytes, name)
  if ('code' in reading) return ''
  const source = { name, sha256: '', pages: reading.pages }
  return JSON.stringify(assemble(reading.readings, { source, forms: FORMS, problems: reading.problems }), null, 2)
}

const reports: string[] = []
for (let i = 0; i < WARM_UP; i++) reports.push(await read(i))
const start = performance.now()
for (let i = 0; i < MEASURED; i++) await read(i)
const road = performance.now() - start
const again = performance.now()
for (let i = 0; i < MEASURED; i++) JSON.stringify(JSON.parse(reports[i % reports.length] || 'null'), null, 2)
const json = performance.now() - again
console.log(
  `${files.length} dumps, ${MEASURED} runs: ${((1000 * MEASURED) / road).toFixed(0)} dumps/s, ${(road / MEASURED).toFixed(2)} ms each`,
)
console.log(`ratio to a JSON round trip of the reports: ${(road / json).toFixed(1)}`)
