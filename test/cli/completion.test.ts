import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { createProgram } from '../../cli/main.ts'
import { EXIT } from '../../schemas/problem.ts'
import { makeScratch, run } from '../support/command.ts'

const { commands } = await createProgram()
const NAMES = [...commands.map((command) => command.name()), 'help']
const scratch = makeScratch()

/** Where completion is tried: a folder, two files, and no program that could be started. */
beforeAll(async () => {
  for (const name of ['sub', 'some dir']) mkdirSync(scratch(name))
  for (const name of ['a b.json', 'x.pdf']) writeFileSync(scratch(name), '')
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout, code } = await run(['completion', shell, '--lang', 'zh'])
    expect(code).toBe(EXIT.ok)
    writeFileSync(scratch(`.${shell}`), stdout)
  }
})

function has(shell: string): boolean {
  return spawnSync(shell, ['--version'], { stdio: 'ignore' }).status === 0
}

/** Runs a script in a shell, in that folder. */
function shell(name: string, args: readonly string[]): string {
  const env = { PATH: process.env.PATH, HOME: scratch(''), LANG: 'C.UTF-8' }
  return execFileSync(name, args, { cwd: scratch(''), env, encoding: 'utf8', timeout: 100_000 })
}

describe.skipIf(!has('bash'))('bash', () => {
  /** What is offered for the last of some words, for several such rows of words at once. */
  function offered(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
    const script = `PATH=; source .bash
      complete -p nianbao
      while IFS= read -r row; do
        IFS=$'\\t' read -ra COMP_WORDS <<< "$row"; [[ $row == *$'\\t' ]] && COMP_WORDS+=('')
        COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _nianbao
        (IFS=$'\\t'; echo "\${COMPREPLY[*]}")
      done`
    const input = `${rows.map((row) => ['nianbao', ...row].join('\t')).join('\n')}\n`
    const [declared, ...lines] = execFileSync('bash', ['--norc', '-c', script], {
      ...{ cwd: scratch(''), input, encoding: 'utf8' },
    }).split('\n')
    expect(declared).toBe('complete -F _nianbao nianbao')
    return rows.map((_, index) =>
      lines[index]!.split('\t')
        .filter((word) => word !== '')
        .sort(),
    )
  }

  test('knows every command and every option', () => {
    const [first, ...rest] = offered([[''], ...commands.map((command) => [command.name(), '--'])])
    expect(first).toEqual([...NAMES].sort())
    const options = commands.map(({ options }) => [...options.map(({ long }) => long!), '--help'].sort())
    expect(rest).toEqual(options)
  })

  test('offers values, files and folders where they belong', () => {
    const cases: readonly (readonly [words: readonly string[], offered: readonly string[]])[] = [
      [['--lang', 'zh', 'ext'], ['extract']],
      [['extract', '--lang', '=', 'z'], ['zh']],
      [['extract', '--out', 'some'], ['some dir']],
      [
        ['extract', '-o', 's'],
        ['some dir', 'sub'],
      ],
      [['extract', '--jobs', ''], []],
      [['extract', '--jobs', '2', 'x'], ['x.pdf']],
      [['extract', '--out', '=', 'sub', 'a'], ['a b.json']],
      [
        ['user', 'r'],
        ['remove', 'role'],
      ],
      [['user', 'add', ''], []],
      [['user', 'add', 'x', '--role', 'rev'], ['reviewer']],
      [['export', '--state', 'd'], ['done']],
      [['export', '--format', '=', 'xlsx-'], ['xlsx-long']],
      [['export', '--format=xlsx-'], ['--format=xlsx-long']],
      [['help', 'sub'], ['submit']],
      [
        ['completion', ''],
        ['bash', 'fish', 'zsh'],
      ],
    ]
    expect(offered(cases.map(([words]) => words))).toEqual(cases.map(([, found]) => found))
  })

  test('npx nianbao is completed like nianbao, and whatever else npx starts is left alone', () => {
    const script = `PATH=; source .bash
      complete -p npx
      for row in 'npx nianbao export --state d' 'npx nia' 'npx other x'; do
        COMP_WORDS=($row); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _nianbao_npx 2>/dev/null; echo "\${COMPREPLY[*]}"
      done
      complete -F theirs npx; source .bash; complete -p npx`
    const lines = shell('bash', ['--norc', '-c', script]).split('\n')
    expect(lines).toEqual(['complete -F _nianbao_npx npx', 'done', 'nianbao', 'x.pdf', 'complete -F theirs npx', ''])
  })
})

describe.skipIf(!has('fish'))('fish', () => {
  const offered = (line: string) =>
    shell('fish', ['--no-config', '-c', `source .fish; complete -C '${line}'`])
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split('\t'))

  test('knows every command with what it does', () => {
    const found = offered('nianbao ')
    expect(found.map(([word]) => word).sort()).toEqual([...NAMES].sort())
    for (const [, told] of found) expect(told).toMatch(/\p{Script=Han}/u)
  })

  test('offers values and folders where they belong', () => {
    const words = (line: string) => offered(line).map(([word]) => word)
    expect(words('nianbao --lang zh ext')).toEqual(['extract'])
    expect(words('nianbao extract --out s')).toEqual(['some dir/', 'sub/'])
    expect(words('nianbao user add x --role=rev')).toEqual(['--role=reviewer'])
    expect(words('nianbao user r')).toEqual(['remove', 'role'])
    expect(words('nianbao extract --jobs ')).toEqual([])
  })
})

describe.skipIf(!has('zsh'))('zsh', () => {
  // A shell on a terminal of its own, in which Tab is pressed and the line is read back.
  const SCRIPT = `zmodload zsh/zpty
    zpty z env TERM=vt100 zsh -f -i
    zpty -w z 'PS1=; PS2=; autoload -Uz compinit; compinit -u -D; source ./.zsh; show() { print -r -- "<<$BUFFER>>" }; zle -N show; bindkey "^X" show; bindkey "^I" complete-word; unsetopt automenu autolist; print RE""ADY'
    zpty -r z out '*READY*'
    for line in "$@"; do
      zpty -w -n z "$line"$'\\t\\x18'
      zpty -r z out '*<<*>>'
      print -r -- "\${\${out##*<<}%%>>*}"
      zpty -w -n z $'\\x15'
    done
    zpty -d z`

  test('completes commands, options, values and folders', () => {
    const cases = [
      ['nianbao ext', 'nianbao extract '],
      ['nianbao --lang zh subm', 'nianbao --lang zh submit '],
      ['nianbao extract --rev', 'nianbao extract --review-threshold='],
      ['nianbao extract --out su', 'nianbao extract --out sub/'],
      ['nianbao user add x --role=rev', 'nianbao user add x --role=reviewer '],
      ['nianbao completion z', 'nianbao completion zsh '],
      ['nianbao help reas', 'nianbao help reassemble '],
    ] as const
    const lines = shell('zsh', ['-f', '-c', SCRIPT, 'zsh', ...cases.map(([typed]) => typed)]).split('\n')
    expect(lines.slice(0, -1)).toEqual(cases.map(([, completed]) => completed))
  })
})

test('a shell that is none is wrong use', async () => {
  const { code, stderr } = await run(['completion', 'tcsh', '--lang', 'zh'])
  expect([code, stderr]).toEqual([
    EXIT.usage,
    'nianbao: 参数 shell 的取值“tcsh”无效：可选：bash、zsh、fish\n（详见 nianbao completion --help）\n',
  ])
})
