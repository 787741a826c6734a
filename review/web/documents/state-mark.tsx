import type { DocumentLine } from '../../api/documents.ts'
import { t } from '../text/index.ts'

/** Where a document stands: its pages read while it runs, why it failed where it did. */
export function StateMark({ line }: { readonly line: DocumentLine }) {
  const { state, pages, pagesRead, message } = line
  return (
    <span class={`state ${state}`} title={message ?? undefined}>
      {t(
        line.unread
          ? line.acknowledged
            ? 'documentState.acknowledged'
            : 'documentState.unread'
          : `documentState.${state}`,
      )}
      {state === 'running' && pages ? (
        <>
          <progress max={pages} value={pagesRead} aria-label={t('documents.pages')} /> {pagesRead}/{pages}
        </>
      ) : null}
    </span>
  )
}
