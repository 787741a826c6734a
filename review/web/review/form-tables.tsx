import { forms } from '../forms.ts'
import { t } from '../text/index.ts'

type Props = {
  /** `none`, or a form's id and its table's with a space between. */
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Which table of which form something is, of all that the server knows. */
export function FormTables({ value, onChange }: Props) {
  return (
    <label>
      {t('mark.as')}
      <select value={value} data-first onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="none">{t('mark.none')}</option>
        {forms.value.flatMap((form) =>
          form.tables.map((table) => (
            <option key={`${form.id} ${table.id}`} value={`${form.id} ${table.id}`}>
              {`${form.id} ${table.title}`}
            </option>
          )),
        )}
      </select>
    </label>
  )
}

/** A form's table in words: what is kept of a mark are ids. */
export function tableTitle(form: string | null, table: string | null): string {
  if (form === null || table === null) return t('mark.none')
  const title = forms.value.find(({ id }) => id === form)?.tables.find(({ id }) => id === table)?.title
  return `${form} ${title ?? table}`
}
