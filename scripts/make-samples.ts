import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DIGITAL, dumpOf, pageOf, SCANS, TEXT } from '../samples/make/catalogue.ts'
import { encode } from '../samples/make/encode.ts'
import { type ManifestEntry, writeReadme } from '../samples/make/manifest.ts'
import { CHROMIUM, openPrinter, printPdf } from '../samples/make/pdf.ts'
import type { Truth } from '../samples/make/truth.ts'
import { scanDocument } from './scans/scan-document.ts'

// Writes samples/: what has not changed is left alone, PDFs are printed again only where their pages changed (or with --force).
const root = join(import.meta.dirname, '..', 'samples')
const manifestPath = join(root, 'manifest.json')
const force = process.argv.includes('--force')
const before = readManifest()
const entries: ManifestEntry[] = []

await makeDigital()
await makeScans()
for (const entry of TEXT) {
  const { text, truth } = dumpOf(entry)
  const file = `text/${entry.name}.txt`
  save(file, encode(text, entry.encoding))
  record(entry.name, file, entry.seed, entry.purpose, truth, sha256(encode(text, entry.encoding)))
}
removeStale()
save('manifest.json', `${JSON.stringify(entries, null, 1)}\n`)
save('README.md', writeReadme(entries))
console.log(`${entries.length} samples in ${root}`)

async function makeDigital(): Promise<void> {
  const pages = DIGITAL.map((entry) => ({ entry, file: `digital/${entry.name}.pdf`, ...pageOf(entry) }))
  const stale = pages.filter(({ file, html, look }) => force || !isCurrent(file, pageHash(html, look)))
  const printer = stale.length > 0 ? await openPrinter() : undefined
  if (stale.length > 0 && !printer)
    console.error(
      `make-samples: no Chromium at ${CHROMIUM}, so ${stale.length} PDFs were not printed; set CHROMIUM to its path`,
    )
  for (const { entry, file, html, look, truth } of pages) {
    const isStale = stale.some((page) => page.file === file)
    if (isStale && printer) save(file, await printPdf(printer, html, look))
    else if (isStale) {
      // The old PDF and its old truth still belong together.
      const old = before.find((candidate) => candidate.file === file)
      if (old) entries.push(old)
      continue
    }
    record(entry.name, file, entry.seed, entry.purpose, truth, pageHash(html, look))
  }
  await printer?.close()
}

async function makeScans(): Promise<void> {
  for (const entry of SCANS) {
    const file = `scan/${entry.name}.pdf`
    const source = readFileSync(join(root, `digital/${entry.from}.pdf`))
    const truth: Truth = JSON.parse(readFileSync(join(root, `digital/${entry.from}.truth.json`), 'utf8'))
    const made = sha256(sha256(source) + JSON.stringify(entry))
    if (force || !isCurrent(file, made)) save(file, await scanDocument(source, entry))
    const scanned = { ...truth, level: entry.condition, traits: [entry.condition, ...truth.traits] }
    record(entry.name, file, entry.seed, entry.purpose, scanned, made)
  }
}

function record(name: string, file: string, seed: string, purpose: string, truth: Truth, made: string): void {
  const truthFile = file.replace(/\.\w+$/, '.truth.json')
  save(truthFile, `${JSON.stringify(truth, null, 1)}\n`)
  const bytes = readFileSync(join(root, file))
  entries.push({
    name,
    file,
    source: `samples/make, seed ${seed}`,
    purpose,
    sha256: sha256(bytes),
    made,
    traits: truth.traits,
  })
}

function isCurrent(file: string, made: string): boolean {
  const old = before.find((candidate) => candidate.file === file)
  return old?.made === made && existsSync(join(root, file)) && sha256(readFileSync(join(root, file))) === old.sha256
}

function pageHash(html: string, look: unknown): string {
  return sha256(html + JSON.stringify(look))
}

function readManifest(): ManifestEntry[] {
  return existsSync(manifestPath) ? JSON.parse(readFileSync(manifestPath, 'utf8')) : []
}

function removeStale(): void {
  const wanted = new Set(entries.flatMap(({ file }) => [file, file.replace(/\.\w+$/, '.truth.json')]))
  for (const folder of ['digital', 'scan', 'text'])
    for (const file of existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [])
      if (!wanted.has(`${folder}/${file}`)) rmSync(join(root, folder, file))
}

function save(file: string, content: string | Uint8Array): void {
  const path = join(root, file)
  mkdirSync(dirname(path), { recursive: true })
  if (!existsSync(path) || !readFileSync(path).equals(Buffer.from(content))) writeFileSync(path, content)
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
