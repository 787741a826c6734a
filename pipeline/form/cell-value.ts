import { parseValue, type Value } from '../read/value.ts'
import { INK_UNREADABLE } from '../thresholds.ts'
import type { RecordCell } from './record.ts'

export type CellValue = Value

/** What a cell prints; one with ink but no text is unreadable, not blank. */
export function cellValue(cell: RecordCell): CellValue {
  const value = parseValue(cell.raw)
  if (value.state !== 'blank') return value
  // Ink that was looked at is known to be text or none; without a look, much of it must be something.
  const inked = cell.mark ? cell.mark !== 'blank' : cell.ink !== null && cell.ink > INK_UNREADABLE
  return inked ? { state: 'unreadable', value: null } : value
}
