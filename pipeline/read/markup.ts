import type { Grid, GridCell } from '../../schemas/page.ts'
import type { Problem } from '../../schemas/problem.ts'
import { MARKUP_CELLS } from '../thresholds.ts'

/**
 * A dump's text without its HTML tables (a blank line stands for each, so that line numbers stay), and those tables.
 * A table beyond the limit of cells stays in the text, and a problem says so.
 */
export type Unmarked = {
  readonly text: string
  readonly grids: readonly Grid[]
  readonly problems: readonly Problem[]
}

// A tag ends before the next one begins, so that searching takes time in proportion to the text, tags left open or not.
const TABLE = /<table\b[^<>]*>([\s\S]*?)(?:<\/table\s*>|(?=<table\b)|$)/giu
const ROW = /<tr\b[^<>]*>([\s\S]*?)(?=<\/tr\s*>|<tr\b|$)/giu
const CELL = /<t([dh])\b([^<>]*)>([\s\S]*?)(?=<\/t[dh]\s*>|<t[dhr]\b|$)/giu
const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  ensp: ' ',
  emsp: ' ',
}

/**
 * Takes the HTML tables out of a text dump (converters leave them in Markdown). Spans are kept, so their columns are
 * certain; cells are laid out as the HTML table model says: each goes to the first free column of its row.
 */
export function takeTables(text: string): Unmarked {
  if (!/<table\b/iu.test(text)) return { text, grids: [], problems: [] }
  const grids: Grid[] = []
  let room = MARKUP_CELLS
  let left = 0
  const rest = text.replace(TABLE, (block, body: string) => {
    const grid = tableOf(body, room)
    if (grid === 'too large') left++
    if (grid === null || grid === 'too large') return block
    grids.push(grid)
    room -= grid.rows * grid.columns
    return block.replace(/[^\n]/gu, '')
  })
  return { text: rest, grids, problems: left > 0 ? [tooManyCells(left)] : [] }
}

function tooManyCells(tables: number): Problem {
  const what = tables === 1 ? 'an HTML table holds' : `${tables} HTML tables hold`
  return {
    code: 'grid-limit',
    message: `${what} more cells, spans counted, than are looked at (${MARKUP_CELLS} in a document); not rebuilt`,
  }
}

function tableOf(body: string, room: number): Grid | null | 'too large' {
  const taken = new Set<string>()
  const cells: GridCell[] = []
  let rows = 0
  let columns = 0
  const contents = [...body.matchAll(ROW)]
  for (const [, content] of contents) {
    let column = 0
    for (const [, , attributes, inner] of content!.matchAll(CELL)) {
      while (taken.has(`${rows},${column}`)) column++
      // A span may reach below the last row; the table does not.
      const rowSpan = Math.min(span(attributes!, 'rowspan'), contents.length - rows)
      const columnSpan = span(attributes!, 'colspan')
      if (taken.size + rowSpan * columnSpan > room) return 'too large'
      for (let r = 0; r < rowSpan; r++) for (let c = 0; c < columnSpan; c++) taken.add(`${rows + r},${column + c}`)
      const raw = plain(inner!)
      const readings = raw === '' ? [] : [{ reader: 'text', raw, score: 1 }]
      cells.push({ row: rows, column, rowSpan, columnSpan, box: null, text: raw, ink: null, readings })
      columns = Math.max(columns, column + columnSpan)
    }
    rows++
  }
  if (cells.length === 0) return null
  if (rows * columns > room) return 'too large'
  return { origin: 'delimited', box: null, xs: [], ys: [], rows, columns, cells }
}

function span(attributes: string, name: string): number {
  const match = new RegExp(`${name}\\s*=\\s*["']?(\\d{1,4})`, 'iu').exec(attributes)
  return Math.max(1, Number(match?.[1] ?? 1))
}

function plain(html: string): string {
  return html
    .replace(/<br\s*\/?>|<\/p>/giu, '\n')
    .replace(/<[^<>]*>/gu, '')
    .replace(/&(#x?[\da-f]+|\w+);/giu, (entity, name: string) => decoded(name) ?? entity)
    .replace(/[ \t\u00a0]+/gu, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}

function decoded(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()]
  const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : undefined
}
