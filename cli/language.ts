/** The languages of the command line's help, messages and pages. What it writes for programs is the same in both. */
export const LANGUAGES = ['zh', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

let chosen: Language | undefined

/** Says `en` or `zh` by the language of this run: `--lang`, else NIANBAO_LANG, else the locale. */
export function say(en: string, zh: string): string {
  chosen ??= languageOf(process.argv, process.env)
  return chosen === 'zh' ? zh : en
}

/**
 * The language that a command line and an environment ask for; English where they do not say. `system` is what the
 * operating system says of its user where no variable does, as on Windows.
 */
export function languageOf(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  system: string = Intl.DateTimeFormat().resolvedOptions().locale,
): Language {
  const words = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv
  const at = words.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const option = at < 0 ? undefined : words[at] === '--lang' ? words[at + 1] : words[at]!.slice('--lang='.length)
  // A wrong wish is told as wrong use, in the language that would hold without it.
  const wish = [option, env.NIANBAO_LANG].map((text) => parseLanguage(text ?? '')).find((language) => language)
  if (wish) return wish
  return parseLanguage(env.LC_ALL || env.LC_MESSAGES || env.LANG || system) ?? 'en'
}

/** zh or en, from these words themselves or from a locale such as zh_CN.UTF-8; null for anything else. */
export function parseLanguage(text: string): Language | null {
  const [, language] = /^(zh|en)(?:[-_.@]|$)/i.exec(text.trim()) ?? []
  return language ? (language.toLowerCase() as Language) : null
}

/** What a list of names is joined with inside a sentence. */
export function listed(names: readonly string[]): string {
  return names.join(say(', ', '、'))
}
