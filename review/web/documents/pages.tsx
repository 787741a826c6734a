import { useEffect, useState } from 'preact/hooks'
import type { PageText } from '../../api/documents.ts'
import { PATHS } from '../../api/paths.ts'
import { call, pathOf } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { t } from '../text/index.ts'

type Props = { readonly id: string; readonly name: string; readonly pages: number; readonly isText: boolean }

/** Pixels across. */
const WIDTH = 1200

/** The original, a page at a time, for everybody who may look; fetched once somebody opens it. */
export function Pages({ id, name, pages, isText }: Props) {
  const [open, setOpen] = useState(false)
  const [page, setPage] = useState(1)
  return (
    <details class="original" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="button">{t('original.title')}</summary>
      {open && !isText && pages > 1 && (
        <p class="buttons">
          <button type="button" disabled={page <= 1} onClick={() => setPage(page - 1)}>
            {t('key.previousPage')}
          </button>
          <span>{t('picture.page', { page, pages })}</span>
          <button type="button" disabled={page >= pages} onClick={() => setPage(page + 1)}>
            {t('key.nextPage')}
          </button>
        </p>
      )}
      {open && (isText ? <Lines id={id} /> : <Picture key={page} id={id} name={name} page={page} />)}
    </details>
  )
}

function Picture({ id, name, page }: { readonly id: string; readonly name: string; readonly page: number }) {
  const [lost, setLost] = useState(false)
  if (lost) return <p class="wrong">{t('picture.failed')}</p>
  return (
    <img
      alt={t('original.page', { page, name })}
      src={pathOf(PATHS.image, { id, page }, { width: WIDTH })}
      onError={() => setLost(true)}
    />
  )
}

function Lines({ id }: { readonly id: string }) {
  const [text, setText] = useState('')
  useEffect(() => {
    void call<PageText>('GET', pathOf(PATHS.text, { id, page: 1 })).then((reply) =>
      setText(reply.ok ? reply.value.lines.join('\n') : failureText(reply)),
    )
  }, [id])
  return <pre>{text || t('list.loading')}</pre>
}
