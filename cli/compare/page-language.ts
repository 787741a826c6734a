import { type Language, languageOf } from '../language.ts'

/** The language of pages, which are made for people to read: that of everything else this run says. */
export function pageLanguage(): Language {
  return languageOf(process.argv, process.env)
}
