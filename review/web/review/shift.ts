import { effect, signal } from '@preact/signals'
import { type Shift, shiftRow } from '../../../pipeline/correct/shift-row.ts'
import { t } from '../text/index.ts'
import { placeOf } from './labels.ts'
import { say } from './messages.ts'
import { current, given, task } from './state.ts'
import { valueText } from './values.ts'

/** Which row of which document, null where the table is printed in one row. */
type Row = { readonly document: string; readonly table: string; readonly row: string | null }

/** A row moved by some columns, shown before it is taken; `from` where only a part of it moves. */
export type Preview = Shift & { readonly of: Row; readonly by: number; readonly from: string | undefined }

export const preview = signal<Preview | null>(null)

// Enter takes what is in sight: whoever goes to another row, or document, leaves the preview behind.
effect(() => {
  const of = preview.value?.of
  if (!of || sameRow(of, rowHere())) return
  preview.value = null
  say(t('say.previewLeft'), 'warning')
})

/**
 * Moves the cursor's row one column further, in the preview only: all of it, or the cursor's cell and those behind it.
 * Back at its place there is no preview.
 */
export function shiftBy(step: 1 | -1, part = false) {
  const of = rowHere()
  if (!of) return say(t('say.noRow'), 'warning')
  const from = part ? current.value : undefined
  const by = preview.value?.from === from ? (preview.value?.by ?? 0) + step : step
  const moved = movedNow(of, by, from)
  if (by === 0 || Math.abs(by) >= moved.answers.length) {
    preview.value = null
    say('')
    return
  }
  if (!holdsARow(moved)) {
    preview.value = null
    return say(t('say.nothingToShift'), 'warning')
  }
  preview.value = { ...moved, of, by, from }
  const lost = moved.fallen.map(({ value }) => value).filter(({ state }) => state === 'number' || state === 'text')
  const how = { by: Math.abs(by), way: t(by > 0 ? 'way.right' : 'way.left') }
  say(
    (part ? t('say.previewPart', { ...how, side: t(by > 0 ? 'side.behind' : 'side.before') }) : t('say.preview', how)) +
      (lost.length > 0 ? ` ${t('say.fallen', { values: lost.map(valueText).join(', ') })}` : ''),
    lost.length > 0 ? 'warning' : 'calm',
  )
}

/** Whether the preview is what moving the row gives now; else it is shown anew, since the row itself has changed. */
export function isPreviewTrue({ of, by, from, answers }: Preview): boolean {
  const moved = movedNow(of, by, from)
  if (JSON.stringify(moved.answers) === JSON.stringify(answers)) return true
  preview.value = { ...moved, of, by, from }
  say(t('say.previewChanged'), 'warning')
  return false
}

/** Whether there is a row to move: its sum alone is none, and what leaves nothing of it would settle cells unseen. */
function holdsARow({ answers }: Shift): boolean {
  const printed = answers.filter(({ before }) => before.state !== 'missing')
  if (printed.length < 2 && answers.length > 2) return false
  return answers.some(({ after: { state } }) => state !== 'missing' && state !== 'blank')
}

function movedNow({ table, row }: Row, by: number, from: string | undefined): Shift {
  const edits = Object.fromEntries(given.value)
  return shiftRow(task.value!.report, table, row, by, { ...(from ? { from } : {}), edits })
}

function rowHere(): Row | null {
  const now = task.value
  const place = now && placeOf(current.value, now.report.document.form)
  if (!place) return null
  const { id, layout } = place.table
  return { document: now.document, table: id, row: layout === 'rows' ? place.row : null }
}

function sameRow(a: Row, b: Row | null): boolean {
  return a.document === b?.document && a.table === b.table && a.row === b.row
}
