import { Command, InvalidArgumentError, Option } from 'commander'
import { exportFolder } from '../export/folder.ts'
import { lostProblem, type ReportFilter, reportBytes, reportsOf } from '../export/reports.ts'
import { EXIT } from '../schemas/problem.ts'
import type { Store } from '../store/open.ts'
import type { DocumentState } from '../store/schema.ts'
import { addClusterOptions, complain, gravest, parseBatch, SERVICE_EXIT, withStore } from './cluster-options.ts'
import { listenForInterrupts } from './interrupts.ts'
import { lineFile } from './line-file.ts'
import { lineSink } from './output.ts'

type Options = {
  readonly out?: string
  readonly batch?: string
  readonly state: readonly DocumentState[]
  readonly format: 'json' | 'jsonl'
}

const STATES = ['done', 'review'] as const

const AFTER = `
Examples:
  nianbao export --out reports                      a file for each report, as extract writes them
  nianbao export --batch 2023 --state done --out good
  nianbao export --format jsonl | jq .document      one report a line

Reports are written byte for byte as workers made them, whole files only; those that are there already stay as they are.
Exit codes: 0 done, 2 wrong use, 3 a report is lost, 5 output could not be written, ${SERVICE_EXIT},
130 stopped by Ctrl-C.`

/** `nianbao export`: the store's reports as files. */
export function exportCommand(): Command {
  const command = new Command('export')
    .summary('write the reports that workers made into a folder')
    .description('Writes the reports of the store into a folder, under the names that extract gives, or as lines.')
    .option('-o, --out <path>', 'the folder; with jsonl the file, or standard output where left out')
    .option('--batch <name>', 'only reports of this batch', parseBatch)
    .addOption(
      new Option('--state <list>', `only reports in these states, of ${STATES.join(',')}`)
        .argParser(parseStates)
        .default(STATES, STATES.join(',')),
    )
    .addOption(new Option('--format <name>', 'files, or one report a line').choices(['json', 'jsonl']).default('json'))
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (options: Options) => {
      const { out, format } = options
      if (format === 'json' && out === undefined) command.error('error: say where to: --out DIR')
      process.exitCode = await withStore(command, (store) =>
        format === 'json' ? writeFiles(store, out!, filterOf(options)) : writeLines(store, out, filterOf(options)),
      )
    })
}

async function writeFiles(store: Store, folder: string, filter: ReportFilter): Promise<number> {
  const interrupts = listenForInterrupts()
  const codes: number[] = []
  let written = 0
  let unchanged = 0
  const run = exportFolder(store, folder, filter)
  for (;;) {
    const next = await run.next()
    if (next.done) {
      if (next.value) return complain('--out', next.value)
      break
    }
    const result = next.value
    if (result.kind === 'problem') codes.push(complain(result.output, result.problem))
    else if (result.kind === 'written') written++
    else unchanged++
    if (interrupts.came()) break
  }
  interrupts.end()
  const was = unchanged > 0 ? ` (${unchanged} unchanged)` : ''
  const total = written + unchanged
  process.stderr.write(`${total} report${total === 1 ? '' : 's'}${was}\n`)
  return interrupts.came() ? EXIT.interrupted : gravest(...codes)
}

async function writeLines(store: Store, path: string | undefined, filter: ReportFilter): Promise<number> {
  const file = path === undefined || path === '-' ? null : await lineFile(path)
  if (file && 'code' in file) return complain('--out', file)
  const sink = file ?? lineSink(process.stdout)
  const codes: number[] = []
  let open = true
  for await (const page of reportsOf(store, filter)) {
    for (const entry of page) {
      const bytes = await reportBytes(store, entry)
      if (!bytes) codes.push(complain(entry.name, lostProblem(entry)))
      else open = await sink.write(`${JSON.stringify(JSON.parse(Buffer.from(bytes).toString('utf8')))}\n`)
      if (!open) break
    }
    if (!open) break
  }
  const problem = file ? await file.end() : null
  return problem ? complain('--out', problem) : gravest(...codes)
}

function filterOf({ batch, state }: Options): ReportFilter {
  return { batch, states: state }
}

function parseStates(text: string): readonly DocumentState[] {
  const names = text.split(',').map((name) => name.trim())
  const known = STATES.filter((state) => names.includes(state))
  if (known.length < new Set(names).size) throw new InvalidArgumentError(`give some of ${STATES.join(',')}.`)
  return known
}
