import type { Command } from 'commander'
import { loadFormat } from '../../export/formats.ts'
import type { ExportFormat } from '../../export/outgoing.ts'
import { countReports } from '../../export/sources/count.ts'
import { fileReports } from '../../export/sources/files.ts'
import { listReportPaths } from '../../export/sources/list.ts'
import { NO_READER } from '../../export/sources/reread.ts'
import { storeReports } from '../../export/sources/store.ts'
import type { Form } from '../../schemas/form.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import { complain, gravest, withStore } from '../cluster-options.ts'
import { say } from '../language.ts'
import { type ExportCommandOptions, STATES } from './options.ts'
import { originals } from './originals.ts'
import { writeSchema } from './schema.ts'
import { writeOut } from './write-out.ts'

/** Does what the command line asks for, and gives the exit code; ends the command where that makes no sense. */
export async function runExport(
  command: Command,
  paths: readonly string[],
  options: ExportCommandOptions,
): Promise<number> {
  if (options.format === 'schema') return writeSchema(options.out)
  const { batch, state } = options
  if (paths.length > 0 && (batch !== undefined || state !== undefined)) {
    command.error(
      say(
        'error: --batch and --state choose reports of the store; give them or files',
        'error: --batch 和 --state 用于数据库中的报告，不能与文件同时给出',
      ),
    )
  }
  const format = await loadFormat(options.format, { forms: formsOf(options.form), bom: options.bom })
  refuse(command, format, options)
  const handing = { named: format.kind === 'folder', asKept: format.asKept ?? false }
  if (paths.length === 0) {
    const filter = { batch, states: state ?? STATES }
    return withStore(command, async (store) =>
      writeOut(storeReports(store, filter, handing), format, await countReports(store, filter), options),
    )
  }
  const listed = listReportPaths(paths)
  const codes = listed.problems.map(({ name, problem }) => complain(name, problem))
  const reports = fileReports(listed.paths, { ...handing, original: originals(options.sources, NO_READER) })
  return gravest(...codes, await writeOut(reports, format, listed.paths.length, options))
}

function refuse(command: Command, format: ExportFormat, { out }: ExportCommandOptions): void {
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

/** A further form counts before the official ones, and instead of one of its id. */
function formsOf(further: readonly Form[]): readonly Form[] {
  return [...further, ...FORMS.filter(({ id }) => !further.some((form) => form.id === id))]
}
