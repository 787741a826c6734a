import { useState } from 'preact/hooks'
import type { DocumentLine } from '../../api/documents.ts'
import { PATHS } from '../../api/paths.ts'
import { call, pathOf } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { Question } from '../parts/question.tsx'
import { may } from '../session.ts'
import { figure, listed, t } from '../text/index.ts'

type Props = {
  readonly line: DocumentLine
  /** Called with the document as it is then. */
  readonly onDone: (line: DocumentLine) => void
}

/**
 * What admins may order of a document: to be read again where it failed, or those pages of it that were not read; to be
 * read no further while it waits or runs.
 */
export function Orders({ line, onDone }: Props) {
  const [asking, setAsking] = useState(false)
  const [failed, setFailed] = useState('')
  const [busy, setBusy] = useState(false)
  if (!may('admin')) return null
  const parts = line.state === 'review' && (line.unreadPages ?? []).length > 0
  const again = line.state === 'failed' || line.state === 'cancelled' || parts
  const ends = line.state === 'waiting' || line.state === 'running'
  if (!again && !ends && !failed) return null
  const order = async (path: string) => {
    setBusy(true)
    const reply = await call<DocumentLine>('POST', pathOf(path, { id: line.id }))
    setBusy(false)
    setFailed(reply.ok ? '' : failureText(reply))
    if (reply.ok) onDone(reply.value)
  }
  return (
    <span class="orders">
      {again && (
        <button
          type="button"
          disabled={busy}
          aria-label={t(parts ? 'order.retryPagesOf' : 'order.retryOf', { name: line.name })}
          title={parts ? t('order.retryWhat', { pages: listed(line.unreadPages!.map(figure)) }) : undefined}
          onClick={() => void order(PATHS.retry)}
        >
          {t(parts ? 'order.retryPages' : 'order.retry')}
        </button>
      )}
      {ends && (
        <button
          type="button"
          disabled={busy}
          aria-label={t('order.cancelOf', { name: line.name })}
          onClick={() => setAsking(true)}
        >
          {t('order.cancel')}
        </button>
      )}
      {failed && (
        <span class="wrong" role="alert">
          {failed}
        </span>
      )}
      {asking && (
        <Question
          title={t('order.cancelOf', { name: line.name })}
          what={t('order.cancelWhat')}
          no={t('order.goOn')}
          yes={t('order.cancel')}
          onNo={() => setAsking(false)}
          onYes={() => {
            setAsking(false)
            void order(PATHS.cancel)
          }}
        />
      )}
    </span>
  )
}
