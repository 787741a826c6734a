import type { KnownCommand, KnownOption, KnownProgram, Values } from './describe.ts'

/** A script for bash (3.2 and later, with or without the package bash-completion) that completes this program. */
export function bashScript({ options, commands }: KnownProgram): string {
  const all = [{ name: '', description: '', options, arguments: [] }, ...commands]
  return `# bash completion for nianbao; made by: nianbao completion bash
_nianbao() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} name='' place=0 i word
  local options valued prefix=''
  _nianbao_options
  COMPREPLY=()
  # --name=value comes as three words where = parts them.
  if [[ $cur == '=' ]]; then cur=''
  elif [[ $prev == '=' ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}
  # As one word where = is taken out of COMP_WORDBREAKS.
  elif [[ $cur == --?*=* ]]; then prev=\${cur%%=*} cur=\${cur#*=} prefix=$prev=
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ $word == '=' ]]; then ((i++))
    elif [[ $word == -?* ]]; then
      if [[ $valued == *" $word "* && \${COMP_WORDS[i+1]} != '=' ]]; then ((i++)); fi
    elif [[ -z $name ]]; then name=$word; _nianbao_options
    else ((place++))
    fi
  done
  case "$name $prev" in
${all.flatMap(({ name, options }) => options.flatMap((option) => valueCase(name, option))).join('\n')}
  esac
  if [[ $cur == -* ]]; then _nianbao_words "$options"; return; fi
  case "$name $place" in
    ' 0') _nianbao_words '${commands.map(({ name }) => name).join(' ')}' ;;
${commands.flatMap(argumentCases).join('\n')}
  esac
}

_nianbao_options() {
  case $name in
${all.map(optionsCase).join('\n')}
    *) options='' valued='' ;;
  esac
}

_nianbao_words() {
  while IFS= read -r word; do COMPREPLY+=("$prefix$word"); done < <(compgen -W "$1" -- "$cur")
}

_nianbao_files() {
  [[ -z $prefix ]] && compopt -o default 2>/dev/null && return
  while IFS= read -r word; do COMPREPLY+=("$prefix$word"); done < <(compgen -f -- "$cur")
}

_nianbao_folders() {
  [[ -z $prefix ]] && compopt -o dirnames -o filenames 2>/dev/null && return
  while IFS= read -r word; do COMPREPLY+=("$prefix$word"); done < <(compgen -d -- "$cur")
}

# npx nianbao, as in a clone: the same, one word later.
_nianbao_npx() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prefix='' word
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then _nianbao_words nianbao
  elif [[ \${COMP_WORDS[1]} == nianbao ]]; then
    COMP_WORDS=("\${COMP_WORDS[@]:1}")
    ((COMP_CWORD--))
    _nianbao
  else _nianbao_files
  fi
}

complete -F _nianbao nianbao
complete -p npx >/dev/null 2>&1 || complete -F _nianbao_npx npx
`
}

/** How an option is typed. */
function typed({ long, short }: KnownOption): readonly string[] {
  return [`--${long}`, ...(short === null ? [] : [`-${short}`])]
}

function valueCase(name: string, option: KnownOption): readonly string[] {
  if (!option.values) return []
  const patterns = typed(option).map((word) => `'${name} ${word}'`)
  return [`    ${patterns.join('|')}) ${offer(option.values)}return ;;`]
}

function optionsCase({ name, options }: KnownCommand): string {
  const valued = options.filter(({ values }) => values).flatMap(typed)
  return `    ${name || "''"}) options='${options.flatMap(typed).join(' ')}' valued=' ${valued.join(' ')} ' ;;`
}

function argumentCases({ name, arguments: places }: KnownCommand): readonly string[] {
  return places.map(
    ({ values, variadic }, place) => `    '${name} '${variadic ? '*' : `'${place}'`}) ${offer(values)};;`,
  )
}

function offer(values: Values): string {
  if (values.kind === 'words') return `_nianbao_words '${values.words.join(' ')}'; `
  return values.kind === 'files' ? '_nianbao_files; ' : values.kind === 'folders' ? '_nianbao_folders; ' : ''
}
