/** A stretch of a dump's line. `row` names the table row it belongs to, `field` the field whose printed value it is. */
export interface Segment {
  readonly text: string
  readonly row?: string
  readonly field?: string
  /** The dump ends before this row does: what it says is not whole. */
  readonly cut?: boolean
}

/** One line of a dump, in stretches, so that truth can be told from what is left after every damage. */
export type Line = readonly Segment[]

/** A line that belongs to no table row. */
export function plain(text: string): Line {
  return [{ text }]
}

/** The characters of a line. */
export function textOf(line: Line): string {
  return line.map((segment) => segment.text).join('')
}

/** Joins cells into one line with a separator between them and `end` after the last. */
export function joined(cells: readonly Segment[], separator: string, end = ''): Line {
  const line = cells.flatMap((cell, i) => (i === 0 ? [cell] : [{ text: separator }, cell]))
  return end === '' ? line : [...line, { text: end }]
}

/** Breaks a text into lines of about `width` characters: never inside a number, never before closing punctuation. */
export function broken(text: string, width: number): string[] {
  const lines: string[] = []
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + width, text.length)
    while (end > start + 1 && /[\d.]{2}/.test(text.slice(end - 1, end + 1))) end--
    while (end < text.length && /[，。、；：）”)]/.test(text[end] ?? '')) end++
    lines.push(text.slice(start, end))
    start = end
  }
  return lines
}
