import { parseValue, type Value } from '../read/value.ts'
import { INK_UNREADABLE } from '../thresholds.ts'
import type { RecordCell } from './record.ts'

export type CellValue = Value

/** What a cell prints; one with ink but no text is unreadable, not blank. */
export function cellValue(cell: RecordCell): CellValue {
  const value = parseValue(cell.raw)
  const inked = value.state === 'blank' && cell.ink !== null && cell.ink > INK_UNREADABLE
  return inked ? { state: 'unreadable', value: null } : value
}
