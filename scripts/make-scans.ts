/**
 * Makes scans of digital PDFs: npx node scripts/make-scans.ts IN… --out DIR [--seed S] [--conditions A,B+C] [--each]
 * [--strength 0..1] [--images png,jpeg,webp,tiff]. IN is a PDF or a folder of them; NAME.truth.json beside a PDF goes along.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { CONDITIONS, isCondition, ROUND } from './scans/conditions.ts'
import { rawOf } from './scans/encode.ts'
import { scanDocument } from './scans/scan-document.ts'
import type { Scanned } from './scans/scan-page.ts'
import type { Sheet } from './scans/sheet.ts'
import { writeTiff } from './scans/write-tiff.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    conditions: { type: 'string', default: ROUND.join(',') },
    strength: { type: 'string', default: '0.6' },
    each: { type: 'boolean', default: false },
    images: { type: 'string', default: '' },
  },
})
const conditions = values.conditions.split(',')
const images = values.images.split(',').filter((format) => format !== '')
const strength = Number(values.strength)
const files = positionals.flatMap((path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((name) => name.endsWith('.pdf'))
        .sort()
        .map((name) => join(path, name))
    : [path],
)
const isFormat = (name: string): name is 'png' | 'jpeg' | 'webp' | 'tiff' =>
  ['png', 'jpeg', 'webp', 'tiff'].includes(name)
if (
  !values.out ||
  files.length === 0 ||
  !conditions.every(isCondition) ||
  !images.every(isFormat) ||
  !(strength >= 0 && strength <= 1)
) {
  console.error(`usage: make-scans IN… --out DIR [--seed S] [--conditions A,B+C] [--each] [--strength 0..1] [--images png,jpeg,webp,tiff]
conditions: ${CONDITIONS.join(', ')}; join several with +`)
  process.exit(2)
}
const out = values.out
mkdirSync(out, { recursive: true })
for (const [i, file] of files.entries())
  for (const condition of values.each ? conditions : [conditions[i % conditions.length]!])
    await scanFile(file, condition)

async function scanFile(file: string, condition: string): Promise<void> {
  const stem = basename(file, '.pdf').replace(/-digital$/, '')
  const name = `${stem}-${condition.replaceAll('+', '-')}`
  const pages: Scanned[] = []
  const pdf = await scanDocument(readFileSync(file), {
    condition,
    seed: `${values.seed}/${stem}/${condition}`,
    strength,
    async onPage(page, scanned) {
      for (const format of images.filter(isFormat))
        if (format === 'tiff') pages.push(scanned)
        else writeFileSync(join(out, `${name}-p${page}.${format}`), await pictureOf(scanned.sheet, format))
    },
  })
  if (pages.length > 0) writeFileSync(join(out, `${name}.tiff`), writeTiff(pages))
  writeFileSync(join(out, `${name}.pdf`), pdf)
  const truth = file.replace(/\.pdf$/, '.truth.json')
  if (existsSync(truth))
    writeFileSync(join(out, `${name}.truth.json`), truthFor(readFileSync(truth, 'utf8'), condition))
}

async function pictureOf(sheet: Sheet, format: 'png' | 'jpeg' | 'webp'): Promise<Uint8Array> {
  return await rawOf(sheet).withMetadata({ density: sheet.dpi })[format]().toBuffer()
}

function truthFor(truth: string, condition: string): string {
  return `${JSON.stringify({ ...JSON.parse(truth), level: condition }, null, 1)}\n`
}
