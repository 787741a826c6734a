/** Characters that a cell takes. */
const LONGEST = 32_767
/** What looks like the escape for a character that XML has no place for. */
const ESCAPE_LIKE = /_(?=x[0-9A-Fa-f]{4}_)/g

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is escaped
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const UNUSUAL = /[\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]|_x/

/**
 * Text as a workbook holds it, so that it comes back as it is: line ends as LF, no lone surrogates, what XML cannot hold
 * by its number, not too long.
 */
export function cellText(text: string): string {
  if (text.length <= LONGEST && !UNUSUAL.test(text)) return text
  const whole = text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\ufffe\uffff]/g, '\ufffd')
  const held = whole.slice(0, LONGEST).toWellFormed().replace(ESCAPE_LIKE, '_x005F_')
  return held.replace(CONTROL, (one) => `_x${one.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`)
}

/** How many narrow characters wide text is; Chinese ones count as two. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += character.codePointAt(0)! >= 0x2e80 ? 2 : 1
  return width
}

/** Lines that text takes in a column so many narrow characters wide. */
export function linesIn(text: string, width: number): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / width)), 0)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const REFUSED = /[\u0000-\u001f[\]:*?/\\\ufffe\uffff]/g

/** A name that Excel keeps for a sheet of its own. */
const KEPT_BY_EXCEL = 'history'

/** A name for a sheet: at most 31 characters, none that a workbook refuses, and not `taken`, which it joins. */
export function sheetName(wish: string, taken: Set<string>): string {
  const clean = wish
    .replace(REFUSED, '_')
    .toWellFormed()
    .replace(/^'+|'+$/g, '')
  for (let count = 1; ; count++) {
    const suffix = count === 1 ? '' : `~${count}`
    const name = `${cut(clean || '报告', 31 - suffix.length)}${suffix}`
    if (taken.has(name.toLowerCase()) || name.toLowerCase() === KEPT_BY_EXCEL) continue
    taken.add(name.toLowerCase())
    return name
  }
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, '')
}
