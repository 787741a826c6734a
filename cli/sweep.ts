import { Command, InvalidArgumentError } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import type { Store } from '../store/open.ts'
import { sweepStore } from '../store/sweep.ts'
import { addClusterOptions, SERVICE_EXIT, withStore } from './cluster-options.ts'
import { say } from './language.ts'

type Options = { readonly olderThan: number; readonly grace: number; readonly dryRun?: boolean }

const HOUR_MS = 3_600_000
const LEAST_HOURS = 2

const AFTER = say(
  `
Examples:
  nianbao sweep --dry-run       tell what would go
  nianbao sweep                 beside running workers and servers; not during a backup

Exit codes: 0 done, 2 wrong use, ${SERVICE_EXIT}.`,
  `
示例：
  nianbao sweep --dry-run       只说明会清理什么
  nianbao sweep                 工作进程和服务器运行时也可以；备份期间不可以

退出码：0 完成，2 用法错误，${SERVICE_EXIT}。`,
)

/** `nianbao sweep`: takes contents out of the data folder that nothing names any more. */
export function sweepCommand(): Command {
  const command = new Command('sweep')
    .summary(say('free what nothing needs any more', '清理不再需要的内容'))
    .description(
      say(
        'Takes contents out of the data folder that nothing names any more: reports that were replaced, and what removed documents left. Takes a minute where there is something.',
        '从数据文件夹中清理不再被引用的内容：已被替换的报告，以及已删除文档留下的文件。有内容可清理时约需一分钟。',
      ),
    )
    .option(
      '--older-than <hours>',
      say(
        `only what was put there so long ago, ${LEAST_HOURS} or more`,
        `只清理存入已超过这么多小时的内容，至少 ${LEAST_HOURS}`,
      ),
      parseHours,
      24,
    )
    .option(
      '--grace <seconds>',
      say(
        'wait so long before taking it away, for those who have just read what it is called',
        '清理前等待的秒数，留给刚读到引用、正要读取内容的进程',
      ),
      parseSeconds,
      60,
    )
    .option('--dry-run', say('only tell', '只说明，不清理'))
  return addClusterOptions(command)
    .addHelpText('after', AFTER)
    .action(async (options: Options) => {
      process.exitCode = await withStore(command, (store) => sweep(store, options))
    })
}

async function sweep(store: Store, { olderThan, grace, dryRun = false }: Options): Promise<number> {
  const before = Date.now() - olderThan * HOUR_MS
  const { blobs, bytes } = await sweepStore(store, { before, graceMs: grace * 1000, dry: dryRun })
  const megabytes = (bytes / 1e6).toFixed(1)
  const files = say(`${blobs} file${blobs === 1 ? '' : 's'}, ${megabytes} MB`, `${blobs} 个文件，${megabytes} MB`)
  process.stderr.write(
    `${dryRun ? say(`${files} would go`, `将清理 ${files}`) : say(`${files} gone`, `已清理 ${files}`)}\n`,
  )
  return EXIT.ok
}

function parseHours(text: string): number {
  const hours = Number(text)
  if (text.trim() !== '' && hours >= LEAST_HOURS && hours < 1e6) return hours
  throw new InvalidArgumentError(say(`give ${LEAST_HOURS} hours or more.`, `请给出至少 ${LEAST_HOURS} 小时。`))
}

function parseSeconds(text: string): number {
  const seconds = Number(text)
  if (text.trim() !== '' && seconds >= 0 && seconds <= 3600) return seconds
  throw new InvalidArgumentError(say('give seconds, at most an hour of them.', '请给出秒数，最多一小时。'))
}
