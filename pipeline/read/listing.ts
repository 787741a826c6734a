import { NUMBERED } from '../thresholds.ts'

/**
 * The lines of a dump without what a tool put in front of each: its number, as where a file was listed with line numbers,
 * or a bullet or quotation mark. As many lines come back. Numbers are taken off only where nearly all lines have one, each
 * one higher than the last.
 */
export function withoutMargin(lines: readonly string[]): string[] {
  const plain = lines.map((line) => line.replace(BULLET, ''))
  const numbered = plain.flatMap((line) => (line.trim() === '' ? [] : [NUMBER.exec(line)]))
  const numbers = numbered.flatMap((match) => (match ? [Number(match[1])] : []))
  const steps = numbers.filter(
    (number, i) => i > 0 && number > numbers[i - 1]! && number - numbers[i - 1]! <= NUMBERED.step,
  )
  if (numbers.length < NUMBERED.lines || steps.length < NUMBERED.share * numbered.length) return plain
  return plain.map((line) => line.replace(NUMBER, ''))
}

const NUMBER = /^\s{0,8}(\d{1,5})(?:[:：|.、]\s?|\t)/u
const BULLET = /^[ \t]*(?:[•●▪◦‣■□◆◇➢]\s+|>\s)/u
