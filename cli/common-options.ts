import { Option } from 'commander'
import { say } from './language.ts'

/** Options that several commands have, and words for what they take, so that they read alike everywhere. */

export function dataOption(): Option {
  return new Option(
    '--data <dir>',
    say(
      'folder of sources, readings and reports; default: NIANBAO_DATA, else nianbao-data',
      '存放原件、识别结果和报告的文件夹；默认取 NIANBAO_DATA，其次为 nianbao-data',
    ),
  )
}

export function databaseOption(): Option {
  return new Option(
    '--database <url>',
    say(
      'postgres://…, for many machines; default: NIANBAO_DATABASE_URL, else SQLite in the data folder',
      'postgres://…，供多台机器共用；默认取 NIANBAO_DATABASE_URL，其次为数据文件夹中的 SQLite',
    ),
  )
}

export function debugOption(): Option {
  return new Option('--debug', say('print stacks of defects', '程序出错时显示调用栈'))
}

export function passwordOption(): Option {
  return new Option('--password <text>', say('opens encrypted PDFs', '加密 PDF 的密码'))
}

export function quietOption(): Option {
  return new Option('-q, --quiet', say('no progress and no summary, only what failed', '不显示进度和小结，只显示失败'))
}

/** What may be given to be read. */
export function inputsText(): string {
  return say('files, folders, globs, or - for standard input', '文件、文件夹、通配符；- 表示标准输入')
}

/** What a name for what is handed in is good for. */
export function newBatchText(): string {
  return say('what to call them together; default: the time, in UTC', '这一批次的名称；默认为当前 UTC 时间')
}

/** How a batch is chosen where it narrows down what is told. */
export function onlyBatchText(): string {
  return say('only the documents of this batch', '只限这一批次的文档')
}
