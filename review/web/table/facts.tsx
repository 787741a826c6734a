import type { Report } from '../../../schemas/report.ts'
import { t, told } from '../text/index.ts'
import { ValueCell } from './value-cell.tsx'

/** What the document says of itself: agency, year, date. */
export function FactsTable({ report }: { readonly report: Report }) {
  const facts = Object.keys(report.fields).filter((id) => id.startsWith('document.'))
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrow keys move among its cells, as in a grid
    <table class="grid facts" role="grid" aria-label={t('table.facts')}>
      <tbody>
        {facts.map((id) => (
          <tr key={id}>
            <th scope="row">{told('fact', id.slice('document.'.length))}</th>
            <ValueCell report={report} field={id} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}
