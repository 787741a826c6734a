import { hrefOf } from '../route.ts'
import { t } from '../text/index.ts'
import { phase } from './state.ts'
import { begin } from './turns.ts'

/** What stands in place of a document: it is being fetched, there is none, or it could not be had. */
export function Nothing() {
  if (phase.value === 'loading' || phase.value === 'working')
    return (
      <div class="nothing quiet" aria-busy="true">
        {t('review.loading')}
      </div>
    )
  return (
    <div class="nothing">
      <p class="large">{t(phase.value === 'empty' ? 'review.empty' : 'review.failed')}</p>
      <p class="quiet">{t(phase.value === 'empty' ? 'review.emptyWhat' : 'review.failedWhat')}</p>
      <p>
        <button type="button" class="primary" onClick={() => void begin()}>
          {t('review.again')}
        </button>{' '}
        <a href={hrefOf('documents')}>{t('nav.documents')}</a>
      </p>
    </div>
  )
}
