import { type Argument, type Command, Help, type HelpConfiguration, type Option } from 'commander'
import stringWidth from 'string-width'
import { listed, say } from '../language.ts'
import { wrap } from './wrap.ts'

/** Descriptions narrower than this stand under the terms and not beside them. */
const NARROWEST = 28
const INDENT = 2
const GAP = 2

/** How help is set, in both languages: commander's own words, and the columns that characters take. */
export function helpLayout(width: number): HelpConfiguration {
  return {
    helpWidth: width,
    displayWidth: stringWidth,
    styleTitle: (title) => titleOf(title),
    commandUsage: usageOf,
    subcommandTerm: (command) => command.name(),
    optionDescription: described,
    argumentDescription: described,
    boxWrap: (text, columns) =>
      text
        .split('\n')
        .flatMap((line) => wrap(line, columns))
        .join('\n'),
    formatItem: (term, termWidth, description) => item(term, termWidth, description, width),
  }
}

function titleOf(title: string): string {
  const titles: Readonly<Record<string, string>> = {
    'Usage:': '用法：',
    'Arguments:': '参数：',
    'Options:': '选项：',
    'Commands:': '命令：',
  }
  return say(title, titles[title] ?? title)
}

function usageOf(this: Help, command: Command): string {
  const usage = Help.prototype.commandUsage.call(this, command)
  return say(usage, usage.replace('[options]', '[选项]').replace('[command]', '[命令]'))
}

/** What it is, and in brackets what may be given and what holds where nothing is. */
function described(of: Option | Argument): string {
  const { description, argChoices, defaultValue, defaultValueDescription } = of
  const isNone = defaultValue === undefined || (Array.isArray(defaultValue) && defaultValue.length === 0)
  const isSwitch = 'flags' in of && of.isBoolean()
  const told = defaultValueDescription ?? (isNone || isSwitch ? null : String(defaultValue))
  const notes = [
    ...(argChoices ? [say('one of ', '可选：') + listed(argChoices)] : []),
    ...(told === null ? [] : [say('default: ', '默认：') + told]),
  ]
  return notes.length === 0 ? description : description + say(` (${notes.join('; ')})`, `（${notes.join('；')}）`)
}

function item(term: string, termWidth: number, description: string, width: number): string {
  const margin = ' '.repeat(INDENT)
  if (description === '') return margin + term
  const beside = width - INDENT - termWidth - GAP
  if (beside < NARROWEST) {
    const under = ' '.repeat(3 * INDENT)
    return [margin + term, ...wrap(description, width - under.length).map((line) => under + line)].join('\n')
  }
  const padded = margin + term + ' '.repeat(termWidth - stringWidth(term) + GAP)
  return padded + wrap(description, beside).join(`\n${' '.repeat(INDENT + termWidth + GAP)}`)
}
