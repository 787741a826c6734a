import { FRAMED_SHARE, SEPARATED, SEPARATOR_SHARE } from '../thresholds.ts'
import { type CellSeparator, cellSeparator, splitAt } from './separators.ts'

const PIPE = /[|｜│┃]/u
const PIPES = /[|｜│┃]/gu
const RULE_ONLY = /^[\s|｜│┃:+\-─━═┼├┤┌┐└┘=]*$/u

/**
 * How a dump's pipes are meant: whether they stand between cells ("a|b|c") rather than after each ("a | b | c |"): then a trailing pipe
 * means one more, blank, cell. Decided over all its lines, since a single line cannot tell.
 */
export function pipeStyle(lines: readonly string[]): PipeStyle {
  const all = lines.filter((line) => PIPE.test(line) && !RULE_ONLY.test(line))
  const framed = all.filter((line) => /^\s*[|｜│┃]/u.test(line))
  const tabbed = lines.filter((line) => line.includes('\t'))
  const other = all.length + tabbed.length < SEPARATED.rows ? cellSeparator(lines) : null
  return { separators: usesSeparators(lines), framed: framed.length >= FRAMED_SHARE * all.length, other }
}

/**
 * How a dump's pipes are meant: between cells or after each; `framed`: every row begins with one that opens no cell;
 * `other`: what parts cells where pipes and tabs do not.
 */
export type PipeStyle = { readonly separators: boolean; readonly framed: boolean; readonly other: CellSeparator | null }

function usesSeparators(lines: readonly string[]): boolean {
  const piped = lines.filter((line) => PIPE.test(line) && !RULE_ONLY.test(line) && !/^\s*[|｜│┃]/u.test(line))
  const open = piped.filter((line) => !/[|｜│┃]\s*$/u.test(line))
  return piped.length > 0 && open.length / piped.length >= SEPARATOR_SHARE
}

/**
 * A line's cells, trimmed, or null where nothing delimits it. Tabs come before pipes; a line of pipes alone is as many
 * blank cells; a markdown rule has no cells at all.
 */
export function splitLine(line: string, style: PipeStyle): string[] | null {
  if (PIPE.test(line)) return splitPipes(line, style)
  if (/[─━═┼]{2}/u.test(line) && RULE_ONLY.test(line)) return []
  if (line.includes('\t')) return line.split('\t').map((cell) => cell.trim())
  return style.other && splitAt(line, style.other)
}

function splitPipes(line: string, { separators, framed }: PipeStyle): string[] | null {
  const text = line.trim()
  if (/-{2,}|[─━═┼]/u.test(text) && RULE_ONLY.test(text)) return []
  if (/^[|｜│┃\s]+$/u.test(text)) {
    const pipes = text.match(PIPES)?.length ?? 0
    return Array.from({ length: separators ? pipes + 1 : pipes }, () => '')
  }
  const cells = text.split(PIPE).map((cell) => cell.trim())
  if (separators) return cells
  if (cells[0] === '' && framed) cells.shift()
  if (cells.at(-1) === '') cells.pop()
  return cells
}
