import { availableParallelism } from 'node:os'
import { type Command, Option } from 'commander'
import { DEFAULT_MAX_PAGES } from '../engines/source/limits.ts'
import { REVIEW_THRESHOLD } from '../pipeline/thresholds.ts'
import type { Form } from '../schemas/form.ts'
import { FORMS } from '../schemas/forms/index.ts'
import type { RunSettings } from '../workers/protocol.ts'
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
    .option('-j, --jobs <n>', 'reader processes (default: one per core, at most one per input)', parseCount)
    .option('--pages <list>', 'pages of a PDF or TIFF to read, such as 2-5,7 or 3-', parsePages)
    .option('--password <text>', 'opens encrypted PDFs')
  return addLimitOptions(addRuleOptions(command))
}

export function addRuleOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--form <file>', 'a further form as JSON, matched beside the official ones; may be repeated')
        .argParser(addForm)
        .default([], 'none'),
    )
    .option('--models <dir>', 'folder with a newer PP-OCR recognition model (.onnx) to read scans with', parseModels)
    .option(
      '--review-threshold <p>',
      `send fields to review whose confidence is below this (default: ${REVIEW_THRESHOLD})`,
      parseShare,
    )
}

export function addLimitOptions(command: Command): Command {
  return addBytesOption(
    command.option('--max-pages <n>', 'refuse documents with more pages', parseCount, DEFAULT_MAX_PAGES),
  ).option('--timeout <seconds>', 'give an input up when a page takes longer', parseSeconds, 60)
}

export function addBytesOption(command: Command): Command {
  return command.addOption(
    new Option('--max-bytes <n>', 'refuse larger inputs').argParser(parseBytes).default(256 * 1024 ** 2, '256M'),
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
