import { FACTS } from '../thresholds.ts'
import type { PlacedLine } from './lines.ts'

export type SigningDate = {
  readonly value: string
  readonly raw: string
  readonly at: PlacedLine
  readonly certainty: number
}

const DIGITS = new Map([...'〇零○Ｏ一二三四五六七八九'].map((c, i) => [c, Math.max(0, i - 3)]))
const NUMERIC = /^(?:[^\d。，；:：]{0,40})?(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?$/u
const CHINESE =
  /(二[〇零○OＯ0][〇零○一二三四五六七八九]{2})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日$/u

/** The date that closes the report, ISO 8601: the last line that is nothing but a date (or a name and a date). */
export function signingDate(lines: readonly PlacedLine[]): SigningDate | null {
  const tail = lines.slice(-FACTS.signatureLines)
  for (const at of tail.reverse()) {
    const text = at.line.text
      .normalize('NFKC')
      .replace(/(?<![|｜\s])[|｜\s]+$/u, '') // begun where such characters begin, not at each of a long run
      .trim()
    const found = dateIn(text)
    if (found) return { value: found, raw: at.line.text.trim(), at, certainty: 0.995 }
  }
  return null
}

/** The date, ISO 8601, of a text that is nothing but a date, or a name and a date; null of any other. */
export function dateIn(text: string): string | null {
  return numericDate(text) ?? chineseDate(text)
}

function numericDate(text: string): string | null {
  if (text.length > 60 || /[。，；:：]/u.test(text)) return null
  const match = NUMERIC.exec(text)
  return match ? iso(Number(match[1]), Number(match[2]), Number(match[3])) : null
}

function chineseDate(text: string): string | null {
  if (text.length > 60 || /[。，；]/u.test(text)) return null
  const match = CHINESE.exec(text.replace(/\s/gu, ''))
  if (!match) return null
  const year = Number([...match[1]!].map((c) => DIGITS.get(c) ?? 0).join(''))
  return iso(year, tens(match[2]!), tens(match[3]!))
}

function tens(text: string): number {
  const [before, after] = text.split('十')
  if (after === undefined) return DIGITS.get(text) ?? 0
  return (before === '' ? 1 : (DIGITS.get(before!) ?? 0)) * 10 + (after === '' ? 0 : (DIGITS.get(after) ?? 0))
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function iso(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > (DAYS[month - 1] ?? 0)) return null
  if (month === 2 && day === 29 && year % 4 !== 0) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
