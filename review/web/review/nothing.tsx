import { useEffect, useState } from 'preact/hooks'
import type { DocumentLine, DocumentList } from '../../api/documents.ts'
import { PATHS } from '../../api/paths.ts'
import { call, pathOf } from '../api/client.ts'
import { hrefOf } from '../route.ts'
import { moment, t } from '../text/index.ts'
import { dropAhead } from './ahead.ts'
import { filter, phase } from './state.ts'
import { begin, type Taken, takeNext, taken } from './turns.ts'

/** What stands in place of a document: it is being fetched, there is none, or it could not be had. */
export function Nothing() {
  if (phase.value === 'loading' || phase.value === 'working')
    return (
      <div class="nothing quiet" aria-busy="true">
        {t('review.loading')}
      </div>
    )
  if (phase.value === 'taken' && taken.value) return <TakenDocument taken={taken.value} />
  return phase.value === 'empty' ? <Empty /> : <Failed />
}

function Failed() {
  return (
    <div class="nothing">
      <p class="large">{t('review.failed')}</p>
      <p class="quiet">{t('review.failedWhat')}</p>
      <Again />
    </div>
  )
}

/** Nothing left: of all there is, under the filters, or because nothing was ever handed in. */
function Empty() {
  const [none, setNone] = useState(false)
  const filtered = Object.keys(filter.value).length > 0
  useEffect(() => {
    void call<DocumentList>('GET', pathOf(PATHS.documents, {}, { limit: 1 })).then((reply) => {
      setNone(reply.ok && reply.value.documents.length === 0)
    })
  }, [])
  return (
    <div class="nothing">
      <p class="large">{t('review.empty')}</p>
      <p class="quiet">{t(none ? 'review.none' : 'review.emptyWhat')}</p>
      {filtered && (
        <button type="button" onClick={clearFilters}>
          {t('review.clearFilters')}
        </button>
      )}
      <Again />
    </div>
  )
}

function Again() {
  return (
    <p>
      <button type="button" class="primary" onClick={() => void begin()}>
        {t('review.again')}
      </button>{' '}
      <a href={hrefOf('documents')}>{t('nav.documents')}</a>
    </p>
  )
}

/** Somebody asked for one document, which cannot be had: nobody is led to another one unawares. */
function TakenDocument({ taken: { document, message, holder } }: { readonly taken: Taken }) {
  const [name, setName] = useState('')
  useEffect(() => {
    void call<DocumentLine>('GET', pathOf(PATHS.document, { id: document })).then((reply) => {
      if (reply.ok) setName(reply.value.name)
    })
  }, [document])
  return (
    <div class="nothing" role="alert">
      <p class="large">{t('review.taken')}</p>
      <p>{holder ? t('review.takenBy', { name, who: holder.who, until: moment(holder.until) }) : name}</p>
      <p class="quiet">{t('review.takenWhat', { message })}</p>
      <p>
        <button type="button" class="primary" onClick={() => void takeNext()}>
          {t('review.takeNext')}
        </button>{' '}
        <button type="button" onClick={() => void begin(document)}>
          {t('review.tryAgain')}
        </button>{' '}
        <a href={hrefOf('documents', document)}>{t('review.back')}</a>
      </p>
    </div>
  )
}

function clearFilters(): void {
  filter.value = {}
  dropAhead()
  void takeNext()
}
