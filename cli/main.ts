import { Command, CommanderError } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import { READER } from '../schemas/report.ts'
import { printable } from './printable.ts'

/**
 * The commands, loaded when they are wanted: reading a report takes no database and no queues, and must not wait for
 * them to be loaded.
 */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  extract: async () => (await import('./extract.ts')).extractCommand(),
  show: async () => (await import('./show.ts')).showCommand(),
  eval: async () => (await import('./eval.ts')).evalCommand(),
  submit: async () => (await import('./submit.ts')).submitCommand(),
  watch: async () => (await import('./watch.ts')).watchCommand(),
  worker: async () => (await import('./worker.ts')).workerCommand(),
  status: async () => (await import('./status.ts')).statusCommand(),
  failed: async () => (await import('./failed.ts')).failedCommand(),
  retry: async () => (await import('./retry.ts')).retryCommand(),
  cancel: async () => (await import('./cancel.ts')).cancelCommand(),
  reassemble: async () => (await import('./reassemble.ts')).reassembleCommand(),
  export: async () => (await import('./export.ts')).exportCommand(),
  'check-years': async () => (await import('./check-years.ts')).checkYearsCommand(),
  serve: async () => (await import('./serve.ts')).serveCommand(),
  user: async () => (await import('./user.ts')).userCommand(),
}

const AFTER = `
Examples:
  nianbao extract report.pdf --out reports   read a report
  nianbao show reports/report.json           look at what was read
  nianbao submit 2023/ && nianbao worker     many reports, on many machines`

/** Runs the command line `argv` (as process.argv) and leaves its exit code in process.exitCode. Never throws. */
export async function main(argv: readonly string[]): Promise<void> {
  const debug = argv.some((word) => /^--debug(=|$)/.test(word))
  process.stderr.on('error', () => {}) // nobody reads it any more; the exit code still tells
  process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough of the help closes the pipe: no defect of anybody's.
    process.exit(error.code === 'EPIPE' ? (process.exitCode ?? EXIT.ok) : reportDefect(error, debug))
  })
  try {
    await (await createProgram(argv[2])).parseAsync([...argv])
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? usageCode(error) : reportDefect(error, debug)
  }
}

/** The command line, with all commands where the first word names none of them. */
export async function createProgram(first?: string): Promise<Command> {
  const program = new Command('nianbao')
    .description(
      'Reads Chinese government annual reports on information disclosure (政府信息公开工作年度报告), scans and photos too: rebuilds their tables, checks the sums, writes normalized JSON.',
    )
    .version(READER.split('/')[1] ?? '', '-V, --version', 'print the version')
    .addHelpText('after', AFTER)
  const wanted = Object.entries(COMMANDS).filter(([name]) => name === first)
  const loaded = (wanted.length > 0 ? wanted : Object.entries(COMMANDS)).map(([, load]) => load())
  for (const command of await Promise.all(loaded)) program.addCommand(command)
  for (const command of [program, ...program.commands]) {
    command
      .exitOverride()
      .helpOption('-h, --help', 'print this help')
      .showHelpAfterError(`(nianbao ${command === program ? '' : `${command.name()} `}--help tells more)`)
      .configureOutput({ outputError: (text, write) => write(usageLines(text)) })
  }
  return program
}

function usageLines(text: string): string {
  const lines = text
    .trimEnd()
    .replace(/^error: /, 'nianbao: ')
    .split('\n')
  return `${lines.map(printable).join('\n')}\n`
}

/** Help and version end through the same door as wrong use, with code 0. */
function usageCode(error: CommanderError): number {
  return error.exitCode === 0 ? EXIT.ok : EXIT.usage
}

function reportDefect(error: unknown, debug: boolean): number {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  const advice = debug ? `\n${stack}` : '; please report it with what --debug prints'
  process.stderr.write(`nianbao: defect: ${printable(message)}${advice}\n`)
  return EXIT.defect
}
