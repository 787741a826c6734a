import type { Line } from '../../schemas/page.ts'
import { canonical, hasHan } from '../read/canonical.ts'
import { type PlacedToken, placedTokens } from '../read/display.ts'
import { isFigureLike, isNumber, isNumbering, isValueLike } from '../read/value.ts'
import type { Span } from './record.ts'
import type { RowRef } from './vocabulary.ts'

/** A line's label texts and the values behind them. */
export type Split = {
  readonly labels: readonly string[]
  readonly values: readonly string[]
  readonly delimited: boolean
  /** Where the values of a line laid out with spaces stand. */
  readonly spans?: readonly Span[]
}

const PAGE_NUMBER =
  /^[-—–―·\s]*(?:第\s*\d+\s*页.*|共\s*\d+\s*页|page\s*\d+.*|p\.\s*\d+|[-—–―]\s*\d+\s*[-—–―])[-—–―·\s]*$/iu
const VALUE_WORD = /^(?:无|没有|不涉及|未统计|暂无|空|空白)$/u

/** Splits a line into the label texts it begins with and the values behind them; null for lines that say nothing. */
export function splitRow(line: Line): Split | null {
  if (line.cells === null) return splitSpaced(line)
  if (line.cells.length === 0) return null
  const filled = line.cells.filter((cell) => cell !== '').length
  const cells = line.cells.flatMap((cell) => spreadValues(cell, filled))
  let labelEnd = 0
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!
    if (cell !== '' && (isValueLike(cell) || (labelEnd > 0 && beginsValues(cells, i)))) break
    if (cell !== '' && !(VALUE_WORD.test(cell) && labelEnd > 0)) labelEnd = i + 1
  }
  const labels = cells.slice(0, labelEnd).filter((cell) => cell !== '')
  return { labels, values: cells.slice(labelEnd), delimited: true }
}

/**
 * A line whose first figure ran into its label ("行政许可147") with the two apart, where what is left is a row's very
 * label and the values behind it are fewer than the columns (`most`): else the figure is a note's.
 */
export function withGluedFigure(split: Split | null, rows: readonly RowRef[], most: number): Split | null {
  const found = split && GLUED.exec(split.labels.at(-1) ?? '')
  if (!found) return split
  const [, label = '', figure = ''] = found
  const filled = split.values.findLastIndex((value) => value !== '') + 1
  const known = canonical(label)
  if (filled >= most || !rows.some((row) => row.labels.includes(known))) return split
  const { spans: _, ...rest } = split
  return { ...rest, labels: [...split.labels.slice(0, -1), label], values: [figure, ...split.values] }
}

