/** The languages of the command line's help and messages. What it writes into files is the same in both. */
export const LANGUAGES = ['en', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

let chosen: Language | undefined

/** Says `en` or `zh` by the language of this run: `--lang`, else NIANBAO_LANG, else the locale. */
export function say(en: string, zh: string): string {
  chosen ??= languageOf(process.argv, process.env)
  return chosen === 'zh' ? zh : en
}

/** The language that a command line and an environment ask for; English where they do not say. */
export function languageOf(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Language {
  const at = argv.indexOf('--lang')
  const option = at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length)
  const wish = option ?? env.NIANBAO_LANG ?? (env.LC_ALL || env.LC_MESSAGES || env.LANG) ?? ''
  return /^zh/i.test(wish) ? 'zh' : 'en'
}
