import { Command, CommanderError } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import { READER } from '../schemas/report.ts'
import { evalCommand } from './eval.ts'
import { extractCommand } from './extract.ts'
import { printable } from './printable.ts'
import { showCommand } from './show.ts'

const AFTER = `
Examples:
  nianbao extract report.pdf --out reports   read a report
  nianbao show reports/report.json           look at what was read`

/** Runs the command line `argv` (as process.argv) and leaves its exit code in process.exitCode. Never throws. */
export async function main(argv: readonly string[]): Promise<void> {
  const debug = argv.some((word) => /^--debug(=|$)/.test(word))
  process.stderr.on('error', () => {}) // nobody reads it any more; the exit code still tells
  process.on('uncaughtException', (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough of the help closes the pipe: no defect of anybody's.
    process.exit(error.code === 'EPIPE' ? (process.exitCode ?? EXIT.ok) : reportDefect(error, debug))
  })
  try {
    await createProgram().parseAsync([...argv])
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? usageCode(error) : reportDefect(error, debug)
  }
}

function createProgram(): Command {
  const program = new Command('nianbao')
    .description(
      'Reads Chinese government annual reports on information disclosure (政府信息公开工作年度报告), scans and photos too: rebuilds their tables, checks the sums, writes normalized JSON.',
    )
    .version(READER.split('/')[1] ?? '', '-V, --version', 'print the version')
    .addHelpText('after', AFTER)
  for (const command of [extractCommand(), showCommand(), evalCommand()]) program.addCommand(command)
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
