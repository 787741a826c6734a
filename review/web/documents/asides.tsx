import { useEffect, useState } from 'preact/hooks'
import type { AsideEntry, DocumentLine } from '../../api/documents.ts'
import { PATHS } from '../../api/paths.ts'
import { call, pathOf } from '../api/client.ts'
import { nameOf } from '../review/labels.ts'
import { hrefOf } from '../route.ts'
import { may } from '../session.ts'
import { moment, t } from '../text/index.ts'
import { goToCell } from './go-to-cell.ts'

type Props = { readonly line: DocumentLine }

/** Items that somebody put aside and nobody has settled since: who, when, why, and the way to the very cell. */
export function Asides({ line }: Props) {
  const [entries, setEntries] = useState<readonly AsideEntry[]>([])
  const count = line.problematic + line.skipped
  useEffect(() => {
    if (!(count > 0)) return setEntries([])
    let wanted = true
    void call<AsideEntry[]>('GET', pathOf(PATHS.asides, { id: line.id })).then((reply) => {
      if (wanted && reply.ok) setEntries(reply.value)
    })
    return () => {
      wanted = false
    }
  }, [line])
  if (entries.length === 0) return null
  return (
    <section class="panel asides">
      <h2>{t('asides.title')}</h2>
      <p>{t('asides.what')}</p>
      <ul class="plain">
        {entries.map(({ field, aside, note, who, at }) => (
          <li key={field}>
            <span class={`tag ${aside === 'problematic' ? 'fail' : ''}`}>{t(`list.${aside}`)}</span>{' '}
            {may('reviewer') ? (
              <a href={hrefOf('review', line.id)} onClick={() => goToCell(line.id, field)}>
                {nameOf(field, line.form)}
              </a>
            ) : (
              nameOf(field, line.form)
            )}{' '}
            {note !== '' && <q>{note}</q>}{' '}
            <small class="quiet">
              {who} · {moment(at)}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