/** A figure right behind a label's last word. */
export const GLUED = /^(.*[\p{Script=Han})）”"])([+-]?\d[\d,.]*)$/u

/** Whether a cell behind a label's first one is a figure that cannot be read: "63." is one where no more label follows. */
function beginsValues(cells: readonly string[], at: number): boolean {
  if (isFigureLike(cells[at]!) || SIGN.test(cells[at]!)) return true
  return isNumbering(cells[at]!) && !cells.slice(at + 1).some((cell) => LABEL_WORD.test(cell))
}

const LABEL_WORD = /\p{Script=Han}{2}/u

function splitSpaced({ text, indent }: Line): Split | null {
  if (PAGE_NUMBER.test(text)) return null
  const tokens = joinUnits(joinNotes(placedTokens(text, indent ?? 0)))
  let from = tokens.length
  while (from > 0 && isValueLike(tokens[from - 1]!.text)) from--
  from = Math.min(from, behindLabel(tokens))
  // "2020 年" begins with a figure too: values are those behind the last word.
  const label = tokens
    .slice(0, from)
    .map((token) => token.text)
    .join(' ')
  const values = tokens.slice(from)
  return {
    labels: label === '' ? [] : [label],
    values: values.map((token) => token.text),
    delimited: false,
    spans: values.map((token) => [token.from, token.to] as const),
  }
}

/** Figures that a dump left together in the one cell behind a label become cells; a figure with a space in it stays. */
function spreadValues(cell: string, filled: number): string[] {
  if (filled > 2 || hasHan(cell)) return [cell]
  const tokens = cell.split(/\s+/u)
  return tokens.length >= 3 && tokens.every(isValueLike) ? tokens : [cell]
}

/**
 * Where the values behind a label begin if some of them are signs that no figure has: at the first token behind its last
 * word, where all from there are short ones without a word in them, and one at least is a figure.
 */
function behindLabel(tokens: readonly PlacedToken[]): number {
  const from = tokens.findLastIndex(({ text }) => LABEL_WORD.test(text) && !isValueLike(text)) + 1
  const rest = tokens.slice(from)
  const plain = rest.every(({ text }) => isValueLike(text) || isFigureLike(text) || SIGN.test(text))
  return from > 0 && plain && rest.some(({ text }) => isValueLike(text)) ? from : tokens.length
}

/** One sign alone that is neither a letter nor a quotation mark or bracket of the label. */
const SIGN = /^[^\p{L}\p{N}\p{Ps}\p{Pe}\p{Pi}\p{Pf}"'.,、，。:：;；]$/u

/** A figure and the note in brackets behind it are one cell, whatever spaces stand in the note: "22（含 16 件）". */
function joinNotes(tokens: readonly PlacedToken[]): PlacedToken[] {
  const joined: PlacedToken[] = []
  for (const token of tokens) {
    const last = joined.at(-1)
    if (last !== undefined && OPEN_NOTE.test(last.text) && last.text.length + token.text.length <= LONGEST_NOTE)
      joined[joined.length - 1] = { text: `${last.text} ${token.text}`, from: last.from, to: token.to }
    else joined.push(token)
  }
  return joined
}

const OPEN_NOTE = /^[\d,.]+[（(][^（()）]*$/u
const LONGEST_NOTE = 30

function joinUnits(tokens: readonly PlacedToken[]): PlacedToken[] {
  const joined: PlacedToken[] = []
  for (const token of tokens) {
    const last = joined.at(-1)
    if (last !== undefined && /^(?:万元|亿元|元|件|条|项|个)$/u.test(token.text) && isNumber(last.text)) {
      joined[joined.length - 1] = { text: `${last.text} ${token.text}`, from: last.from, to: token.to }
    } else joined.push(token)
  }
  return joined
}

/**
 * Lines without the filler cells that a dump puts behind its rows: where every line of a run of equally wide ones ends
 * in a blank cell and one of them has more cells behind its label than any table has columns (`most`), the last cell is
 * nobody's.
 */
export function withoutFillers(lines: readonly Line[], most: number): Line[] {
  const out = [...lines]
  let run: number[] = []
  const close = () => {
    while (
      run.length > 1 &&
      run.every((i) => out[i]!.cells!.at(-1) === '') &&
      run.some((i) => tooWide(out[i]!, most))
    ) {
      for (const i of run) out[i] = { ...out[i]!, cells: out[i]!.cells!.slice(0, -1) }
    }
    // Of equally wide lines the last cells are the values; blank ones in front of them pad a short label.
    if (run.length > 1 && run.some((i) => isNumber(out[i]!.cells!.at(-1)!))) {
      for (const i of run) out[i] = withoutPadding(out[i]!, most)
    }
    run = []
  }
  lines.forEach((line, i) => {
    if (!line.cells || line.cells.length < 3) return
    if (run.length > 0 && lines[run[0]!]!.cells!.length !== line.cells.length) close()
    run.push(i)
  })
  close()
  return out
}

function withoutPadding(line: Line, most: number): Line {
  const split = splitRow(line)
  if (!split || split.labels.length === 0) return line
  const extra = split.values.length - most
  if (extra <= 0 || line.cells!.at(-1) === '' || split.values.slice(0, extra).some((value) => value !== '')) return line
  const from = line.cells!.length - split.values.length
  return { ...line, cells: [...line.cells!.slice(0, from), ...split.values.slice(extra)] }
}

function tooWide(line: Line, most: number): boolean {
  const split = splitRow(line)
  return (
    split !== null &&
    split.labels.length > 0 &&
    split.values.length > most &&
    split.values.some((value) => value !== '')
  )
}
