import { signal } from '@preact/signals'
import { type Shift, shiftRow } from '../../../pipeline/correct/shift-row.ts'
import { t } from '../text/index.ts'
import { placeOf } from './labels.ts'
import { say } from './messages.ts'
import { current, given, task } from './state.ts'
import { valueText } from './values.ts'

/** A row moved by some columns, shown before it is taken; `from` where only a part of it moves. */
export type Preview = Shift & { readonly by: number; readonly from: string | undefined }

export const preview = signal<Preview | null>(null)

/**
 * Moves the cursor's row one column further, in the preview only: all of it, or the cursor's cell and those behind it.
 * Back at its place there is no preview.
 */
export function shiftBy(step: 1 | -1, part = false) {
  const report = task.value?.report
  const place = report && placeOf(current.value, report.document.form)
  if (!report || !place) return say(t('say.noRow'), 'warning')
  const from = part ? current.value : undefined
  const by = preview.value?.from === from ? (preview.value?.by ?? 0) + step : step
  const row = place.table.layout === 'rows' ? place.row : null
  const edits = Object.fromEntries(given.value)
  const moved = shiftRow(report, place.table.id, row, by, { ...(from ? { from } : {}), edits })
  if (by === 0 || Math.abs(by) >= moved.answers.length) {
    preview.value = null
    say('')
    return
  }
  preview.value = { ...moved, by, from }
  const lost = moved.fallen.map(({ value }) => value).filter(({ state }) => state === 'number' || state === 'text')
  const how = { by: Math.abs(by), way: t(by > 0 ? 'way.right' : 'way.left') }
  say(
    (part ? t('say.previewPart', { ...how, side: t(by > 0 ? 'side.behind' : 'side.before') }) : t('say.preview', how)) +
      (lost.length > 0 ? ` ${t('say.fallen', { values: lost.map(valueText).join(', ') })}` : ''),
    lost.length > 0 ? 'warning' : 'calm',
  )
}
