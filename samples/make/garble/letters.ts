import * as OpenCC from 'opencc-js/cn2t'
import type { Random } from '../random.ts'
import type { Line, Segment } from './lines.ts'

/** Damage done to single characters all over a dump. */
export type LetterDamage = (lines: readonly Line[], random: Random) => Line[]

const HALF: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '，': ',',
  '：': ':',
  '；': ';',
  '“': '"',
  '”': '"',
  '．': '.',
}

// What a web page's reading aid puts behind traditional characters.
const PINYIN: Readonly<Record<string, string>> = {
  動: 'dòng',
  項: 'xiàng',
  內: 'nèi',
  發: 'fā',
  數: 'shù',
  現: 'xiàn',
  規: 'guī',
  許: 'xǔ',
  處: 'chù',
  強: 'qiáng',
  費: 'fèi',
  業: 'yè',
  請: 'qǐng',
  據: 'jù',
  關: 'guān',
  計: 'jì',
  機: 'jī',
  構: 'gòu',
  會: 'huì',
  務: 'wù',
  權: 'quán',
  護: 'hù',
  訴: 'sù',
  結: 'jié',
  維: 'wéi',
  糾: 'jiū',
  審: 'shěn',
  報: 'bào',
  編: 'biān',
  網: 'wǎng',
}

/** Brackets, commas and colons lose half their width. */
export const halveMarks: LetterDamage = (lines) =>
  change(lines, ({ text }) => text.replace(/[（），：；“”．]/g, (c) => HALF[c] ?? c))

/** Digits in values are full-width. */
export const widenDigits: LetterDamage = (lines) =>
  change(lines, (segment) =>
    segment.field ? segment.text.replace(/[0-9]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)) : segment.text,
  )

/** A non-breaking space that lost its encoding stands before some values as a question mark. */
export const breakSpaces: LetterDamage = (lines, random) =>
  change(lines, (segment) =>
    segment.field && /^\d/.test(segment.text) && random.chance(0.12) ? `? ${segment.text}` : segment.text,
  )

/** Simplified characters became traditional ones, some with their reading in brackets behind them. */
export const makeTraditional: LetterDamage = (lines, random) => {
  const convert = OpenCC.Converter({ from: 'cn', to: 't' })
  const gloss = random.chance(0.7)
  return change(lines, ({ text }) => {
    const traditional = convert(text)
    return gloss ? [...traditional].map((c) => (PINYIN[c] ? `${c}(${PINYIN[c]})` : c)).join('') : traditional
  })
}

function change(lines: readonly Line[], edit: (segment: Segment) => string): Line[] {
  return lines.map((line) => line.map((segment) => ({ ...segment, text: edit(segment) })))
}
