import type { Form } from '../../schemas/form.ts'
import { FORMS } from '../../schemas/forms/index.ts'
import type { Field, Report } from '../../schemas/report.ts'
import type { Cell, Column, RowShape } from './shape.ts'
import { columnsOf } from './shape.ts'

const BEFORE = columnsOf({
  document: 'text',
  sha256: 'text',
  source_kind: 'text',
  pages: 'integer',
  reader: 'text',
  document_kind: 'text',
  form: 'text',
  title: 'text',
  review_needed: 'flag',
  review: 'texts',
  corrected: 'texts',
  checks_failed: 'texts',
  problems: 'texts',
})

/** States without a value: a column for each lists the fields that are in it. */
const VALUELESS = ['blank', 'dash', 'unreadable', 'missing'] as const

const FACTS = columnsOf({
  'document.organization': 'text',
  'document.year': 'number',
  'document.signedOn': 'text',
})

/**
 * One row a report. A column for every field of every form that ships, then of the further ones, in the forms' order,
 * whatever the reports hold. What a field's column cannot hold, such as words where a figure belongs, stands in `others`,
 * an object in JSON by field id.
 */
export function reportRow(forms: readonly Form[] = []): RowShape {
  const fields = fieldColumns([...FORMS, ...forms])
  const kinds = new Map(fields.map(({ name, kind }) => [name, kind]))
  const columns = [
    ...BEFORE,
    ...fields,
    ...VALUELESS.map((name) => ({ name, kind: 'texts' }) as const),
    { name: 'others', kind: 'text' } as const,
  ]
  return {
    columns,
    async rows({ name, report }) {
      const values = fields.map(({ name: id, kind }) => held(report.fields[id], kind))
      const states = VALUELESS.map((state) => idsOf(report, (field) => field.state === state))
      return [[name, ...before(report), ...values, ...states, others(report, kinds)]]
    },
  }
}

function before({ source, reader, document, review, fields, checks, problems }: Report): readonly Cell[] {
  const failed = checks.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id)
  return [
    ...[source.sha256, source.kind, source.pages, reader],
    ...[document.kind, document.form, document.title],
    ...[review.needed, review.fields, idsOf({ fields }, (field) => field.corrected === true)],
    ...[failed, [...new Set(problems.map(({ code }) => code))]],
  ]
}

function fieldColumns(forms: readonly Form[]): readonly Column[] {
  const ids = forms.flatMap(({ tables }) =>
    tables.flatMap((table) => table.rows.flatMap((row) => table.columns.map((c) => `${table.id}.${row.id}.${c.id}`))),
  )
  return [...FACTS, ...[...new Set(ids)].map((name) => ({ name, kind: 'number' }) as const)]
}

function held(field: Field | undefined, kind: Column['kind']): string | number | null {
  return field && fits(field, kind) ? field.value : null
}

function fits({ value }: Field, kind: Column['kind']): boolean {
  return typeof value === (kind === 'number' ? 'number' : 'string')
}

function others({ fields }: Report, kinds: ReadonlyMap<string, Column['kind']>): string | null {
  const rest = Object.entries(fields).filter(([id, field]) => {
    const kind = kinds.get(id)
    return field.value !== null && (kind === undefined || !fits(field, kind))
  })
  if (rest.length === 0) return null
  return JSON.stringify(Object.fromEntries(rest.map(([id, { value }]) => [id, value])))
}

function idsOf({ fields }: Pick<Report, 'fields'>, wanted: (field: Field) => boolean): readonly string[] {
  return Object.entries(fields).flatMap(([id, field]) => (wanted(field) ? [id] : []))
}
