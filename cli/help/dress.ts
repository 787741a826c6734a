import type { Command } from 'commander'
import { say } from '../language.ts'
import { columnsOf } from '../terminal.ts'
import { languageOption } from './language-option.ts'
import { helpLayout } from './layout.ts'
import { reflow } from './reflow.ts'
import { usageLines } from './usage-errors.ts'

/** Columns of help where no terminal says, and where the terminal is wider than anybody reads. */
const PIPED_WIDTH = 80
const WIDEST = 100

/**
 * Gives a command what all of them share: `--lang` and `--help`, and how help is set and wrong use is told in both
 * languages.
 */
export function dress(command: Command): void {
  const width = Math.min(columnsOf(process.stdout, PIPED_WIDTH), WIDEST)
  // Help comes in two pieces: commander's own, which is set already, and what the command has below it.
  const set = (text: string) =>
    /^(Usage:|用法：)/.test(text) ? text.replace(/^用法： /, '用法：') : reflow(text, width)
  const name = command.parent ? `nianbao ${command.name()}` : 'nianbao'
  command
    .exitOverride()
    .addOption(languageOption())
    .helpOption('-h, --help', say('print this help', '显示本帮助'))
    .configureHelp(helpLayout(width))
    .showHelpAfterError(say(`(${name} --help tells more)`, `（详见 ${name} --help）`))
    .configureOutput({
      writeOut: (text) => process.stdout.write(set(text)),
      writeErr: (text) => process.stderr.write(set(text)),
      outputError: (text) => process.stderr.write(usageLines(text)),
    })
}
