import type { DocumentLine } from '../../api/documents.ts'
import { type TextKey, t, told } from '../text/index.ts'

/** Where a document stands: its pages read while it runs, why it failed where it did. */
export function StateMark({ line }: { readonly line: DocumentLine }) {
  const { state, pages, pagesRead, code } = line
  const [text, look] = shownAs(line)
  return (
    <span class={`state ${look}`} title={code === null ? undefined : told('problem', code)}>
      {t(text)}
      {state === 'running' && pages ? (
        <>
          <progress max={pages} value={pagesRead} aria-label={t('documents.pages')} /> {pagesRead}/{pages}
        </>
      ) : null}
    </span>
  )
}

/** What a state is called and looks like: done is only what leaves nobody anything to decide. */
function shownAs({
  state,
  unread,
  acknowledged,
  form,
  problematic,
  skipped,
}: DocumentLine): readonly [TextKey, string] {
  if (state === 'done' || (state === 'review' && unread)) {
    if (problematic > 0) return ['documentState.problematic', 'review']
    if (skipped > 0) return ['documentState.skipped', 'review']
    if (form === null) return ['documentState.foreign', 'waiting']
  }
  if (unread) return acknowledged ? ['documentState.acknowledged', state] : ['documentState.unread', state]
  return [`documentState.${state}`, state]
}
