import type { ArchivedCell, Block, Passage } from '../text/page-text.ts'
import { attributes } from '../xml.ts'

/** The tags that a page's blocks refer to: a table's rows and columns, and the report's fields. */
export type Tags = {
  readonly xml: string
  /** References of a passage: all rows and columns that a cell covers, and the fields whose value it is. */
  readonly refsOf: (passage: Passage, table: string | null) => string | undefined
}

/** Rows and columns are counted from 1, as archivists do; ids begin with `id`. */
export function tagsOf(blocks: readonly Block[], id: string): Tags {
  const lines: string[] = []
  const fields = new Map<string, string>()
  blocks.forEach((block, i) => {
    const passages: readonly Passage[] = block.kind === 'prose' ? block.passages : block.cells
    if (block.kind === 'table') {
      const table = `${id}_b${i + 1}`
      lines.push(...numbers(block.rows).map((n) => tag('StructureTag', `${table}_row${n}`, 'row', `${n}`)))
      lines.push(...numbers(block.columns).map((n) => tag('StructureTag', `${table}_col${n}`, 'column', `${n}`)))
    }
    for (const field of passages.flatMap((passage) => passage.fields)) {
      if (!fields.has(field)) fields.set(field, `${id}_f${fields.size + 1}`)
    }
  })
  for (const [field, ref] of fields) lines.push(tag('OtherTag', ref, 'field', field))
  return {
    xml: lines.length === 0 ? '' : `<Tags>\n${lines.join('\n')}\n</Tags>\n`,
    refsOf: (passage, table) => {
      const refs = [
        ...(table !== null && isCell(passage) ? covered(passage, table) : []),
        ...passage.fields.map((field) => fields.get(field)!),
      ]
      return refs.length === 0 ? undefined : refs.join(' ')
    },
  }
}

function covered({ row, column, rowSpan, columnSpan }: ArchivedCell, table: string): readonly string[] {
  return [
    ...numbers(rowSpan).map((n) => `${table}_row${row + n}`),
    ...numbers(columnSpan).map((n) => `${table}_col${column + n}`),
  ]
}

function isCell(passage: Passage): passage is ArchivedCell {
  return 'rowSpan' in passage
}

function tag(element: string, id: string, type: string, label: string): string {
  return `<${element}${attributes({ ID: id, TYPE: type, LABEL: label })}/>`
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i + 1)
}
