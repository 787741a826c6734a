import { useState } from 'preact/hooks'
import type { DocumentLine } from '../../api/documents.ts'
import { PATHS } from '../../api/paths.ts'
import { call, pathOf } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { Question } from '../parts/question.tsx'
import { hrefOf } from '../route.ts'
import { may } from '../session.ts'
import { t } from '../text/index.ts'

/** Removes a document that should never have come, for good and after a question; admins only. */
export function Remove({ line }: { readonly line: DocumentLine }) {
  const [asking, setAsking] = useState(false)
  const [failed, setFailed] = useState('')
  if (!may('admin') || line.state === 'waiting' || line.state === 'running') return null
  const remove = async () => {
    setAsking(false)
    const reply = await call<null>('POST', pathOf(PATHS.remove, { id: line.id }))
    if (reply.ok) location.hash = hrefOf('documents')
    else setFailed(failureText(reply))
  }
  return (
    <span class="orders">
      <button type="button" onClick={() => setAsking(true)}>
        {t('order.remove')}
      </button>
      {failed && (
        <span class="wrong" role="alert">
          {failed}
        </span>
      )}
      {asking && (
        <Question
          title={t('order.removeOf', { name: line.name })}
          what={t('order.removeWhat')}
          no={t('dialog.leave')}
          yes={t('order.removeYes')}
          onNo={() => setAsking(false)}
          onYes={() => void remove()}
        />
      )}
    </span>
  )
}
