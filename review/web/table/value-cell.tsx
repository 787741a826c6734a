import type { Report } from '../../../schemas/report.ts'
import { failing, isWaiting, shownOf } from '../review/live.ts'
import { current, openItems } from '../review/state.ts'
import { show } from '../review/turns.ts'
import { cellText, reasonText } from '../review/values.ts'
import { t } from '../text/index.ts'

type Props = {
  readonly report: Report
  readonly field: string
  readonly rowSpan?: number
  readonly columnSpan?: number
}

/** One cell that holds a field: flagged, failing, corrected, or simply read. */
export function ValueCell({ report, field, rowSpan = 1, columnSpan = 1 }: Props) {
  const shown = shownOf(field)
  const open = openItems.value.some((item) => item.field === field)
  // What a person says is theirs, whatever the sums make of it.
  const read = shown?.from === 'reading'
  const selected = field === current.value
  const reasons = open ? (report.fields[field]?.reasons ?? []) : []
  const tone = [
    'value',
    open && read ? 'flagged' : '',
    failing.value.has(field) && read ? 'failing' : '',
    shown?.from ?? '',
    isWaiting(field) ? 'waiting' : '',
    shown && shown.state !== 'number' && shown.state !== 'text' ? 'empty' : '',
  ]
  return (
    // Arrow keys and Tab move among the cells, for the whole screen; the grid's active cell is told by aria-selected.
    // biome-ignore-start lint/a11y: a grid of cells, of which the screen's own keys choose one
    <td
      class={tone.filter(Boolean).join(' ')}
      rowSpan={rowSpan}
      colSpan={columnSpan}
      role="gridcell"
      aria-selected={selected}
      title={(isWaiting(field) ? t('cell.kept') : reasons.map(reasonText).join(' · ')) || undefined}
      data-field={field}
      onClick={() => show(field)}
    >
      {shown ? cellText(shown) : ''}
    </td>
    // biome-ignore-end lint/a11y: a grid of cells, of which the screen's own keys choose one
  )
}
