import type { Entry } from '../../../schemas/form.ts'
import type { Report } from '../../../schemas/report.ts'
import type { Place } from '../review/labels.ts'
import { t } from '../text/index.ts'
import { ValueCell } from './value-cell.tsx'

/** A table as the form has it: for text dumps and for fields that have no cell in the printed one. */
export function FormTableView({ report, place }: { readonly report: Report; readonly place: Place }) {
  const { table } = place
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrow keys move among its cells, as in a grid
    <table class="grid form" role="grid" aria-label={t('table.form')}>
      <caption>
        {table.title}{' '}
        <small>{t(/^\d{4}$/.test(place.form) ? 'table.asForm' : 'table.asOwnForm', { form: place.form })}</small>
      </caption>
      <thead>
        <tr>
          <th />
          {table.columns.map((column) => (
            <th key={column.id} scope="col">
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{nameOf(row)}</th>
            {table.columns.map((column) => {
              const field = `${table.id}.${row.id}.${column.id}`
              return report.fields[field] ? (
                <ValueCell key={column.id} report={report} field={field} />
              ) : (
                <td key={column.id} class="none" />
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function nameOf(row: Entry): string {
  const inner = row.groups.at(-1)
  return inner && row.label.length <= 6 ? `${inner} ${row.label}` : row.label
}
