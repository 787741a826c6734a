import { Command, CommanderError } from 'commander'
import { EXIT } from '../schemas/problem.ts'
import { READER } from '../schemas/report.ts'
import { defectText } from './defect-text.ts'
import { dress } from './help/dress.ts'
import { putInGroup } from './help/groups.ts'
import { checkLanguageSetting } from './help/language-option.ts'
import { say } from './language.ts'
import { isOutputFailure } from './output.ts'

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
  remove: async () => (await import('./remove.ts')).removeCommand(),
  sweep: async () => (await import('./sweep.ts')).sweepCommand(),
  export: async () => (await import('./export.ts')).exportCommand(),
  compare: async () => (await import('./compare.ts')).compareCommand(),
  'check-years': async () => (await import('./check-years.ts')).checkYearsCommand(),
  stats: async () => (await import('./stats.ts')).statsCommand(),
  serve: async () => (await import('./serve.ts')).serveCommand(),
  user: async () => (await import('./user.ts')).userCommand(),
  completion: async () => (await import('./completion.ts')).completionCommand(() => createProgram()),
}

const AFTER = () => `
${say('Examples:', '示例：')}
  nianbao extract report.pdf --out reports   ${say('read a report', '读取一份年报')}
  nianbao show reports/report.json           ${say('look at what was read', '看看读到了什么')}
  nianbao serve                              ${say('read and correct in a browser', '在浏览器里读取和核对')}
  nianbao submit 2023/ && nianbao worker     ${say('many reports, on many machines', '大批量，可用多台机器')}

${say(
  'nianbao COMMAND --help tells what a command does, with examples; add --lang zh for Chinese.',
  'nianbao 命令 --help 说明该命令的用法并举例；加 --lang en 则用英文显示。',
)}`

/** Runs the command line `argv` (as process.argv) and leaves its exit code in process.exitCode. Never throws. */
export async function main(argv: readonly string[]): Promise<void> {
  const debug = argv.some((word) => /^--debug(=|$)/.test(word))
  process.stderr.on('error', () => {}) // nobody reads it any more; the exit code still tells
  process.on('uncaughtException', async (error: NodeJS.ErrnoException) => {
    // A reader that has seen enough of the help closes the pipe: no defect of anybody's.
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.ok)
    process.exit(await endOf(error, debug))
  })
  try {
    const words = argv.slice(2)
    const program = await createProgram(wantedCommand(words))
    const unknown = helpWanted(words)
    if (unknown !== undefined && !(unknown in COMMANDS)) program.error(`error: unknown command '${unknown}'`)
    await program.parseAsync([...argv])
  } catch (error) {
    process.exitCode = await endOf(error, debug)
  }
}

async function endOf(error: unknown, debug: boolean): Promise<number> {
  if (error instanceof CommanderError) return usageCode(error)
  return isOutputFailure(error) ? reportUnwritten(error) : reportDefect(error, debug)
}

/** The command line, with all commands where `wanted` is none of them. */
export async function createProgram(wanted?: string): Promise<Command> {
  const program = new Command('nianbao')
    .description(
      say(
        'Reads Chinese government annual reports on information disclosure (政府信息公开工作年度报告), scans and photos too: rebuilds their tables, checks the sums, writes normalized JSON.',
        '读取《政府信息公开工作年度报告》，扫描件和照片也可以：还原表格，验算勾稽关系，输出规范的 JSON。',
      ),
    )
    .version(READER.split('/')[1] ?? '', '-V, --version', say('print the version', '显示版本'))
    .addHelpCommand(helpCommand())
    .addHelpText('after', AFTER)
    .hook('preAction', (_, command) => checkLanguageSetting(command))
  const named = Object.entries(COMMANDS).filter(([name]) => name === wanted)
  const loaded = (named.length > 0 ? named : Object.entries(COMMANDS)).map(([, load]) => load())
  const commands = (await Promise.all(loaded)).map((command) => ({ command, place: putInGroup(command) }))
  for (const { command } of commands.sort((a, b) => a.place - b.place)) program.addCommand(command)
  for (const command of [program, ...program.commands]) dress(command)
  return program
}

function helpCommand(): Command {
  const command = new Command('help').argument('[command]')
  putInGroup(command)
  return command.helpOption(false).description(say('print the help of a command', '显示某个命令的帮助'))
}

/** The command that these words are for, whatever stands before it. */
function wantedCommand(words: readonly string[]): string | undefined {
  const rest = bare(words)
  return rest[0] === 'help' ? rest[1] : rest[0]
}

/** What these words want the help of, undefined where they want none or that of everything. */
function helpWanted(words: readonly string[]): string | undefined {
  const rest = bare(words)
  return rest[0] === 'help' && rest[1] !== 'help' ? rest[1] : undefined
}

function bare(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => !word.startsWith('-') && words[index - 1] !== '--lang')
}

/** Help and version end through the same door as wrong use, with code 0. */
function usageCode(error: CommanderError): number {
  return error.exitCode === 0 ? EXIT.ok : EXIT.usage
}

/** Standard output that cannot be written, such as a file on a full disk. Loaded when it is wanted, as commands are. */
async function reportUnwritten(error: unknown): Promise<number> {
  const [{ complain }, { outputProblem }] = await Promise.all([
    import('./cluster-options.ts'),
    import('../store/write-file.ts'),
  ])
  return complain('standard output', outputProblem(error, 'standard output'))
}

function reportDefect(error: unknown, debug: boolean): number {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  process.stderr.write(`nianbao: ${defectText(message, debug ? (stack ?? '') : null)}\n`)
  return EXIT.defect
}
