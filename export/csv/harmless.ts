/**
 * How text begins that a spreadsheet may take for a formula or a command, full-width and small forms too. Spreadsheets
 * pass over some of what shows nothing before it: LibreOffice, for one, over NUL.
 */
const RISKY = /^(?:[\t\r\n]|[\p{Cc}\p{Cf}\p{Z}]*[=+\-@＝＋－＠﹦﹢﹣﹫])/u
/** A plain number is what it looks like. */
const NUMBER = /^[+-]?\d+(\.\d+)?$/

/**
 * Text that no spreadsheet takes for a formula: what may be one gets an apostrophe before it, and so does text that
 * begins with an apostrophe, so that taking one away always gives back what was there. `-12` stays.
 */
export function harmless(text: string): string {
  return text.startsWith("'") || (RISKY.test(text) && !NUMBER.test(text)) ? `'${text}` : text
}
