// Memory over many documents in one process: text dumps and digital PDFs in turn, whole road.
//   node --expose-gc bench/memory.ts [FILES]        default: 500 documents from samples/
// Prints resident memory every tenth of the way and the growth from the end of the first fifth to the end.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readDocument } from '../engines/source/read.ts'
import { assemble } from '../pipeline/report/assemble.ts'
import { FORMS } from '../schemas/forms/index.ts'

const count = Number(process.argv[2] ?? 500)
const root = fileURLToPath(new URL('../samples', import.meta.url))
const files = ['text', 'digital'].flatMap((kind) =>
  readdirSync(join(root, kind))
    .filter((name) => /\.(?:txt|pdf)$/.test(name))
    .sort()
    .map((name) => join(root, kind, name)),
)
const resident = () => {
  globalThis.gc?.()
  return process.memoryUsage().rss / 2 ** 20
}
const marks: number[] = []
for (let i = 0; i < count; i++) {
  const path = files[i % files.length]!
  const reading = await readDocument(readFileSync(path), path)
  if (!('code' in reading)) {
    const source = { name: path, sha256: '', pages: reading.pages }
    JSON.stringify(assemble(reading.readings, { source, forms: FORMS, problems: reading.problems }))
  }
  if ((i + 1) % Math.ceil(count / 10) === 0) {
    marks.push(resident())
    console.log(`${i + 1} documents: ${marks.at(-1)!.toFixed(0)} MiB`)
  }
}
const settled = marks[1] ?? marks[0]!
console.log(
  `growth from ${Math.ceil(count / 5)} documents to ${count}: ${((100 * (marks.at(-1)! - settled)) / settled).toFixed(1)} %`,
)
process.exit(0)
