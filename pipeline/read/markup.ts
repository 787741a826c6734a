import type { Grid, GridCell } from '../../schemas/page.ts'
import { MARKUP_CELLS } from '../thresholds.ts'

/** A dump's text without its HTML tables (a blank line stands for each, so that line numbers stay), and those tables. */
export type Unmarked = { readonly text: string; readonly grids: readonly Grid[] }

const TABLE = /<table\b[^>]*>([\s\S]*?)(?:<\/table\s*>|(?=<table\b)|$)/giu
const ROW = /<tr\b[^>]*>([\s\S]*?)(?=<\/tr\s*>|<tr\b|$)/giu
const CELL = /<t([dh])\b([^>]*)>([\s\S]*?)(?=<\/t[dh]\s*>|<t[dhr]\b|$)/giu
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
  if (!/<table\b/iu.test(text)) return { text, grids: [] }
  const grids: Grid[] = []
  const rest = text.replace(TABLE, (block, body: string) => {
    const grid = tableOf(body)
    if (grid) grids.push(grid)
    return grid ? block.replace(/[^\n]/gu, '') : block
  })
  return { text: rest, grids }
}

function tableOf(body: string): Grid | null {
  const taken = new Set<string>()
  const cells: GridCell[] = []
  let rows = 0
  let columns = 0
  for (const [, content] of body.matchAll(ROW)) {
    let column = 0
    for (const [, , attributes, inner] of content!.matchAll(CELL)) {
      while (taken.has(`${rows},${column}`)) column++
      const rowSpan = span(attributes!, 'rowspan')
      const columnSpan = span(attributes!, 'colspan')
      if (taken.size + rowSpan * columnSpan > MARKUP_CELLS) return null
      for (let r = 0; r < rowSpan; r++) for (let c = 0; c < columnSpan; c++) taken.add(`${rows + r},${column + c}`)
      const raw = plain(inner!)
      const readings = raw === '' ? [] : [{ reader: 'text', raw, score: 1 }]
      cells.push({ row: rows, column, rowSpan, columnSpan, box: null, text: raw, ink: null, readings })
      columns = Math.max(columns, column + columnSpan)
    }
    rows++
  }
  if (cells.length === 0) return null
  // A span may reach below the last row; the table does not.
  const fitted = cells.map((cell) => ({ ...cell, rowSpan: Math.min(cell.rowSpan, rows - cell.row) }))
  return { origin: 'delimited', box: null, xs: [], ys: [], rows, columns, cells: fitted }
}

function span(attributes: string, name: string): number {
  const match = new RegExp(`${name}\\s*=\\s*["']?(\\d{1,4})`, 'iu').exec(attributes)
  return Math.max(1, Number(match?.[1] ?? 1))
}

function plain(html: string): string {
  return html
    .replace(/<br\s*\/?>|<\/p>/giu, '\n')
    .replace(/<[^>]*>/gu, '')
    .replace(/&(#x?[\da-f]+|\w+);/giu, (entity, name: string) => decoded(name) ?? entity)
    .replace(/[ \t\u00a0]+/gu, ' ')
    .replace(/\s*\n\s*/gu, '\n')
    .trim()
}

function decoded(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()]
  const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}
