import { availableParallelism } from 'node:os'
import { type Command, Option } from 'commander'
import { DEFAULT_MAX_PAGES } from '../engines/source/limits.ts'
import { REVIEW_THRESHOLD } from '../pipeline/thresholds.ts'
import type { Form } from '../schemas/form.ts'
import { FORMS } from '../schemas/forms/index.ts'
import type { RunSettings } from '../workers/protocol.ts'
import { passwordOption } from './common-options.ts'
import { say } from './language.ts'
import { addForm, parseBytes, parseCount, parseModels, parsePages, parseSeconds, parseShare } from './options.ts'

/** What decides, beside the document, what a report says. */
export type RuleOptions = {
  readonly form: readonly Form[]
  readonly reviewThreshold?: number
  readonly models?: string
}

/** What no document may exceed. */
export type LimitOptions = { readonly maxPages: number; readonly maxBytes: number; readonly timeout: number }

/** What every command that reads documents lets its user choose. */
export type ReadingOptions = RuleOptions &
  LimitOptions & {
    readonly jobs?: number
    readonly pages?: ReturnType<typeof parsePages>
    readonly password?: string
  }

/** Puts the options of reading on a command, the same ones under the same names everywhere. */
export function addReadingOptions(command: Command): Command {
  command
    .option(
      '-j, --jobs <n>',
      say(
        'reader processes; default: one per core, at most one per input',
        '读取进程数；默认每个处理器核心一个，不超过输入的个数',
      ),
      parseCount,
    )
    .option(
      '--pages <list>',
      say('pages of a PDF or TIFF to read, such as 2-5,7 or 3-', '只读 PDF 或 TIFF 的这些页，如 2-5,7 或 3-'),
      parsePages,
    )
    .addOption(passwordOption())
  return addLimitOptions(addRuleOptions(command))
}

export function addRuleOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--form <file>',
        say(
          'a further form as JSON, matched beside the official ones; may be repeated',
          '官方表式之外再增加一种表式（JSON）；可重复',
        ),
      )
        .argParser(addForm)
        .default([]),
    )
    .option(
      '--models <dir>',
      say(
        'folder with a newer PP-OCR recognition model (.onnx) to read scans with',
        '读扫描件用的更新的 PP-OCR 识别模型（.onnx）所在的文件夹',
      ),
      parseModels,
    )
    .option(
      '--review-threshold <p>',
      say(
        `send fields to review whose confidence is below this; default: ${REVIEW_THRESHOLD}`,
        `置信度低于此值的字段列入核对；默认 ${REVIEW_THRESHOLD}`,
      ),
      parseShare,
    )
}

export function addLimitOptions(command: Command): Command {
  return addBytesOption(
    command.option(
      '--max-pages <n>',
      say('refuse documents with more pages', '页数超过此值的文档不读'),
      parseCount,
      DEFAULT_MAX_PAGES,
    ),
  ).option(
    '--timeout <seconds>',
    say('give an input up when a page takes longer', '一页超过此时间就放弃整个输入'),
    parseSeconds,
    60,
  )
}

export function addBytesOption(command: Command): Command {
  return command.addOption(
    new Option('--max-bytes <n>', say('refuse larger inputs', '大于此字节数的输入不读'))
      .argParser(parseBytes)
      .default(256 * 1024 ** 2, '256M'),
  )
}

/** The forms to match: a further one replaces an official one of its id. */
export function formsOf({ form }: RuleOptions): readonly Form[] {
  return [...FORMS.filter(({ id }) => !form.some((other) => other.id === id)), ...form]
}

/** The settings of a run as the options have them. */
export function runSettings(options: ReadingOptions): Omit<RunSettings, 'indented' | 'compact'> {
  return {
    forms: formsOf(options),
    reviewThreshold: options.reviewThreshold,
    password: options.password,
    models: options.models,
    pages: options.pages,
    maxPages: options.maxPages,
    maxBytes: options.maxBytes,
  }
}

/** Reader processes for so many inputs. */
export function jobsFor(options: ReadingOptions, inputs: number): number {
  return Math.max(1, Math.min(options.jobs ?? availableParallelism(), inputs))
}
