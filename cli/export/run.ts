import type { Command } from 'commander'
import { loadFormat } from '../../export/formats.ts'
import type { ExportFormat } from '../../export/outgoing.ts'
import { countReports } from '../../export/sources/count.ts'
import { countReportFiles, fileReports } from '../../export/sources/files.ts'
import { listReportPaths } from '../../export/sources/list.ts'
import type { Reread } from '../../export/sources/original.ts'
import { storeReports } from '../../export/sources/store.ts'
import { EXIT, type Problem } from '../../schemas/problem.ts'
import { complain, gravest, tell, withStore } from '../cluster-options.ts'
import { say } from '../language.ts'
import { formsOf } from '../reading-options.ts'
import { type ExportCommandOptions, STATES } from './options.ts'
import { originals, sourcesProblem } from './originals.ts'
import { writeSchema } from './schema.ts'
import { isSingle, notAFile, tooManyForOne } from './single.ts'
import { writeOut } from './write-out.ts'

/** Does what the command line asks for, and gives the exit code; ends the command where that makes no sense. */
export async function runExport(
  command: Command,
  paths: readonly string[],
  options: ExportCommandOptions,
): Promise<number> {
  if (options.out === '') {
    command.error(say('error: --out is empty; name a folder or a file', 'error: --out 为空；请给出文件夹或文件'))
  }
  if (options.format === 'schema') {
    if (paths.length > 0) {
      command.error(
        say(
          'error: --format schema takes no reports; leave them out',
          'error: --format schema 不需要报告；请不要给出报告文件',
        ),
      )
    }
    return writeSchema(options.out)
  }
  const { batch, state } = options
  if (paths.length > 0 && (batch !== undefined || state !== undefined)) {
    command.error(
      say(
        'error: --batch and --state choose reports of the store; give them or files',
        'error: --batch 和 --state 用于数据库中的报告，不能与文件同时给出',
      ),
    )
  }
  const oneFile = /\.xlsx$/i.test(options.out ?? '')
  const format = await loadFormat(options.format, { forms: formsOf(options), bom: options.bom, oneFile })
  refuse(command, format, options)
  const single = isSingle(options.format, options.out)
  const handing = { named: format.kind === 'folder', asKept: format.asKept ?? false }
  if (paths.length === 0) {
    const filter = { batch, states: state ?? STATES }
    return withStore(
      command,
      async (store) => {
        const total = await countReports(store, filter)
        const refused = tooMany(format, total, single ? options.out : undefined)
        return refused ?? writeOut(storeReports(store, filter, handing), format, total, { ...options, single })
      },
      { looking: true },
    )
  }
  const { sources = [] } = options
  if (sources.length === 0 && HOLDING.has(options.format)) {
    command.error(
      say(
        `error: ${options.format} holds the files that reports were made from; name their folder with --sources DIR`,
        `error: ${options.format} 含有报告所据的原文件；请用 --sources 指明它们所在的文件夹`,
      ),
    )
  }
  const misplaced = sources.flatMap((folder) => {
    const problem = sourcesProblem(folder)
    return problem ? [complain(`--sources ${folder}`, problem)] : []
  })
  if (misplaced.length > 0) return gravest(...misplaced)
  const listed = listReportPaths(paths, format.kind === 'folder' && !single ? options.out : undefined)
  const codes = listed.problems.map(({ name, problem }) => complain(name, problem))
  let others = 0
  const reports = fileReports(listed.paths, {
    ...handing,
    original: originals(sources, readAgain, PAGED.has(options.format)),
    onOther: () => others++,
  })
  const total = listed.paths.length
  const fitting = single ? 1 : (most(format) ?? total)
  const reportCount = total > fitting ? countReportFiles(listed.paths) : total
  const refused = tooMany(format, reportCount, single ? options.out : undefined)
  if (refused !== null) return refused
  if (total === 0 && codes.length > 0) return gravest(...codes)
  const inputs = listed.paths.shown()
  return gravest(
    ...codes,
    await writeOut(reports, format, total, { ...options, single, inputs, some: true, leftAside: () => others }),
  )
}

/** Formats of pages alone, and those that hold the original files, which files of reports do not. */
const PAGED: ReadonlySet<string> = new Set(['pdf', 'alto', 'hocr'])
const HOLDING: ReadonlySet<string> = new Set([...PAGED, 'bag'])

/** The readers are loaded when a page has to be read again. */
const readAgain: Reread = async (bytes, report) => {
  const { readAgain } = await import('../../export/archive/reread.ts')
  const readings = await readAgain(bytes, report)
  // Reading asks for a password, which would be of no use here.
  return 'code' in readings && readings.code === 'pdf-encrypted' ? LOCKED : readings
}

const LOCKED: Problem = {
  code: 'pdf-encrypted',
  message: 'is encrypted; a text layer can only be laid over open files',
}

/** The exit code where reports are more than fit into one file, which is told; null where they fit. `single`: the file of one report. */
function tooMany(format: ExportFormat, total: number, single: string | undefined): number | null {
  if (single !== undefined && total > 1) {
    tell(tooManyForOne(total, single))
    return EXIT.usage
  }
  const limit = most(format)
  if (limit === undefined || total <= limit) return null
  tell(
    say(
      `${total} reports are too many for one workbook, which takes ${limit}; give --out DIR for a workbook each, or --format xlsx-long`,
      `一个工作簿最多容纳 ${limit} 份报告，现有 ${total} 份；请用 --out 文件夹 每份写一个，或用 --format xlsx-long`,
    ),
  )
  return EXIT.usage
}

function most(format: ExportFormat): number | undefined {
  return format.kind === 'stream' ? format.most : undefined
}

function refuse(command: Command, format: ExportFormat, { out, ...options }: ExportCommandOptions): void {
  const several = options.format === 'schema' ? null : notAFile(options.format, out)
  if (several !== null) command.error(`error: ${several}`)
  if (format.kind === 'folder' && out === undefined) {
    command.error(say('error: say where to: --out DIR', 'error: 请说明写到哪里：--out DIR'))
  }
  if (format.kind === 'stream' && isBinary(format.mediaType) && isTerminal(out)) {
    command.error(say('error: say where to: --out FILE', 'error: 请说明写到哪里：--out FILE'))
  }
}

function isBinary(mediaType: string): boolean {
  return !mediaType.startsWith('text/') && mediaType !== 'application/x-ndjson'
}

function isTerminal(out: string | undefined): boolean {
  return (out === undefined || out === '-') && process.stdout.isTTY
}
