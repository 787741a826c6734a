import { type Command, InvalidArgumentError, Option } from 'commander'
import { LANGUAGES, type Language, parseLanguage, say } from '../language.ts'

/** `--lang`, which every command takes, wherever it stands. */
export function languageOption(): Option {
  const description = say(
    'language of help and messages; default: NIANBAO_LANG, else the system’s',
    '帮助和提示所用的语言；默认取 NIANBAO_LANG，其次取系统语言',
  )
  return new Option('--lang <language>', description).choices(LANGUAGES).argParser(parseOption)
}

function parseOption(text: string): Language {
  const language = parseLanguage(text)
  if (!language) throw new InvalidArgumentError(say('give zh or en.', '请给出 zh 或 en。'))
  return language
}

/** Ends a command as wrong use where NIANBAO_LANG names no language that is spoken here. */
export function checkLanguageSetting(command: Command): void {
  const setting = process.env.NIANBAO_LANG
  if (setting && !parseLanguage(setting)) {
    command.error(`error: NIANBAO_LANG: ${say('give zh or en', '请给出 zh 或 en')}`)
  }
}
