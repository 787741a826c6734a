import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join, parse } from 'node:path'
import { loadFile, openProblem } from '../../engines/source/load.ts'
import { truthLines } from '../../pipeline/eval/truth-lines.ts'
import type { Problem } from '../../schemas/problem.ts'
import { JudgedReport, Truth } from '../../schemas/truth.ts'

/** Largest truth or report that is opened, in bytes; a long one takes a few hundred kilobytes. */
const LARGEST = 256 * 1024 ** 2
const ENDING = '.truth.json'
/** Truths of many documents, one a line, as the reviewers' server writes them. */
const LINES = 'truths.jsonl'

/** A truth that was read, or why it was not. */
export type NamedTruth = { readonly name: string; readonly path: string; readonly truth: Truth | Problem }

/** The truths of a folder, by name, and the names of all files in it. */
export type TruthFolder = { readonly truths: readonly NamedTruth[]; readonly files: readonly string[] }

/**
 * Reads NAME.truth.json and truths.jsonl of a folder; of a document that both tell of, the file of its own counts. A folder
 * without any is a problem, a bad file or line is one in its place.
 */
export function readTruths(folder: string): TruthFolder | Problem {
  const files = listFolder(folder)
  if ('code' in files) return files
  const own = files.filter((file) => file.endsWith(ENDING)).map((file) => readTruth(folder, file))
  const named = new Set(own.map(({ name }) => name))
  const listed = files.includes(LINES) ? readLines(folder, files).filter(({ name }) => !named.has(name)) : []
  const truths = [...own, ...listed]
  if (truths.length > 0) return { truths, files }
  const message = `holds no NAME${ENDING} and no ${LINES}: give the folder of the labelled documents`
  return { code: 'file-missing', message }
}

/** File names of a folder, sorted. */
export function listFolder(folder: string): readonly string[] | Problem {
  try {
    return readdirSync(folder).sort()
  } catch (error) {
    return openProblem(error)
  }
}

/** The report in a file as far as judging needs it. */
export function readJudged(path: string): JudgedReport | Problem {
  const data = readJson(path)
  if ('code' in data) return data
  const report = JudgedReport.safeParse(data.value)
  if (report.success) return report.data
  return { code: 'file-type-unknown', message: 'is not a report; give the folder that extract wrote' }
}

/** Names of the documents beside a truth: NAME with any extension that is read. */
export function documentsOf(name: string, files: readonly string[]): readonly string[] {
  return files.filter((file) => parse(file).name === name && READ.test(file))
}

const READ = /\.(pdf|txt|md|markdown|text|png|jpe?g|tiff?|webp)$/i

function readTruth(folder: string, file: string): NamedTruth {
  const path = join(folder, file)
  const name = file.slice(0, -ENDING.length)
  const data = readJson(path)
  if ('code' in data) return { name, path, truth: data }
  const truth = Truth.safeParse(data.value)
  if (truth.success) return { name, path, truth: truth.data }
  const issue = truth.error.issues[0]!
  const message = `is not a truth: ${issue.path.join('.') || 'it'}: ${issue.message}; see docs/formats.md`
  return { name, path, truth: { code: 'file-type-unknown', message } }
}

/** A line is about the file that has its document's content, whatever that is called here, else about one of its name. */
function readLines(folder: string, files: readonly string[]): readonly NamedTruth[] {
  const path = join(folder, LINES)
  const bytes = loadFile(path, LARGEST)
  if ('code' in bytes) return [{ name: LINES, path, truth: bytes }]
  const contents = new Map<string | null, string>(
    files.filter((file) => READ.test(file)).map((file) => [hashOf(join(folder, file)), file]),
  )
  const names = new Set<string>()
  return truthLines(new TextDecoder().decode(bytes)).map((found): NamedTruth => {
    const at = `${path}:${found.line}`
    const bad = (message: string): NamedTruth => ({
      ...{ name: `${LINES}:${found.line}`, path: at },
      truth: { code: 'file-type-unknown', message },
    })
    if ('why' in found) return bad(found.why)
    const name = parse(contents.get(found.sha256) ?? `${found.name}.`).name
    if (names.has(name)) return bad(`is another document called ${name}: give each a name of its own`)
    names.add(name)
    return { name, path: at, truth: found.truth }
  })
}

function hashOf(path: string): string | null {
  const bytes = loadFile(path, Number.POSITIVE_INFINITY)
  return 'code' in bytes ? null : createHash('sha256').update(bytes).digest('hex')
}

function readJson(path: string): { readonly value: unknown } | Problem {
  const bytes = loadFile(path, LARGEST)
  if ('code' in bytes) return bytes
  try {
    return { value: JSON.parse(new TextDecoder().decode(bytes)) }
  } catch {
    return { code: 'file-type-unknown', message: 'is not JSON' }
  }
}
