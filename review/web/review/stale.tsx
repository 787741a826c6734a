import type { CorrectedValue, TableMark } from '../../../schemas/correction.ts'
import { Dialog } from '../parts/dialog.tsx'
import { moment, t } from '../text/index.ts'
import { tableTitle } from './form-tables.tsx'
import { nameOf } from './labels.ts'
import { conflict, decide } from './outbox.ts'
import { task } from './state.ts'
import { valueText } from './values.ts'

/**
 * Somebody else was faster: both answers, side by side, and a choice. Where they have said nothing yet but have the
 * document, that is told in place of their answer. It comes while somebody is typing: no key meant for a cell decides it,
 * and it stays until a button is pressed.
 */
export function StaleDialog() {
  const { stale, parcel } = conflict.value!
  const form = task.value?.report.document.form ?? null
  return (
    <Dialog title={t('stale.title')} class="stale">
      {/* Not a button: Enter may be on its way. */}
      <p data-first tabIndex={-1}>
        {t('stale.what', { name: parcel.name })} {t('stale.choose')}
      </p>
      <table class="list">
        <thead>
          <tr>
            <th>{t('stale.field')}</th>
            <th>{t('stale.yours')}</th>
            <th>{t('stale.theirs')}</th>
            <th>{t('stale.who')}</th>
          </tr>
        </thead>
        <tbody>
          {stale.conflicts.map(({ subject, yours, theirs, who, at, id }) => (
            <tr key={id}>
              <td>{nameOf(subject, form)}</td>
              <td class="figure">{wordOf(yours)}</td>
              <td class="figure">{id ? wordOf(theirs) : who ? t('count.leased') : '—'}</td>
              <td>
                {who} {id ? <small>{moment(at)}</small> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="buttons">
        <button type="button" class="primary" onClick={() => decide(false)}>
          {t('stale.leave')}
        </button>
        <button type="button" onClick={() => decide(true)}>
          {t('stale.mine')}
        </button>
      </p>
    </Dialog>
  )
}

function wordOf(value: CorrectedValue | TableMark | null): string {
  if (value === null) return t('stale.takenBack')
  return 'state' in value ? valueText(value) : tableTitle(value.form, value.table)
}
