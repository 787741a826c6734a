import { CHINESE_MESSAGES } from './chinese-messages.ts'
import { PATTERNS } from './chinese-patterns.ts'
import { VALUES } from './chinese-values.ts'

/** A problem's message in Chinese; `why` is what a library or the system said besides, in its own words. */
export type ChineseMessage = { readonly sentence: string; readonly why: string | null }

/**
 * A problem's message in Chinese, values and all; null where there is none for it. `nameOf` says how a field or a table's
 * mark is called whose id stands in it. Messages themselves are English wherever they come from, and stay so in files.
 */
export function chineseMessage(message: string, nameOf = (subject: string) => subject): ChineseMessage | null {
  if (Object.hasOwn(CHINESE_MESSAGES, message)) return { sentence: CHINESE_MESSAGES[message]!, why: null }
  for (const [pattern, chinese] of COMPILED) {
    const found = pattern.exec(message)
    if (!found) continue
    const values = found.groups ?? {}
    const said = (name: string) => (name === 'subject' ? nameOf(values[name]!) : inChinese(values[name]!))
    return { sentence: chinese.replace(/\{(\w+)\}/g, (_, name: string) => said(name)), why: values.why ?? null }
  }
  return null
}

/** Values that are figures: what stands between them is not taken for one. */
const FIGURES: ReadonlySet<string> = new Set([
  ...(['page', 'pages', 'count', 'share', 'limit', 'bytes', 'seconds', 'width', 'height'] as const),
])

const COMPILED = PATTERNS.map(([english, chinese]) => [patternOf(english), chinese] as const)

/** `(s)` behind a word is there or not; a value that stands twice is the same both times. */
function patternOf(english: string): RegExp {
  const seen = new Set<string>()
  const source = english
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\\\(s\\\)/g, 's?')
    .replace(/\{(\w+)\}/g, (_, name: string) => {
      if (seen.has(name)) return `\\k<${name}>`
      seen.add(name)
      return FIGURES.has(name) ? `(?<${name}>[\\d.]+)` : `(?<${name}>.+${name === 'why' ? '' : '?'})`
    })
  return new RegExp(`^${source}$`, 'su')
}

function inChinese(value: string): string {
  const figures = value.match(/\d+/g) ?? []
  const words = VALUES[value] ?? VALUES[value.replace(/\d+/g, '#')]
  if (words === undefined) return value
  let next = 0
  return VALUES[value] === undefined ? words.replace(/#/g, () => figures[next++]!) : words
}
