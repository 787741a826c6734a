import { Command } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import { attemptsOf } from '../store/attempts.ts'
import type { Document } from '../store/documents.ts'
import type { Store } from '../store/open.ts'
import { selectDocuments } from '../workers/select.ts'
import { addClusterOptions, parseBatch, SERVICE_EXIT, SHORT_MS, tell, withStore } from './cluster-options.ts'
import { onlyBatchText } from './common-options.ts'
import { say } from './language.ts'
import { outputSink } from './output.ts'
import { printable } from './printable.ts'
import { storedProblemText } from './problem-text.ts'
import { type Style, styleFor } from './style.ts'

type Options = { readonly batch?: string; readonly json?: boolean }
type Attempts = Awaited<ReturnType<typeof attemptsOf>>

const AFTER = say(
  `
Examples:
  nianbao failed                                      what failed, why, and every attempt at it
  nianbao failed --json | jq -r .document | xargs nianbao retry

Exit codes: 0 told, 2 wrong use, ${SERVICE_EXIT}.`,
  `
示例：
  nianbao failed                                      哪些失败、为什么、每次尝试的记录
  nianbao failed --json | jq -r .document | xargs nianbao retry

退出码：0 完成，2 用法错误，${SERVICE_EXIT}。`,
)

/** `nianbao failed`: documents that failed, with the reason and the log of each attempt. */
export function failedCommand(): Command {
  const command = new Command('failed')
    .summary(say('documents that failed, and why', '列出失败的文档和原因'))
    .description(
      say(
        'Lists documents that failed, with the reason and every attempt that was made.',
        '列出失败的文档、失败的原因和每次尝试的记录。',
      ),
    )
    .option('--batch <name>', onlyBatchText(), parseBatch)
    .option('--json', say('a line of JSON for each', '每份文档一行 JSON'))
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (options: Options) => {
      process.exitCode = await withStore(command, (store) => listFailed(store, options), {
        patienceMs: SHORT_MS,
        looking: true,
      })
    })
}

async function listFailed(store: Store, { batch, json }: Options): Promise<number> {
  const sink = outputSink(process.stdout)
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
  if (!found && !json) tell(say('nothing has failed', '没有失败的文档'))
  return EXIT.ok
}

function asText({ id, name, code, message }: Document, attempts: Attempts, style: Style): string {
  const lines = [
    `${style.strong(printable(name))}  ${style.faint(id.slice(0, 12))}`,
    `  ${style.flag(storedProblemText(code ?? '', message ?? ''))}`,
    ...attempts.map(({ at, stage, page, worker, code, message }) => {
      const what = `${stage}${page === null ? '' : ` ${page}`}`
      const where = say(`${what} on ${printable(worker)}: `, `${what}（${printable(worker)}）：`)
      return `  ${style.faint(`${iso(at)} ${where}`)}${storedProblemText(code, message)}`
    }),
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
