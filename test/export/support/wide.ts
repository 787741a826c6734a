import type { Field } from '../../../schemas/report.ts'

type Told = Record<string, readonly [Field['value'], Field['state']]>

/** What a row of a table with one row a report says of fields: lists as arrays, cells without a value as null. */
export function told(row: Readonly<Record<string, unknown>>): Told {
  const fields: Told = {}
  for (const [id, value] of Object.entries(row)) {
    if (!id.includes('.') || value === null) continue
    fields[id] = typeof value === 'number' ? [value, 'number'] : [String(value), 'text']
  }
  const others: Record<string, string | number> = JSON.parse(String(row.others ?? '{}'))
  for (const [id, value] of Object.entries(others)) fields[id] = [value, typeof value === 'number' ? 'number' : 'text']
  for (const state of ['blank', 'dash', 'unreadable', 'missing'] as const) {
    for (const id of row[state] as readonly string[]) fields[id] = [null, state]
  }
  return fields
}
