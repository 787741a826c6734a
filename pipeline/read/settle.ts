import type { Reading } from '../../schemas/page.ts'
import { SETTLE } from '../thresholds.ts'
import { parseValue } from './value.ts'

/** Characters that readers give for a nought that stands alone or behind figures; "Q1" and "O2" are what they are. */
const NOUGHTS = /(?<=^|[\d,.])[Oo〇○](?=$|[\dOo〇○,.])/gu
/** A bar in front of figures is a minus, whichever of the characters that look like one a reader gives. */
const LEADING_BAR = /^[—–−－─一ー](?=\d)/u
/** Points and commas that no figure begins or ends with. */
const SPECKS = /^[.,:;'·]+(?=\d)|(?<=\d)[.,:;'·]+$/gu
/**
 * What readers give for the stroke of a 1 in a typeface whose 1 has no foot, and a day that may hold such. Beside a digit of
 * a month or day it may as well be that digit seen twice.
 */
const STROKES = /[\][|lI丨]/gu
const DAY = /^[\d\][|lI丨]{4}年(?:\d{1,2}|[\][|lI丨]{1,2})月(?:\d{1,2}|[\][|lI丨]{1,2})日$/u
/** What may well be a figure that was misread: no letter but those that look like one. */
const FIGURE_LIKE = /^[\dOoIl|,.:：;'’\-—–_~/\\+()（）丨口一〇○%\s]*$/u

/** The text of a figure as a reader means it: letters that stand for a nought between figures, or alone, are one. */
export function foldFigure(raw: string): string {
  const text = raw.normalize('NFKC').replace(/\s+/gu, '')
  if (/^[Oo〇○]\d/u.test(text)) return raw
  const folded = text.replace(NOUGHTS, '0').replace(LEADING_BAR, '-').replace(SPECKS, '')
  return /^[+-]?[\d,]*\.?\d+$/u.test(folded) ? folded : raw
}

/** The text of a day, alone on its line: strokes that a reader gives for a 1 between figures and 年, 月 and 日 are one. */
export function foldDay(raw: string): string {
  const text = raw.normalize('NFKC')
  return DAY.test(text.replace(/\s+/gu, '')) ? text.replace(STROKES, '1') : raw
}

/** Whether a text may be a figure that was misread: little of it, and hardly a character that only labels have. */
export function mayBeFigure(raw: string): boolean {
  const text = raw.normalize('NFKC').replace(/\s+/gu, '')
  if (text.length > 16) return false
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  if (/\d/u.test(text)) return han <= 2 && !/^\d{1,2}[.、．]\p{Script=Han}/u.test(text)
  return text.length <= 2 && (han === 0 || /^[〇零一二丨口]+$/u.test(text))
}

/** Whether a line of prose may be a title, an agency's name or a date, rather than a heading or a sentence. */
export function mayStateFact(raw: string): boolean {
  const text = raw.normalize('NFKC').replace(/\s+/gu, '')
  if (text.length < 3 || /[。；;!?，,、：]/u.test(text) || /^[（(]?[一二三四五六七八九十]{1,3}[)）.．]/u.test(text))
    return false
  return text.length <= 22 || (text.length <= 45 && /信息公开|年度报告/u.test(text))
}

/**
 * The readers' words for one figure, the one to believe first: in the order they were asked (the better reader first,
 * and one that knows letters), but a value before a garbled figure, and one that hardly believes itself last.
 */
export function settle(readings: readonly Reading[]): readonly Reading[] {
  const rank = ({ raw, score }: Reading, order: number) => {
    const isValue = ['number', 'dash'].includes(parseValue(raw).state)
    const garbled = !isValue && (FIGURE_LIKE.test(raw) || score < SETTLE.doubtful)
    return (garbled ? 100 : 0) + (score < SETTLE.doubtful ? 10 : 0) + order
  }
  return readings
    .map((reading, order) => ({ reading, rank: rank(reading, order) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ reading }) => reading)
}
