import { existsSync } from 'node:fs'
import { say } from '../language.ts'
import { printable } from '../printable.ts'

/** What commander says of wrong use, and the same in Chinese. */
const CHINESE: readonly (readonly [RegExp, string])[] = [
  [/^missing required argument '(.*)'$/s, '缺少参数 $1'],
  [/^option '(.*)' argument missing$/s, '选项 $1 后面缺少取值'],
  [/^option '(.*?)' argument '(.*)' is invalid[.:] (.*)$/s, '选项 $1 的取值“$2”无效：$3'],
  [/^command-argument value '(.*)' is invalid for argument '(.*?)'[.:] (.*)$/s, '参数 $2 的取值“$1”无效：$3'],
  [/^unknown option '(.*)'$/s, '没有选项 $1'],
  [/^unknown command '(.*)'$/s, '没有命令 $1'],
  [
    /^too many arguments(?: for '(.*?)')?\. Expected (\d+) arguments? but got (\d+): (.*)\.$/s,
    '参数太多：应有 $2 个，给了 $3 个（$4）',
  ],
]

/** Wrong use as lines for standard error, in the language of the run: what is wrong, what may have been meant, where to read on. */
export function usageLines(text: string): string {
  const [first = '', ...rest] = splitHints(text.trimEnd().replace(/^error: /, ''))
  const lines = [`nianbao: ${usageMessage(first)}`, ...fileHint(first), ...rest.map(hint)]
  return `${lines.map(printable).join('\n')}\n`
}

/** What was taken for an option may be a file whose name begins with a dash. */
function fileHint(message: string): readonly string[] {
  const [, name] = /^unknown option '(.*)'$/s.exec(message) ?? []
  if (name === undefined || !existsSync(name)) return []
  return [say(`(the file of that name: ./${name})`, `（若指这个名称的文件，请写 ./${name}）`)]
}

/** One message of commander's, or of ours, which is said already. */
export function usageMessage(english: string): string {
  // Our reasons go on in the same sentence.
  const message = english.replace(/ is invalid\. (?=\p{Lowercase})/u, ' is invalid: ')
  const [pattern, chinese] = CHINESE.find(([pattern]) => pattern.test(message)) ?? []
  if (!pattern || chinese === undefined) return message
  return say(message, message.replace(pattern, chinese).replace(/Allowed choices are (.*)\.$/s, choices))
}

function choices(_: string, names: string): string {
  return `可选：${names.replaceAll(', ', '、')}`
}

/** What was typed may hold line breaks; commander's hints are lines of their own behind it. */
function splitHints(text: string): readonly string[] {
  const hints = /(?:\n\([^\n]*\))*$/.exec(text)![0]
  return [text.slice(0, text.length - hints.length), ...hints.split('\n').slice(1)]
}

function hint(line: string): string {
  const [, names] = /^\(Did you mean (?:one of )?(.*)\?\)$/.exec(line) ?? []
  return names === undefined ? line : say(line, `（您是不是要用 ${names.replaceAll(', ', '、')}？）`)
}
