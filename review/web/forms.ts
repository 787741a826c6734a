import type { Entry, Form, FormTable } from '../../schemas/form.ts'
import form2019 from '../../schemas/forms/2019.json' with { type: 'json' }
import form2021 from '../../schemas/forms/2021.json' with { type: 'json' }

/** A form as its file has it, where what is empty may be left out. */
type Written = {
  readonly sections: readonly { readonly aliases?: readonly string[] }[]
  readonly tables: readonly {
    readonly corner?: readonly string[]
    readonly columns: readonly Partial<Entry>[]
    readonly rows: readonly Partial<Entry>[]
  }[]
}

/** The official forms, oldest first: the list of schemas/forms, which would bring its validator into the page. */
export const FORMS: readonly Form[] = [form2019, form2021].map(filled)

function filled(form: Written): Form {
  const entry = (one: Partial<Entry>) => ({ aliases: [], groups: [], ...one })
  const tables = form.tables.map((table) => ({
    corner: [],
    ...table,
    columns: table.columns.map(entry),
    rows: table.rows.map(entry),
  })) as unknown as FormTable[]
  const sections = form.sections.map((section) => ({ aliases: [], ...section }))
  return { ...form, sections, tables } as unknown as Form
}
