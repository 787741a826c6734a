import { useState } from 'preact/hooks'
import { tableSubject } from '../../../pipeline/correct/table-subject.ts'
import type { Report, Table } from '../../../schemas/report.ts'
import { forms } from '../forms.ts'
import { Dialog } from '../parts/dialog.tsx'
import { fieldOf, gridOf } from '../table/cells.ts'
import { t } from '../text/index.ts'
import { markTable } from './actions.ts'
import { dialog } from './dialogs.ts'
import { placeOf } from './labels.ts'
import { current, openItems, task } from './state.ts'

/** Says which table of which form a printed table is, or that it is none. */
export function MarkTable() {
  const tables = [...(task.value?.report.tables ?? [])]
  const placed = tables.flatMap((table, at) => (table.page ? [{ table, at }] : []))
  const here = task.value && gridOf(task.value.report, current.value)?.index
  const [chosen, setChosen] = useState(here ?? placed[0]?.at ?? -1)
  const [chosenAs, setAs] = useState<string | null>(null)
  const [sure, setSure] = useState(false)
  const present = presentOf(task.value?.report, chosen)
  const as = chosenAs ?? present
  const open = as === present ? 0 : openOf(task.value?.report, chosen)
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
            if (as === present) return
            if (open > 0 && !sure) return setSure(true)
            close()
            const [form, table] = as.split(' ')
            const subject = tableSubject({ tables }, chosen)
            if (subject)
              markTable(subject, as === 'none' ? { form: null, table: null } : { form: form!, table: table! })
          }}
        >
          <label>
            {t('mark.which')}
            <select
              value={chosen}
              onChange={(event) => {
                setChosen(Number(event.currentTarget.value))
                setAs(null)
                setSure(false)
              }}
            >
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
            <select
              value={as}
              data-first
              onChange={(event) => {
                setAs(event.currentTarget.value)
                setSure(false)
              }}
            >
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
          <p class={sure ? 'wrong' : 'quiet'} role="status">
            {as === present ? t('mark.asItIs') : open > 0 ? t('mark.drops', { count: open }) : ''}
          </p>
          <button type="submit" class={sure ? 'danger' : 'primary'} disabled={as === present}>
            {t(sure ? 'mark.anyway' : 'mark.save')}
          </button>
        </form>
      )}
    </Dialog>
  )
}

/** What a table is taken for, as the list has it: `none`, or the form and its table. */
function presentOf(report: Report | undefined, at: number): string {
  const table = report?.tables[at]
  const [field] = table?.form && report ? fieldsOf(report, table) : []
  const place = field && placeOf(field, report!.document.form)
  return place ? `${place.form} ${place.table.id}` : 'none'
}

/** How many items wait in a table's cells. */
function openOf(report: Report | undefined, at: number): number {
  const table = report?.tables[at]
  const fields = new Set(table && report ? fieldsOf(report, table) : [])
  return openItems.value.filter(({ field }) => fields.has(field)).length
}

function fieldsOf(report: Report, table: Table): readonly string[] {
  return table.cells.flatMap((cell) => fieldOf(report, cell) ?? [])
}

function beginning(table: Table): string {
  return table.cells
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 18)
}
