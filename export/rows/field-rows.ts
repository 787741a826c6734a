import type { Field, Report } from '../../schemas/report.ts'
import { correctedBy } from './corrected-by.ts'
import { type Cell, columnsOf, type RowShape } from './shape.ts'

const COLUMNS = columnsOf({
  document: 'text',
  sha256: 'text',
  organization: 'text',
  year: 'number',
  form: 'text',
  field: 'text',
  table: 'text',
  row: 'text',
  column: 'text',
  value: 'number',
  text: 'text',
  state: 'text',
  raw: 'text',
  unit: 'text',
  page: 'integer',
  x0: 'number',
  y0: 'number',
  x1: 'number',
  y1: 'number',
  confidence: 'number',
  review: 'flag',
  reasons: 'texts',
  readers: 'texts',
  suggestion: 'number',
  corrected: 'flag',
  corrected_by: 'text',
  read_value: 'number',
  read_text: 'text',
  read_state: 'text',
})

/** One row a field: figures in `value`, words in `text`, so that a program finds each column of one type. */
export const FIELD_ROWS: RowShape = {
  columns: COLUMNS,
  async rows(one) {
    const { report } = one
    const who = await correctedBy(one)
    const about = [one.name, report.source.sha256, ...facts(report), report.document.form]
    return Object.entries(report.fields).map(([id, field]) => [...about, ...cellsOf(id, field, who.get(id) ?? null)])
  },
}

function facts({ fields }: Report): readonly Cell[] {
  const [organization, year] = [fields['document.organization']?.value, fields['document.year']?.value]
  return [typeof organization === 'string' ? organization : null, typeof year === 'number' ? year : null]
}

function cellsOf(id: string, field: Field, correctedBy: string | null): readonly Cell[] {
  const { value, state, raw, unit, page, box, confidence, review, reasons, readings, suggestion, corrected, read } =
    field
  return [
    ...[id, ...partsOf(id)],
    ...split(value),
    ...[state, raw, unit ?? null, page ?? null],
    ...(box ?? [null, null, null, null]),
    ...[confidence, review, reasons, readings.map(({ reader }) => reader), suggestion ?? null],
    ...[corrected ?? false, correctedBy, ...split(read?.value ?? null), read?.state ?? null],
  ]
}

/** Table, row and column of TABLE.ROW.COLUMN; facts of the document have no row. */
function partsOf(id: string): readonly [string, string | null, string] {
  const [table, ...rest] = id.split('.')
  const column = rest.pop() ?? ''
  return [table!, rest.length > 0 ? rest.join('.') : null, column]
}

function split(value: Field['value']): readonly [number | null, string | null] {
  return [typeof value === 'number' ? value : null, typeof value === 'string' ? value : null]
}
