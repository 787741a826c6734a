import { join } from 'node:path'
import type { Problem } from '../../schemas/problem.ts'
import { JudgedReport } from '../../schemas/truth.ts'
import { extractAll, type Input } from '../../workers/extract.ts'
import { createProgress } from '../progress.ts'
import { jobsFor, type ReadingOptions, runSettings } from '../reading-options.ts'
import { documentsOf, type NamedTruth, type TruthFolder } from './truths.ts'

/** What stands against a truth: a report, or why there is none. */
export type Found = JudgedReport | Problem

/** Reads the document beside each truth, as `extract` would with the same options; nothing is kept on disk. */
export async function readNow(
  folder: string,
  { truths, files }: TruthFolder,
  options: ReadingOptions & { readonly quiet?: boolean },
): Promise<ReadonlyMap<string, Found>> {
  const found = new Map<string, Found>()
  const named = new Map<Input, NamedTruth>()
  for (const truth of truths) {
    if ('code' in truth.truth) continue
    const [file, another] = documentsOf(truth.name, files)
    if (file !== undefined && another === undefined) named.set(inputOf(folder, file), truth)
    else found.set(truth.name, whichDocument(file, another))
  }
  const inputs = [...named.keys()]
  const progress = createProgress(inputs.length, process.stderr, options.quiet ?? false)
  const results = extractAll(inputs, {
    settings: { ...runSettings(options), indented: false, compact: true },
    folder: null,
    jobs: jobsFor(options, inputs.length),
    timeoutMs: options.timeout * 1000,
    force: false,
    debug: false,
    signal: new AbortController().signal,
    onProgress: (input, { page, pages }) => progress.page(input.shown, page, pages),
  })
  for await (const result of results) {
    const { name } = named.get(result.input)!
    progress.done(result.kind === 'problem')
    if (result.kind === 'problem') found.set(name, result.problem)
    else if (result.kind === 'defect') throw new Error(`${result.input.shown}: ${result.message}`)
    else found.set(name, JudgedReport.parse(JSON.parse(result.line)))
  }
  progress.stop()
  return found
}

function inputOf(folder: string, file: string): Input {
  const path = join(folder, file)
  return { shown: path, name: file, path: Buffer.from(path), bytes: null, problem: null }
}

function whichDocument(file: string | undefined, another: string | undefined): Problem {
  if (file === undefined) return { code: 'file-missing', message: 'no document of this name lies beside the truth' }
  return { code: 'file-missing', message: `${file} and ${another} both lie beside the truth; leave one` }
}
