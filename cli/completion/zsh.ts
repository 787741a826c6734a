import type { KnownArgument, KnownCommand, KnownOption, KnownProgram, Values } from './describe.ts'

/** A script for zsh that completes this program: a file of $fpath called _nianbao, or to be sourced. */
export function zshScript({ options, commands }: KnownProgram): string {
  return `#compdef nianbao
# zsh completion for nianbao; made by: nianbao completion zsh
_nianbao() {
  local curcontext=$curcontext state line
  typeset -A opt_args
  _arguments -C \\
${options.map(optionSpec).join('')}    '1: :->command' \\
    '*:: :->rest'
  case $state in
    command)
      local -a commands=(
${commands.map(({ name, description }) => `        ${quoted(`${name}:${description}`)}`).join('\n')}
      )
      _describe -t commands command commands
      ;;
    rest)
      case $words[1] in
${commands.map(commandCase).join('\n')}
      esac
      ;;
  esac
}

if [[ $funcstack[1] == _nianbao ]]; then _nianbao "$@"; else compdef _nianbao nianbao; fi
`
}

function commandCase({ name, options, arguments: places }: KnownCommand): string {
  return `        ${name})
          _arguments -s \\
${options.map((option) => `      ${optionSpec(option)}`).join('')}${places.map(argumentSpec).join('')}            && return
          ;;`
}

function optionSpec({ long, short, description, values, repeats }: KnownOption): string {
  const action = values ? `:${escaped(long, ':')}:${actionOf(values)}` : ''
  const told = `[${escaped(description, '[]')}]`
  const names = [...(short === null ? [] : [`-${short}${values ? '+' : ''}`]), `--${long}${values ? '=' : ''}`]
  const together = short === null || repeats ? '' : quoted(`(-${short} --${long})`)
  const star = repeats ? '*' : ''
  return `    ${names.length > 1 ? `${together}${star}{${names.join(',')}}` : quoted(star + names[0])}${quoted(told + action)} \\\n`
}

function argumentSpec({ name, values, variadic }: KnownArgument, index: number): string {
  return `            ${quoted(`${variadic ? '*' : index + 1}:${escaped(name, ':')}:${actionOf(values)}`)} \\\n`
}

function actionOf(values: Values): string {
  if (values.kind === 'words') return `(${values.words.join(' ')})`
  return values.kind === 'files' ? '_files' : values.kind === 'folders' ? '_files -/' : ' '
}

function escaped(text: string, characters: string): string {
  return [...text].map((character) => (`\\${characters}`.includes(character) ? `\\${character}` : character)).join('')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
