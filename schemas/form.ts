import { z } from 'zod'

/** A row or column of a form: `label` as officially printed, `aliases` as agencies print it, `groups` the headings above it, outermost first. */
export const Entry = z.object({
  id: z.string(),
  label: z.string(),
  aliases: z.array(z.string()).default([]),
  groups: z.array(z.string()).default([]),
  unit: z.string().optional(),
  /** Whether its figures may be negative, as those of an increase or decrease. */
  signed: z.boolean().optional(),
})
export type Entry = Readonly<z.infer<typeof Entry>>

/**
 * A table of a form. Field ids are table.row.column. `layout` "rows": one printed row per entry of `rows`.
 * "columns": one printed row of values, whose columns are rows × columns (each row's columns side by side).
 */
export const FormTable = z.object({
  id: z.string(),
  title: z.string(),
  section: z.string(),
  layout: z.enum(['rows', 'columns']),
  /** What stands in the corner of the header, left of the column labels. */
  corner: z.array(z.string()).default([]),
  columns: z.array(Entry),
  rows: z.array(Entry),
})
export type FormTable = Readonly<z.infer<typeof FormTable>>

/**
 * sum(left) = sum(right), once for every column (`for` "column": terms are row ids) or row (terms are column ids) of the
 * table; `only` restricts it to some. `id` names the check with {column} or {row} filled in.
 */
export const Equation = z.object({
  id: z.string(),
  table: z.string(),
  for: z.enum(['column', 'row']),
  only: z.array(z.string()).optional(),
  left: z.array(z.string()),
  right: z.array(z.string()),
  rule: z.string(),
})
export type Equation = Readonly<z.infer<typeof Equation>>

/** A figure of the prose (`what`, see Statement) that the form's `field` holds too. */
export const Stated = z.object({ what: z.string(), field: z.string() })

export const SectionEntry = z.object({
  number: z.string(),
  title: z.string(),
  aliases: z.array(z.string()).default([]),
})

/** An official form as data: labels, columns, units, equations. A further form is a further file of this shape. */
export const Form = z
  .object({
    id: z.string(),
    document: z.literal('disclosure-annual-report'),
    source: z.string(),
    years: z.array(z.number().int()),
    sections: z.array(SectionEntry),
    tables: z.array(FormTable),
    equations: z.array(Equation),
    stated: z.array(Stated),
  })
  .superRefine((form, context) => {
    // A misspelt id would switch a check off without a word.
    for (const [e, equation] of form.equations.entries()) {
      const table = form.tables.find(({ id }) => id === equation.table)
      const entries = equation.for === 'column' ? table?.rows : table?.columns
      const known = new Set(entries?.map(({ id }) => id))
      for (const term of [...equation.left, ...equation.right].filter((id) => !known.has(id))) {
        const message = `${equation.id}: table ${equation.table} has no ${equation.for === 'column' ? 'row' : 'column'} ${term}`
        context.addIssue({ code: 'custom', path: ['equations', e], message })
      }
    }
    const fields = new Set(
      form.tables.flatMap((t) => t.rows.flatMap((r) => t.columns.map((c) => `${t.id}.${r.id}.${c.id}`))),
    )
    for (const [s, { field }] of form.stated.entries()) {
      if (!fields.has(field)) context.addIssue({ code: 'custom', path: ['stated', s], message: `no field ${field}` })
    }
  })
export type Form = Readonly<z.infer<typeof Form>>
