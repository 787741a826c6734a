import { canonical } from '../read/canonical.ts'

/** What agencies' own names end in; governments are left out, see `OWN_LEVEL`. */
const SUFFIX = '局|委|委员会|办|办公室|办公厅|厅|部|院|处|署|中心'
const YEAR = '(?:20[0-9]{2}|二〇[一二三四五六七八九〇]{2})年度?'
const STAMPED = /[(（](?:公章|盖章|印章|章)[)）]\s*$/u
const LEADING_YEAR = new RegExp(`^${YEAR}`, 'u')
/** A year behind the name, or the 年 of one that was cut off; some places begin with 年, so in front it stays. */
const TRAILING_YEAR = new RegExp(`(?:${YEAR}|(?<=${SUFFIX}|政府)年度?)$`, 'u')
/**
 * 本级 behind a bureau means the bureau. Behind a government or a place it does not: a county's report adds up all its
 * offices, that of the county 本级 is about one of them.
 */
const OWN_LEVEL = new RegExp(`(?<=${SUFFIX})本级$`, 'u')

/**
 * The form of an agency's name by which its reports of different years find each other: compatibility forms folded,
 * traditional characters simplified, spaces, punctuation and what is no part of a name (a year, 本级, 公章) left out,
 * 人民政府 shortened. What could be another agency stays another one: 县政府 and 县政府办公室, a place with and without
 * its province in front; aliases join those. Empty where nothing of a name is left.
 */
export function normalizeAgency(name: string): string {
  let text = canonical(name.replace(STAMPED, '')).replaceAll('人民政府', '政府')
  for (const residue of [LEADING_YEAR, TRAILING_YEAR, OWN_LEVEL]) text = text.replace(residue, '')
  return text
}
