import { useState } from 'preact/hooks'
import { failureText } from '../api/failure.ts'
import { History } from '../documents/history.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { t } from '../text/index.ts'
import { accept, putAside, typeWhole } from './actions.ts'
import { dialog, toWork, words } from './dialogs.ts'
import { faultOf } from './draft.ts'
import { Help } from './help.tsx'
import { nameOf } from './labels.ts'
import { lost } from './leases.ts'
import { shownOf } from './live.ts'
import { MarkTable } from './mark.tsx'
import { conflict, refusal } from './outbox.ts'
import { StaleDialog } from './stale.tsx'
import { current, draft, task } from './state.ts'
import { refresh, takeNext } from './turns.ts'
import { valueText } from './values.ts'

/** The dialog that is open, if one is; what cannot wait comes first. */
export function Dialogs() {
  if (conflict.value) return <StaleDialog />
  if (refusal.value) return <Refused />
  if (lost.value && lost.value === task.value?.document) return <LeaseLost document={lost.value} />
  switch (dialog.value) {
    case 'help':
      return <Help />
    case 'note':
      return <Note />
    case 'text':
      return <Text />
    case 'mark':
      return <MarkTable />
    case 'history':
      return task.value ? (
        <Dialog title={t('history.title')} onClose={close}>
          <p class="quiet">{nameOf(current.value, task.value.report.document.form)}</p>
          <History document={task.value.document} field={current.value} />
        </Dialog>
      ) : null
    case null:
      return null
  }
}

function close(): void {
  dialog.value = null
  toWork()
}

/** Words for whoever has to decide. */
function Note() {
  const [note, setNote] = useState('')
  return (
    <Dialog title={t('note.title')} onClose={close}>
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault()
          close()
          putAside('problematic', note)
        }}
      >
        <label>
          {t('note.what')}
          <input data-first maxLength={2000} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
        </label>
        <button type="submit" class="primary">
          {t('note.save')}
        </button>
      </form>
    </Dialog>
  )
}

/** Words or a date, which take a text field and an input method. What is typed is the cell's draft; Escape drops it. */
function Text() {
  const shown = shownOf(current.value)
  const [first] = useState(() => draft.value.text || (shown ? String(shown.value ?? '') : ''))
  const [fault, setFault] = useState('')
  const text = words.value ?? first
  return (
    <Dialog
      title={nameOf(current.value, task.value?.report.document.form ?? null)}
      onClose={() => {
        if (words.value !== null) typeWhole('')
        close()
      }}
    >
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault()
          typeWhole(text)
          const wrong = faultOf(current.value, text)
          if (wrong) return setFault(t(`say.${wrong}`, { text }))
          close()
          accept()
        }}
      >
        <label>
          {t('text.what')}
          <input
            data-first
            onFocus={({ currentTarget: input }) => {
              // After a key that began the words come those that follow it.
              if (words.value === null) input.select()
              else input.setSelectionRange(input.value.length, input.value.length)
            }}
            maxLength={500}
            value={text}
            aria-invalid={fault !== ''}
            onInput={({ currentTarget: { value } }) => {
              words.value = value
              setFault('')
              typeWhole(value)
            }}
          />
        </label>
        <p class="wrong" role="alert">
          {fault}
        </p>
        <button type="submit" class="primary">
          {t('text.save')}
        </button>
      </form>
    </Dialog>
  )
}

/** The server did not take something: what, and its own words why. */
function Refused() {
  const { parcel, message, code } = refusal.value!
  const form = task.value?.report.document.form ?? null
  const done = () => {
    refusal.value = null
    close()
  }
  return (
    <Dialog title={t('refused.title')} onClose={done}>
      {/* Not the button: whoever is typing must not close it unread. */}
      <p data-first tabIndex={-1}>
        {t('refused.what', { message: failureText({ code, message }) })}
      </p>
      <ul>
        {parcel.kind === 'answers' &&
          parcel.answers.map(({ subject, after }) => (
            <li key={subject}>
              {nameOf(subject, form)}: {after && 'state' in after ? valueText(after) : ''}
            </li>
          ))}
      </ul>
      <button type="button" class="primary" onClick={done}>
        {t('dialog.understood')}
      </button>
    </Dialog>
  )
}

function LeaseLost({ document: id }: { readonly document: string }) {
  const [why, setWhy] = useState('')
  const again = async () => {
    const refused = await refresh(id)
    setWhy(refused)
    if (!refused) toWork()
  }
  const next = () => {
    lost.value = null
    void takeNext()
  }
  return (
    <Dialog title={t('lost.title')} onClose={next}>
      <p>{t('lost.what')}</p>
      <p role="alert">{why === '' ? '' : t('task.taken', { message: why })}</p>
      <p class="buttons">
        <button type="button" class="primary" onClick={() => void again()} data-first>
          {t('lost.again')}
        </button>
        <button type="button" onClick={next}>
          {t('lost.next')}
        </button>
      </p>
    </Dialog>
  )
}
