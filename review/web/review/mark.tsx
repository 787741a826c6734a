import { useState } from 'preact/hooks'
import { tableSubject } from '../../../pipeline/correct/table-subject.ts'
import type { Report, Table } from '../../../schemas/report.ts'
import { Dialog } from '../parts/dialog.tsx'
import { sourceLines, sourceReading } from '../picture/source-lines.ts'
import { fieldOf, gridOf } from '../table/cells.ts'
import { t } from '../text/index.ts'
import { markTable } from './actions.ts'
import { dialog, toWork } from './dialogs.ts'
import { FormTables } from './form-tables.tsx'
import { placeOf } from './labels.ts'
import { MarkLines } from './mark-lines.tsx'
import { current, task } from './state.ts'
import { readOf } from './table-lines.ts'

/** Says which table of which form a table is, or that it is none: a printed one, or lines of a text dump. */
export function MarkTable() {
  const close = () => {
    dialog.value = null
    toWork()
  }
  const isText = task.value?.report.source.kind === 'text'
  const page = sourceReading.value
  return (
    <Dialog title={t('mark.title')} class={isText ? 'beside' : ''} onClose={close}>
      {!isText ? (
        <MarkPrinted onDone={close} />
      ) : page ? (
        <MarkLines page={page} onDone={close} />
      ) : (
        <p>{sourceLines.value?.failed || t('list.loading')}</p>
      )}
    </Dialog>
  )
}

function MarkPrinted({ onDone }: { readonly onDone: () => void }) {
  const tables = [...(task.value?.report.tables ?? [])]
  const placed = tables.flatMap((table, at) => (table.page ? [{ table, at }] : []))
  const here = task.value && gridOf(task.value.report, current.value)?.index
  const [chosen, setChosen] = useState(here ?? placed[0]?.at ?? -1)
  const [chosenAs, setAs] = useState<string | null>(null)
  const [sure, setSure] = useState(false)
  const present = presentOf(task.value?.report, chosen)
  const as = chosenAs ?? present
  const table = tables[chosen]
  const read = as === present || !table || !task.value ? 0 : readOf(fieldsOf(task.value.report, table))
  if (placed.length === 0) return <p>{t('mark.noTables')}</p>
  return (
    <form
      method="dialog"
      onSubmit={(event) => {
        event.preventDefault()
        if (as === present) return
        if (read > 0 && !sure) return setSure(true)
        onDone()
        const [form, table] = as.split(' ')
        const subject = tableSubject({ tables }, chosen)
        if (subject) markTable(subject, as === 'none' ? { form: null, table: null } : { form: form!, table: table! })
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
      <FormTables
        value={as}
        onChange={(value) => {
          setAs(value)
          setSure(false)
        }}
      />
      <p class={sure ? 'wrong' : 'quiet'} role="status">
        {as === present ? t('mark.asItIs') : read > 0 ? t('mark.drops', { count: read }) : ''}
      </p>
      <button type="submit" class={sure ? 'danger' : 'primary'} disabled={as === present}>
        {t(sure ? 'mark.anyway' : 'mark.save')}
      </button>
    </form>
  )
}

/** What a table is taken for, as the list has it: `none`, or the form and its table. */
function presentOf(report: Report | undefined, at: number): string {
  const table = report?.tables[at]
  const [field] = table?.form && report ? fieldsOf(report, table) : []
  const place = field && placeOf(field, report!.document.form)
  return place ? `${place.form} ${place.table.id}` : 'none'
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
