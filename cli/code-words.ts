import { zhCodes } from '../review/web/text/zh-codes.ts'
import type { Report } from '../schemas/report.ts'
import { say } from './language.ts'

/** Words for the codes that reports hold: the codes themselves in English, the reviewers' page's words in Chinese. */

export function reasonText(reason: string): string {
  return word('reason', reason)
}

export function stateText(state: string): string {
  return word('state', state)
}

/** What a document's fact is called, by its name in `document.*`. */
export function factText(fact: string): string {
  return word('fact', fact)
}

/** The rule that a check of this id follows; `english` is how the report puts it. */
export function ruleText(id: string, english: string): string {
  return say(english, chineseOf(`rule.${id.split('.')[0]}`) ?? english)
}

const SOURCES: Readonly<Record<Report['source']['kind'], string>> = {
  digital: '数字文档',
  scan: '扫描件',
  mixed: '部分扫描',
  text: '文本',
}

/** What a source is called, by its kind. */
export function sourceText(kind: Report['source']['kind']): string {
  return say(kind, SOURCES[kind])
}

/** Who read it; names of programs stay as they are. */
export function readerText(reader: string): string {
  return word('reader', reader)
}

function word(kind: string, code: string): string {
  return say(code, chineseOf(`${kind}.${code}`) ?? code)
}

function chineseOf(key: string): string | undefined {
  return (zhCodes as Readonly<Record<string, string>>)[key]
}
