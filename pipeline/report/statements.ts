import type { Line, PageReading } from '../../schemas/page.ts'
import type { Statement } from '../../schemas/report.ts'
import { splitRow } from '../form/text-split.ts'
import { simplify } from '../read/canonical.ts'
import { type PlacedLine, placedLines } from './lines.ts'
import { RULES, type Rule } from './statement-rules.ts'

type Sentence = { readonly text: string; readonly at: PlacedLine }

const FIGURE =
  /(?<![\d.〔[第])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s*(?:余|多)?\s*(人次|件次|万元|亿元|万人次|万次|元|条|篇|件|次|期|场|个|份|项|部|人|宗|户|起)/gu

/**
 * The figures that the prose gives: in each clause, each number with a unit, named by the nearest rule whose words stand
 * in front of it. Lines of tables are left out; a sentence over several lines is one, placed where it begins.
 */
export function readStatements(pages: readonly PageReading[]): Statement[] {
  return sentences(placedLines(pages).filter(({ line }) => !isRow(line))).flatMap(statementsIn)
}

/** Whether a line is one of a table: delimited, or two figures and more behind a label. */
function isRow(line: Line): boolean {
  return line.cells !== null || (splitRow(line)?.values.length ?? 0) >= 2
}

function sentences(lines: readonly PlacedLine[]): Sentence[] {
  const found: Sentence[] = []
  let text = ''
  let at: PlacedLine | null = null
  const close = () => {
    if (at && text.length >= 6) found.push({ text: text.trim(), at })
    text = ''
    at = null
  }
  for (const line of lines) {
    if (HEADING.test(line.line.text)) {
      close()
      continue
    }
    for (const part of line.line.text.split(/(?<=[。；;！？])/u).flatMap(pieces)) {
      at ??= line
      text += part.trim()
      if (/[。；;！？]$/u.test(part) || text.length > LONGEST_SENTENCE) close()
    }
  }
  close()
  return found
}

/** A stretch without a full stop in pieces of a long sentence's length, cut behind commas, never inside a figure. */
function pieces(part: string): string[] {
  const found: string[] = []
  let rest = part
  while (rest.length > LONGEST_SENTENCE) {
    const head = rest.slice(0, LONGEST_SENTENCE)
    const comma = head.lastIndexOf('，') + 1
    const cut = comma || head.search(/[\d.,]*$/u) || LONGEST_SENTENCE
    found.push(rest.slice(0, cut))
    rest = rest.slice(cut)
  }
  return [...found, rest]
}

const HEADING = /^\s*(?:[一二三四五六]、[^。；，,]{0,38}$|第二十条|[（(][一二三四五六七八][）)][^。；，,]{0,12}$)/u
// A dump whose full stops were lost must not become one sentence.
const LONGEST_SENTENCE = 600

function statementsIn(sentence: Sentence): Statement[] {
  const text = simplify(sentence.text.normalize('NFKC')).replace(
    /(?<=[\p{Script=Han}\d])\s+(?=[\p{Script=Han}\d])/gu,
    '',
  )
  const found: Statement[] = []
  let from = 0
  for (const match of text.matchAll(FIGURE)) {
    const before = text.slice(from, match.index)
    const clause = before.slice(Math.max(0, before.search(/[^，,、。；;:：]*$/u)))
    const rule = pick(clause, before, match[2]!)
    from = match.index + match[0].length
    if (!rule) continue
    found.push({
      what: rule.what,
      value: Number(match[1]!.replaceAll(',', '')),
      unit: match[2]!,
      sentence: sentence.text,
      ...place(sentence.at),
      confidence: RULES_CONFIDENCE,
    })
  }
  return found
}

// Prose is free; the rules name a figure rightly in about nine of ten sentences of the samples.
const RULES_CONFIDENCE = 0.9

/** The rule whose words stand last before the figure, in its clause or else in the text since the figure before. */
function pick(clause: string, before: string, unit: string): Rule | null {
  for (const text of [clause, before.slice(-LOOK_BACK)]) {
    let best: Rule | null = null
    let last = -1
    for (const rule of RULES) {
      if (!rule.units.includes(unit) || rule.not?.test(text)) continue
      const at = lastIndex(text, rule.words)
      if (at > last) [best, last] = [rule, at]
    }
    if (best) return best
  }
  return null
}

const LOOK_BACK = 60

function lastIndex(text: string, words: RegExp): number {
  let last = -1
  for (const match of text.matchAll(words)) last = match.index + match[0].length
  return last
}

function place(at: PlacedLine): Partial<Statement> {
  return {
    ...(at.page === null ? { line: at.line.line } : { page: at.page }),
    ...(at.line.box ? { box: [...at.line.box] as [number, number, number, number] } : {}),
  }
}
