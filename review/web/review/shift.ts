import { signal } from '@preact/signals'
import type { CorrectedValue } from '../../../schemas/correction.ts'
import { t } from '../text/index.ts'
import { placeOf } from './labels.ts'
import { say } from './messages.ts'
import { current, task } from './state.ts'

/** A row moved by some columns, shown before it is taken. */
export type Preview = {
  readonly by: number
  readonly answers: readonly { readonly subject: string; readonly after: CorrectedValue }[]
}

export const preview = signal<Preview | null>(null)

/** Moves the cursor's row one column further, in the preview only; back at its place there is no preview. */
export function shiftBy(step: 1 | -1) {
  const report = task.value?.report
  const place = report && placeOf(current.value, report.document.form)
  if (!report || !place) return say(t('say.noRow'), 'warning')
  const by = (preview.value?.by ?? 0) + step
  const ids = place.table.columns.map(({ id }) => `${place.table.id}.${place.row}.${id}`)
  if (by === 0 || Math.abs(by) >= ids.length) {
    preview.value = null
    return
  }
  const answers = ids.map((subject, i) => {
    const from = report.fields[ids[i - by] ?? '']
    const after: CorrectedValue = from ? { value: from.value, state: from.state } : { value: null, state: 'blank' }
    return { subject, after }
  })
  preview.value = { by, answers }
  say(t('say.preview', { by: Math.abs(by), way: t(by > 0 ? 'way.right' : 'way.left') }))
}
