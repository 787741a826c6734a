import { Command } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import { attemptsOf } from '../store/attempts.ts'
import type { Document } from '../store/documents.ts'
import type { Store } from '../store/open.ts'
import { selectDocuments } from '../workers/select.ts'
import { addClusterOptions, LOOKING_MS, parseBatch, SERVICE_EXIT, tell, withStore } from './cluster-options.ts'
import { lineSink } from './output.ts'
import { printable } from './printable.ts'
import { type Style, styleFor } from './style.ts'

type Options = { readonly batch?: string; readonly json?: boolean }
type Attempts = Awaited<ReturnType<typeof attemptsOf>>

const AFTER = `
Examples:
  nianbao failed                                      what failed, why, and every attempt at it
  nianbao failed --json | jq -r .document | xargs nianbao retry

Exit codes: 0 told, 2 wrong use, ${SERVICE_EXIT}.`

/** `nianbao failed`: documents that failed, with the reason and the log of each attempt. */
export function failedCommand(): Command {
  const command = new Command('failed')
    .summary('documents that failed, and why')
    .description('Lists documents that failed, with the reason and every attempt that was made.')
    .option('--batch <name>', 'only the documents of this batch', parseBatch)
    .option('--json', 'a line of JSON for each')
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (options: Options) => {
      process.exitCode = await withStore(command, (store) => listFailed(store, options), LOOKING_MS)
    })
}

async function listFailed(store: Store, { batch, json }: Options): Promise<number> {
  const sink = lineSink(process.stdout)
  const style = styleFor(process.stdout)
  let found = false
  for await (const page of selectDocuments(store, { named: [], batch, states: ['failed'] }, () => {})) {
    for (const document of page) {
      const attempts = await attemptsOf(store.db, document.id)
      const text = json ? asJson(document, attempts) : asText(document, attempts, style)
      if (!(await sink.write(text))) return EXIT.ok
      found = true
    }
  }
  if (!found && !json) tell('nothing has failed')
  return EXIT.ok
}

function asText({ id, name, code, message }: Document, attempts: Attempts, style: Style): string {
  const lines = [
    `${style.strong(printable(name))}  ${style.faint(id.slice(0, 12))}`,
    `  ${style.flag(`${printable(message ?? '')} [${code}]`)}`,
    ...attempts.map(
      ({ at, stage, page, worker, code, message }) =>
        `  ${style.faint(`${iso(at)} ${stage}${page === null ? '' : ` ${page}`} on ${printable(worker)}:`)} ${printable(message)} [${code}]`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

function asJson({ id, name, size, code, message, ended_at, generation }: Document, attempts: Attempts): string {
  const told = {
    ...{ format: 'nianbao/failed@1', document: id, name, size, code, message },
    failedAt: ended_at === null ? null : iso(ended_at),
    generation,
    attempts: attempts.map(({ at, generation, stage, page, worker, code, message }) => ({
      ...{ at: iso(at), generation, stage, page, worker, code, message },
    })),
  }
  return `${JSON.stringify(told)}\n`
}

/** Seconds in UTC. */
function iso(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z')
}
