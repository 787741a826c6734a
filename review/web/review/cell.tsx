import type { Field } from '../../../schemas/report.ts'
import { t } from '../text/index.ts'
import { choose } from './actions.ts'
import { faultOf, fromCandidate, fromReading, inTitle } from './draft.ts'
import { labelsOf } from './labels.ts'
import { live, meant, type Shown, shownOf } from './live.ts'
import { current, currentField, currentItem, draft, task } from './state.ts'
import { cellText, percent, readerText, reasonText, valueText } from './values.ts'

/** The cell under the cursor: what stands in it, why it is asked about, and what may be taken by one key. */
export function CellCard() {
  const field = currentField.value
  const shown = shownOf(current.value)
  if (!field || !shown) return <div class="cell-card" />
  const { row, column } = labelsOf(current.value, task.value?.report.document.form ?? null)
  const reasons = currentItem.value?.reasons ?? field.reasons
  return (
    <div class="cell-card">
      <div class="cell-name">
        <span class="cell-row" title={row}>
          {row}
        </span>
        <span class="cell-column">{column}</span>
        <Kind />
      </div>
      <Value shown={shown} asked={currentItem.value !== undefined || field.review} />
      <ul class="reasons" aria-label={t('cell.reasons')}>
        {reasons.map((reason) => (
          <li key={reason}>{reasonText(reason)}</li>
        ))}
        {field.review || reasons.length > 0 ? null : <li class="fine">{t('cell.fine')}</li>}
        {currentItem.value?.note ? <li class="note">{currentItem.value.note}</li> : null}
      </ul>
      <Choices field={field} />
    </div>
  )
}

function Value({ shown, asked }: { readonly shown: Shown; readonly asked: boolean }) {
  const { text, chosen } = draft.value
  const typing = text !== '' && !chosen
  const bad = typing && !meant.value
  return (
    <div class={`cell-value ${shown.from} ${shown.state} ${bad ? 'bad' : ''} ${asked ? 'asked' : ''}`}>
      <output aria-label={t('cell.value')} title={typing ? text : valueText(shown)}>
        {typing ? text : shown.state === 'number' || shown.state === 'text' ? cellText(shown) : valueText(shown)}
        {typing && <span class="caret" aria-hidden="true" />}
      </output>
      <small>{bad ? t(`cell.${faultOf(current.value, text) ?? 'noFigure'}`) : t(`cell.from.${shown.from}`)}</small>
    </div>
  )
}

function Kind() {
  const kind = currentItem.value?.kind
  if (!kind || kind === 'flagged') return null
  return <span class={`kind ${kind}`}>{t(`kind.${kind}`)}</span>
}

const READING_KEYS = ['Q', 'W'] as const

/** Readings with their scores, the suggestion, candidates, and what others said: each a button, most with a key. */
function Choices({ field }: { readonly field: Field }) {
  const id = current.value
  const suggestion = live.value.suggestions[id] ?? field.suggestion
  return (
    <div class="choices">
      {field.readings.map((reading, i) => (
        <button
          type="button"
          key={`${reading.reader}${i}`}
          title={reading.raw}
          onClick={() => choose(fromReading(id, reading.raw))}
        >
          {READING_KEYS[i] && <kbd>{READING_KEYS[i]}</kbd>}
          <span class="choice-what">{readerText(reading.reader)}</span>
          <b>{reading.raw === '' ? t('cell.nothing') : inTitle(id, reading.raw)}</b>
          <small>{percent(reading.score)}</small>
        </button>
      ))}
      {suggestion !== undefined && (
        <button type="button" class="suggestion" onClick={() => choose({ value: suggestion, state: 'number' })}>
          <kbd>S</kbd>
          <span class="choice-what">{t('cell.suggestion')}</span>
          <b>{suggestion}</b>
        </button>
      )}
      {field.candidates?.map((candidate, i) => (
        <button type="button" key={i} onClick={() => choose(fromCandidate(candidate))}>
          {i === 0 && <kbd>C</kbd>}
          <span class="choice-what">{t('cell.candidate')}</span>
          <b>{valueText(fromCandidate(candidate))}</b>
        </button>
      ))}
      {currentItem.value?.answers?.map((answer, i) => (
        <button type="button" key={`answer${i}`} onClick={() => choose({ value: answer.value, state: answer.state })}>
          <span class="choice-what">{t('cell.answer', { number: i + 1 })}</span>
          <b>{valueText(answer)}</b>
        </button>
      ))}
    </div>
  )
}
