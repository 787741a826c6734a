import { useEffect, useRef, useState } from 'preact/hooks'
import type { DocumentLine } from '../../api/documents.ts'
import { PATHS } from '../../api/paths.ts'
import { call, pathOf } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { forgetLeftover, leftovers } from '../review/leftover.ts'
import { may } from '../session.ts'
import { moment, t } from '../text/index.ts'

type Props = { readonly line: DocumentLine; readonly onDone: (line: DocumentLine) => void }

/** Why a document stays in review with all its fields settled, and who took it as it is. */
export function Unread({ line, onDone }: Props) {
  const [note, setNote] = useState('')
  const [failed, setFailed] = useState('')
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    // Whoever was led here from the review goes on by keyboard.
    if (!leftovers.peek().some(({ document }) => document === line.id)) return
    panel.current?.scrollIntoView({ block: 'nearest' })
    panel.current?.querySelector('input')?.focus()
    forgetLeftover(line.id)
  }, [line.id])
  if (!line.unread) return null
  const known = line.acknowledged
  return (
    <section class="panel unread" ref={panel}>
      <h2>{t('unread.title')}</h2>
      <p>{t('unread.what')}</p>
      {known && (
        <p class="good">
          {t('unread.known', { who: known.who, at: moment(known.at) })}
          {known.note !== '' && ` ${t('unread.knownNote', { note: known.note })}`}
        </p>
      )}
      {!known && may('reviewer') && (
        <form
          class="inline"
          onSubmit={async (event) => {
            event.preventDefault()
            const reply = await call<DocumentLine>('POST', pathOf(PATHS.acknowledge, { id: line.id }), { note })
            setFailed(reply.ok ? '' : failureText(reply))
            if (reply.ok) onDone(reply.value)
          }}
        >
          <label class="inline">
            {t('unread.note')}
            <input maxLength={500} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
          </label>
          <button type="submit" class="primary">
            {t('unread.take')}
          </button>
        </form>
      )}
      {failed && (
        <p class="wrong" role="alert">
          {failed}
        </p>
      )}
    </section>
  )
}
