import type { Argument, Command, Option } from 'commander'
import { QUEUES } from '../../workers/queues/names.ts'
import { STATES } from '../export/options.ts'

/** What may stand in a place: some words, files, folders, or what nobody can guess. */
export type Values =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'files' | 'folders' | 'unknown' }

export type KnownOption = {
  /** Without dashes. */
  readonly long: string
  readonly short: string | null
  readonly description: string
  /** What comes behind it; null for a switch. */
  readonly values: Values | null
  readonly repeats: boolean
}

export type KnownArgument = { readonly name: string; readonly values: Values; readonly variadic: boolean }

export type KnownCommand = {
  readonly name: string
  readonly description: string
  readonly options: readonly KnownOption[]
  readonly arguments: readonly KnownArgument[]
}

/** The command line as completion needs it; `options` are those that stand before any command. */
export type KnownProgram = { readonly options: readonly KnownOption[]; readonly commands: readonly KnownCommand[] }

/** Describes a program from its commander commands, which know all there is to know. */
export function describeProgram(program: Command): KnownProgram {
  const helper = program.createHelp()
  const names = helper.visibleCommands(program).map((command) => command.name())
  const commands = helper.visibleCommands(program).map((command): KnownCommand => {
    const isHelp = command.name() === 'help'
    return {
      name: command.name(),
      description: command.summary() || command.description(),
      options: isHelp ? [] : optionsOf(command),
      arguments: isHelp
        ? [{ name: 'command', values: { kind: 'words', words: names }, variadic: false }]
        : command.registeredArguments.map(describeArgument),
    }
  })
  return { options: optionsOf(program), commands }
}

function optionsOf(command: Command): readonly KnownOption[] {
  return command.createHelp().visibleOptions(command).map(describeOption)
}

function describeOption(option: Option): KnownOption {
  return {
    long: option.long!.slice(2),
    short: option.short?.slice(1) ?? null,
    description: option.description,
    values: option.required || option.optional ? valuesOfOption(option) : null,
    repeats: Array.isArray(option.defaultValue),
  }
}

function describeArgument(argument: Argument): KnownArgument {
  return { name: argument.name(), values: valuesOf(argument, argument.name()), variadic: argument.variadic }
}

/** Options that take a list, and what may be in it. */
const LISTS = new Map<string, readonly string[]>([
  ['--state', STATES],
  ['--queues', QUEUES],
])

function valuesOfOption(option: Option): Values {
  const words = LISTS.get(option.long!)
  return words ? { kind: 'words', words } : valuesOf(option, /<(.*)>/.exec(option.flags)?.[1] ?? '')
}

const FOLDERS: ReadonlySet<string> = new Set(['dir', 'folder', 'folders'])
const FILES: ReadonlySet<string> = new Set(['file', 'files', 'path', 'inputs', 'reports', 'report', 'truths', 'a', 'b'])

/** By the choices it has, else by the name that its place has in the help. */
function valuesOf({ argChoices }: { readonly argChoices?: string[] }, name: string): Values {
  if (argChoices) return { kind: 'words', words: argChoices }
  if (FOLDERS.has(name)) return { kind: 'folders' }
  return { kind: FILES.has(name) ? 'files' : 'unknown' }
}
