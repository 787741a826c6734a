import { useState } from 'preact/hooks'
import { tableSubject } from '../../../pipeline/correct/table-subject.ts'
import type { Table } from '../../../schemas/report.ts'
import { forms } from '../forms.ts'
import { Dialog } from '../parts/dialog.tsx'
import { gridOf } from '../table/cells.ts'
import { t } from '../text/index.ts'
import { markTable } from './actions.ts'
import { dialog } from './dialogs.ts'
import { current, task } from './state.ts'

/** Says which table of which form a printed table is, or that it is none. */
export function MarkTable() {
  const tables = [...(task.value?.report.tables ?? [])]
  const placed = tables.flatMap((table, at) => (table.page ? [{ table, at }] : []))
  const here = task.value && gridOf(task.value.report, current.value)?.index
  const [chosen, setChosen] = useState(here ?? placed[0]?.at ?? -1)
  const [as, setAs] = useState('none')
  const close = () => {
    dialog.value = null
  }
  return (
    <Dialog title={t('mark.title')} onClose={close}>
      {placed.length === 0 ? (
        <p>{t(task.value?.report.source.kind === 'text' ? 'mark.text' : 'mark.noTables')}</p>
      ) : (
        <form
          method="dialog"
          onSubmit={(event) => {
            event.preventDefault()
            close()
            const [form, table] = as.split(' ')
            const subject = tableSubject({ tables }, chosen)
            if (subject)
              markTable(subject, as === 'none' ? { form: null, table: null } : { form: form!, table: table! })
          }}
        >
          <label>
            {t('mark.which')}
            <select value={chosen} onChange={(event) => setChosen(Number(event.currentTarget.value))}>
              {placed.map(({ table, at }) => (
                <option key={at} value={at}>
                  {t('mark.table', {
                    page: table.page ?? 0,
                    rows: table.rows,
                    columns: table.columns,
                    text: beginning(table),
                  })}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t('mark.as')}
            <select value={as} onChange={(event) => setAs(event.currentTarget.value)}>
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
          <button type="submit" class="primary">
            {t('mark.save')}
          </button>
        </form>
      )}
    </Dialog>
  )
}

function beginning(table: Table): string {
  return table.cells
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 18)
}
