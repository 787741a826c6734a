import { canonical } from '../../../pipeline/read/canonical.ts'
import type { FormTable } from '../../../schemas/form.ts'

/** Where a cell stands in a text dump: the lines of its row (from 0), and the value itself where it can be told. */
export type InLines = {
  /** The lines with the row's label. */
  readonly label: ReadonlySet<number>
  /** The lines from there to the next row's label, which hold its values. */
  readonly row: ReadonlySet<number>
  readonly value: { readonly line: number; readonly from: number; readonly to: number } | null
}

type Value = { readonly line: number; readonly from: number; readonly to: number; readonly text: string }

const LEAST = 2
/** Lines that a last row may take at most: its label broken in pieces, and a value a line with blank ones between. */
const LONGEST = 24
const VALUE = /^(?:[-—－–/／]+|[-−－+＋增减減]?[\d０-９][\d０-９,，.．]*[%％]?(?:[(（].*[)）])?)$/u

/**
 * Finds the row of a form's table in the lines of a dump: all labels of the table are looked for in their order, so that
 * those which stand twice, and those that the prose has too, are told apart. `raw` is what was read of the cell; a value
 * is pointed at only where it says just that.
 */
export function findInLines(
  lines: readonly string[],
  table: FormTable,
  cell: { readonly row: string; readonly column: string; readonly raw: string },
): InLines {
  const at = table.rows.findIndex(({ id }) => id === cell.row)
  const starts = labelLines(lines, table)
  const start = starts[at]
  if (start === undefined) return { label: new Set(), row: new Set(), value: null }
  const next = starts.slice(at + 1).find((line) => line !== undefined && line > start)
  const last = table.layout === 'columns' ? start + LONGEST * 2 : start + LONGEST
  const end = Math.min(table.layout === 'columns' ? last : (next ?? last), last, lines.length)
  const column = table.columns.findIndex(({ id }) => id === cell.column)
  const values = valuesIn(lines, start, Math.max(end, start + 1), table.layout === 'columns', next === undefined)
  const wide = table.layout === 'columns' ? table.rows.length * table.columns.length : table.columns.length
  const value = pick(values, wide, table.layout === 'columns' ? at * table.columns.length + column : column, cell.raw)
  const held = table.layout === 'columns' ? (value ? [value.line] : []) : range(start, lastWith(values, start) + 1)
  return { label: new Set([start]), row: new Set(held), value }
}

/** The line of each row's label, undefined where it was not found: the run of them that finds the most, then the shortest. */
export function labelLines(lines: readonly string[], table: FormTable): readonly (number | undefined)[] {
  const plain = lines.map(canonical)
  const names = table.rows.map((row) =>
    [row.label, ...row.aliases].map(canonical).filter(({ length }) => length >= LEAST),
  )
  const has = (line: string, labels: readonly string[]) => labels.some((label) => line.includes(label))
  // A dump breaks long labels: their beginning tells them, too.
  const begins = names.map((labels) => labels.map((label) => label.slice(0, Math.max(4, Math.ceil(label.length / 2)))))
  const from = (first: number) => {
    let next = first
    return names.map((labels, i) => {
      const find = (wanted: readonly string[]) => plain.findIndex((line, at) => at >= next && has(line, wanted))
      const whole = find(labels)
      const part = find(begins[i]!)
      const found = whole === -1 ? part : part === -1 ? whole : Math.min(whole, part)
      if (found === -1) return undefined
      next = found + (table.layout === 'columns' ? 0 : 1)
      return found
    })
  }
  const firsts = plain.flatMap((line, at) => (has(line, begins[0] ?? []) ? [at] : []))
  const runs = (firsts.length > 0 ? firsts : [0]).map(from)
  const length = (run: readonly (number | undefined)[]) => {
    const found = run.filter((line) => line !== undefined)
    return { found: found.length, span: (found.at(-1) ?? 0) - (found[0] ?? 0) }
  }
  return runs.reduce((best, run) => {
    const [a, b] = [length(best), length(run)]
    return b.found > a.found || (b.found === a.found && b.span < a.span) ? run : best
  })
}

/** What looks like a value of a cell, between blanks, tabs and bars. */
function valuesIn(lines: readonly string[], from: number, to: number, alone: boolean, open: boolean): readonly Value[] {
  const found: Value[] = []
  for (let line = from; line < to; line++) {
    const pieces = [...lines[line]!.matchAll(/[^\s|｜]+/gu)]
    const here = pieces.filter(([text]) => VALUE.test(text))
    // Behind a last row the prose goes on, which has figures as well.
    if (open && found.length > 0 && here.length < pieces.length) break
    if (alone && here.length < pieces.length) continue
    if (pieces.every(([text]) => /^[-:]+$/.test(text) && text.length > 1)) continue // a rule of Markdown
    for (const match of here) found.push({ line, from: match.index, to: match.index + match[0].length, text: match[0] })
  }
  return found
}

function pick(values: readonly Value[], wide: number, index: number, raw: string): Value | null {
  const wanted = plainOf(raw)
  const same = values.filter(({ text }) => plainOf(text) === wanted)
  if (wanted === '') return null
  const there = values.length === wide ? values[index] : undefined
  if (there && same.includes(there)) return there
  return same.length === 1 ? same[0]! : null
}

function plainOf(text: string): string {
  return text.normalize('NFKC').trim()
}

function lastWith(values: readonly Value[], start: number): number {
  return values.at(-1)?.line ?? start
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)
}
