import type { State } from '../../schemas/report.ts'

/** What a cell prints: its state, its value (null unless number or text), the unit if it prints one. */
export type Value = { readonly state: State; readonly value: number | string | null; readonly unit?: string }

const UNITS = '件次|人次|万元|亿元|元|件|条|项|个|次|份|宗|篇|期|场|部|人|户|起'
const DASH = /^[-‐‒−/\\—–―─━－／﹣﹘~·•*_]{1,6}$/u
const SIGN = /^(?:[+＋]|增加|新增|增|↑|上升)/u
const MINUS = /^(?:[-－−–—]|减少|减|↓|下降)(?=\s*[\d.])/u
const NUMBER = new RegExp(
  String.raw`^(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*(${UNITS})?\s*(?:[(\[【][^()\[\]【】]*[)\]】])?$`,
  'su',
)
// A non-breaking space that lost its encoding shows as a question mark in front of the figure.
const GARBLED_SPACE = /^(?:[?？�]\s+)+(?=[\d+-])/u

/**
 * Reads one cell's text as printed: number (signs, thousands separators, full-width digits, unit, bracketed note),
 * dash, blank, or text. Never corrects: what is not plainly a number stays text.
 */
export function parseValue(raw: string): Value {
  const known = values.get(raw)
  if (known) return known
  const value = parse(raw)
  if (values.size >= MOST_REMEMBERED) values.clear()
  if (raw.length <= LONGEST_REMEMBERED) values.set(raw, value)
  return value
}

// Cells repeat ("0", "/"); results are pure and immutable, the memory bounded.
const MOST_REMEMBERED = 5_000
const LONGEST_REMEMBERED = 40
const values = new Map<string, Value>()

function parse(raw: string): Value {
  // Raised, lowered and circled digits are notes, not figures, whatever compatibility folding makes of them.
  if (/[²³¹⁰-₉①-⓿❶-➓]/u.test(raw)) return { state: 'text', value: raw.trim() }
  const text = raw
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]+/gu, ' ')
    .trim()
  if (text === '' || /^[?�]+$/u.test(text) || NOTHING.test(text)) return { state: 'blank', value: null }
  if (DASH.test(text.replace(/ /g, ''))) return { state: 'dash', value: null }
  return parseNumber(unmarked(text).replace(GARBLED_SPACE, '')) ?? { state: 'text', value: text }
}

// What programs write for a cell in which there is nothing.
const NOTHING = /^(?:nan|null|none|<na>|&nbsp;?)$/iu

/** A figure without the marks that a program put around it: quotation marks, signs of bold or of a formula. */
function unmarked(text: string): string {
  const [, mark = '', figure, end] = /^(\*{1,2}|["'“‘`$])([+-]?\d[^*"'“”‘’`$]*)(\*{1,2}|["'”’`$])?$/u.exec(text) ?? []
  if (figure === undefined) return text
  return end === undefined ? (mark === "'" ? figure : text) : CLOSING[mark] === end ? figure : text
}

const CLOSING: Readonly<Record<string, string>> = {
  '**': '**',
  '"': '"',
  "'": "'",
  '“': '”',
  '‘': '’',
  '`': '`',
  $: '$',
}

/** Whether a cell's text can stand in a column of figures: a number, a dash or nothing. */
export function isValueLike(raw: string): boolean {
  return parseValue(raw).state !== 'text'
}

/**
 * Whether a text is more of a figure that cannot be read ("55％", "412¹", "1.2万", "O", "l2", "三") than of a label
 * ("2.重复申请"): it begins with digits, or holds nothing but a few signs, of which one at least is a letter or digit.
 */
export function isFigureLike(raw: string): boolean {
  const text = raw.normalize('NFKC').trim()
  if (HAN_FIGURE.test(text)) return true
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  if (han === 0) {
    const short = text.length <= LONGEST_SIGNS && /[\p{L}\p{N}]/u.test(text) && !NUMBERING.test(text)
    return short || text.split(/\s+/u).every(isValueLike)
  }
  if (!/^[(]?[-+−]?\d/u.test(text) || /^\d{1,2}\s*(?:[.、．]|其[他它])(?!\d)/u.test(text)) return false
  // Figures that run into a heading or note behind them are no label either.
  return (han <= 3 && text.length <= 20) || RUN_ON.test(text)
}

/** Whether a text may be the number of a list's entry as well as a figure with a point behind it: "1.", "(3)", "2、". */
export function isNumbering(raw: string): boolean {
  return NUMBERING.test(raw.normalize('NFKC').trim())
}

const HAN_FIGURE = /^[零一二三四五六七八九十百千两]{1,6}$/u
const NUMBERING = /^(?:[(]\d{1,2}[)]|\d{1,2}[.、．)])$/u
const LONGEST_SIGNS = 10
const RUN_ON = /^\d+\s*(?:[一二三四五六七八]、|\(|注[:：]|第二十条)/u

/** Whether a cell prints a figure. */
export function isNumber(raw: string): boolean {
  return parseValue(raw).state === 'number'
}

function parseNumber(text: string): Value | null {
  const negative = MINUS.test(text)
  const digits = text.replace(negative ? MINUS : SIGN, '').trim()
  if (/^[零〇]$/u.test(digits)) return { state: 'number', value: 0 }
  const match = NUMBER.exec(digits)
  if (!match?.[1]) return null
  const size = Number(match[1].replaceAll(',', ''))
  if (Math.abs(size) > Number.MAX_SAFE_INTEGER) return null
  const value = negative && size !== 0 ? -size : size
  return match[2] ? { state: 'number', value, unit: match[2] } : { state: 'number', value }
}
