import type { FormTable } from '../../schemas/form.ts'
import { canonical } from '../read/canonical.ts'
import { isValueLike } from '../read/value.ts'
import { STRANGE_HEADER } from '../thresholds.ts'
import { similarity } from './similarity.ts'
import type { HeaderCell } from './source.ts'
import { labelsOf } from './vocabulary.ts'

/**
 * Whether a header names a column that is not the form's (a remark, the year before): behind one of the table's own
 * words on its line stands a text that is like none of them. Then a row's cells cannot be told by their number.
 */
export function hasStrangeColumn(table: FormTable, header: readonly HeaderCell[]): boolean {
  const words = [
    ...table.corner.map(canonical),
    ...table.columns.flatMap((column) => [...labelsOf(column), ...column.groups.map(canonical)]),
  ]
  const lines = Map.groupBy(header, ({ row }) => row)
  return [...lines.values()].some((cells) => {
    const texts = cells.filter(({ text }) => !isValueLike(text)).map(({ text }) => canonical(text))
    const first = texts.findIndex((text) => words.includes(text))
    return first >= 0 && texts.slice(first + 1).some((text) => isStrange(text, words))
  })
}

function isStrange(text: string, words: readonly string[]): boolean {
  if (text === '' || UNIT.test(text) || text.length > STRANGE_HEADER.longest) return false
  return words.every((word) => !word.includes(text) && similarity(text, word) < STRANGE_HEADER.alike)
}

const UNIT = /^(?:单位|计量|统计)/u
