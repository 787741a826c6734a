import { computed, signal } from '@preact/signals'
import { en } from './en.ts'
import { type TextKey, zh } from './zh.ts'

export type { TextKey }
export type Language = 'zh' | 'en'

const KEY = 'nianbao.language'
const TEXTS: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { zh, en }

/** The language of the page: Chinese, unless somebody chose otherwise in this browser. */
export const language = signal<Language>(localStorage.getItem(KEY) === 'en' ? 'en' : 'zh')
const texts = computed(() => TEXTS[language.value])

/** A text of the page; `{name}` in it is replaced. Reading it in a component renders that again on another language. */
export function t(key: TextKey, values: Readonly<Record<string, string | number>> = {}): string {
  return texts.value[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** A text whose key is only known while running; `otherwise`, or the key's last part, where there is none. */
export function told(prefix: string, name: string, otherwise = name): string {
  const texts: Readonly<Record<string, string>> = TEXTS[language.value]
  return texts[`${prefix}.${name}`] ?? otherwise
}

/** Switches the language, and remembers it. */
export function switchLanguage(): void {
  language.value = language.value === 'zh' ? 'en' : 'zh'
  localStorage.setItem(KEY, language.value)
}

/** A count or a value as people read it. */
export function figure(value: number): string {
  return value.toLocaleString(language.value === 'zh' ? 'zh-CN' : 'en-GB', { maximumFractionDigits: 6 })
}

/** Several things in one breath. */
export function listed(items: readonly string[]): string {
  return new Intl.ListFormat(language.value === 'zh' ? 'zh-CN' : 'en-GB').format(items)
}

/** A moment, in the reader's own time zone. */
export function moment(at: number): string {
  return new Date(at).toLocaleString(language.value === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'short',
    timeStyle: 'short',
  })
}
