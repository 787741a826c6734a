import type { KnownArgument, KnownCommand, KnownOption, KnownProgram, Values } from './describe.ts'

/** A script for fish (3.0 and later) that completes this program. */
export function fishScript({ options, commands }: KnownProgram): string {
  return `# fish completion for nianbao; made by: nianbao completion fish
function __nianbao_is --description 'whether the command typed is one of these; without, whether there is none yet'
    set -l words (commandline -opc)
    set -e words[1]
    set -l previous ''
    for word in $words
        if not string match -q -- '-*' $word; and test "$previous" != --lang
            contains -- $word $argv
            return
        end
        set previous $word
    end
    test (count $argv) -eq 0
end

complete -c nianbao -f
${options.map((option) => line('__nianbao_is', optionSpec(option))).join('')}${commands
  .map(({ name, description }) => line('__nianbao_is', `-a ${name} -d ${quoted(description)}`))
  .join('')}
${commands.map(commandLines).join('\n')}`
}

function commandLines({ name, options, arguments: places }: KnownCommand): string {
  const is = `__nianbao_is ${name}`
  return [
    ...options.map((option) => line(is, optionSpec(option))),
    ...places.flatMap((argument) => argumentLine(is, argument)),
  ].join('')
}

/** Words are offered until one of them is there. */
function argumentLine(is: string, { values, variadic }: KnownArgument): readonly string[] {
  if (values.kind === 'words') {
    const words = values.words.join(' ')
    const until = variadic ? '' : `; and not __fish_seen_subcommand_from ${words.replace(/^help | help\b/g, '')}`
    return [line(is + until, `-a ${quoted(words)}`)]
  }
  return values.kind === 'unknown' ? [] : [line(is, offer(values))]
}

function optionSpec({ long, short, description, values }: KnownOption): string {
  const names = `-l ${long}${short === null ? '' : ` -s ${short}`}`
  return `${names} -d ${quoted(description)}${values ? ` -r ${offer(values)}` : ''}`
}

function offer(values: Values): string {
  if (values.kind === 'words') return `-f -a ${quoted(values.words.join(' '))}`
  if (values.kind === 'folders') return "-f -a '(__fish_complete_directories (commandline -ct))'"
  return values.kind === 'files' ? '-F' : '-f'
}

function line(condition: string, rest: string): string {
  return `complete -c nianbao -n ${quoted(condition)} ${rest}\n`
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
