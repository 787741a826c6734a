/**
 * Fits the probability of a right reading (pipeline/confidence) on labelled scans, with its figures from cross-validation
 * by report: npx node scripts/calibrate.ts FOLDER… --readings DIR [--write] [--target 0.0002] [--wrong 20]
 * A FOLDER holds NAME.truth.json beside NAME.pdf, or a truths.jsonl of documents in it, by their content; pages read are kept in DIR and not read again, until somebody deletes
 * them because scans are read otherwise now. --write replaces
 * pipeline/confidence/fitted.json.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, parse } from 'node:path'
import { parseArgs } from 'node:util'
import { readDocument } from '../engines/source/read.ts'
import { INPUTS } from '../pipeline/confidence/encode.ts'
import { truthLines } from '../pipeline/eval/truth-lines.ts'
import type { PageReading } from '../schemas/page.ts'
import { Truth } from '../schemas/truth.ts'
import { collectSamples } from './calibrate/collect.ts'
import { fitLogistic, type Sample } from './calibrate/logistic.ts'
import { renderFigures } from './calibrate/render.ts'
import { crossValidate, figuresOf, MODELS, thresholdFor } from './calibrate/validate.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    readings: { type: 'string' },
    write: { type: 'boolean', default: false },
    target: { type: 'string', default: '0.0002' },
    wrong: { type: 'string', default: '0' },
  },
})
const target = Number(values.target)
if (positionals.length === 0 || !values.readings || !(target >= 0 && target < 1)) {
  console.error('usage: calibrate FOLDER… --readings DIR [--write] [--target RATE] [--wrong N]')
  process.exit(2)
}
const kept = values.readings

const samples: Sample[] = []
const corpora: Record<string, { documents: number; cells: number }> = {}
for (const folder of positionals) {
  const corpus = { documents: 0, cells: 0 }
  for (const { document, truth } of labelledIn(folder)) {
    const found = collectSamples(groupOf(truth), await pagesOf(join(folder, document)), truth)
    if (found.length === 0) continue
    samples.push(...found)
    corpus.documents++
    corpus.cells += found.length
  }
  corpora[basename(folder)] = corpus
}
if (samples.length === 0) {
  console.error('no cell of these documents was read from pixels; give scans')
  process.exit(3)
}

const predicted = Object.entries(MODELS).map(([name, fit]) => ({ name, predicted: crossValidate(samples, fit) }))
for (const model of predicted) console.log(renderFigures(model.name, figuresOf(model.predicted)))
const logistic = predicted[0]!.predicted
const threshold = thresholdFor(logistic, target)
console.log(`threshold for ${target} of all cells wrong unseen: ${threshold.toFixed(4)}`)
const wrong = logistic.filter(({ right }) => !right).sort((a, b) => b.confidence - a.confidence)
for (const { confidence, what, group, features } of wrong.slice(0, Number(values.wrong)))
  console.log(confidence.toFixed(4), group, what, JSON.stringify(features))
const model = fitLogistic(samples, INPUTS)
for (const [i, name] of model.inputs.entries()) console.log(name.padEnd(16), model.weights[i]!.toFixed(3).padStart(8))
if (values.write) {
  const weights = model.weights.map((weight) => Math.round(weight * 1e4) / 1e4)
  const fitted = { ...model, weights, fittedOn: corpora, crossValidated: figuresOf(logistic) }
  const rounded = JSON.stringify(fitted, (_, value) =>
    typeof value === 'number' ? Number(value.toPrecision(6)) : value,
  )
  const path = join(import.meta.dirname, '..', 'pipeline', 'confidence', 'fitted.json')
  writeFileSync(path, rounded)
  spawnSync('npx', ['biome', 'format', '--write', path])
}
process.exit(0)

/** The documents of a folder with their truths, those of a file of their own first. */
function labelledIn(folder: string): { readonly document: string; readonly truth: Truth }[] {
  const files = readdirSync(folder).sort()
  const own = files
    .filter((file) => file.endsWith('.truth.json'))
    .flatMap((file) => {
      const document = files.find((name) => isDocumentOf(name, file.slice(0, -'.truth.json'.length)))
      const truth = Truth.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
      return document === undefined ? [] : [{ document, truth }]
    })
  const lines = files.includes('truths.jsonl') ? truthLines(readFileSync(join(folder, 'truths.jsonl'), 'utf8')) : []
  const documents = lines.length > 0 ? files.filter((file) => isDocumentOf(file, parse(file).name)) : []
  const contents = new Map(documents.map((file) => [hashOf(join(folder, file)), file]))
  const listed = lines.flatMap((found) => {
    if ('why' in found) throw new Error(`${folder}/truths.jsonl:${found.line} ${found.why}`)
    const document = contents.get(found.sha256)
    const known = own.some((labelled) => labelled.document === document)
    return document === undefined || known ? [] : [{ document, truth: found.truth }]
  })
  return [...own, ...listed]
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

function isDocumentOf(file: string, name: string): boolean {
  return parse(file).name === name && /\.(pdf|png|jpe?g|tiff?|webp)$/i.test(file)
}

/**
 * Copies of one document, however damaged, belong together: a model that saw one has seen the others' figures. What a
 * few corrections say of one is said of many, so there it is the document itself.
 */
function groupOf(truth: Truth): string {
  if (truth.source) return truth.source.sha256.slice(0, 12)
  return createHash('sha256')
    .update(JSON.stringify([truth.organization, truth.year, truth.fields]))
    .digest('hex')
    .slice(0, 12)
}

async function pagesOf(path: string): Promise<readonly PageReading[]> {
  const bytes = readFileSync(path)
  const rest = join(kept, basename(dirname(path)), `${parse(path).name}.pages.json`)
  mkdirSync(dirname(rest), { recursive: true })
  if (existsSync(rest)) return JSON.parse(readFileSync(rest, 'utf8'))
  const reading = await readDocument(new Uint8Array(bytes), basename(path))
  if ('code' in reading) throw new Error(`${path}: ${reading.message}`)
  writeFileSync(rest, JSON.stringify(reading.readings))
  console.log(`${path}: ${reading.pages} pages`)
  return reading.readings
}
