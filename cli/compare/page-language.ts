import { LANGUAGES, type Language } from '../language.ts'

/**
 * The language of pages that are written: Chinese, unless this run's command line says `--lang en`. What stands in a file
 * must not depend on the machine that wrote it.
 */
export function pageLanguage(argv: readonly string[] = process.argv): Language {
  const at = argv.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const wish = at < 0 ? undefined : argv[at] === '--lang' ? argv[at + 1] : argv[at]!.slice('--lang='.length)
  return LANGUAGES.find((language) => language === wish) ?? 'zh'
}
