import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { DocumentLine } from '../../api/documents.ts'
import { PATHS } from '../../api/paths.ts'
import type { QueueCounts } from '../../api/progress.ts'
import { call } from '../api/client.ts'
import { hear } from '../events.ts'
import { figure, t } from '../text/index.ts'
import { filter } from './list.ts'

type Mark = 'problematic' | 'skipped' | 'unread' | 'foreign'

const MARKS: readonly Mark[] = ['problematic', 'skipped', 'unread', 'foreign']
/** Milliseconds that news are gathered before items are counted anew. */
const GATHER_MS = 2_000
const counts = signal<QueueCounts | null>(null)

/** Filters for what calls for somebody whatever the state; items that were put aside are counted. */
export function MarkFilters() {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const count = () => {
      timer = undefined
      void call<QueueCounts>('GET', PATHS.counts).then((reply) => {
        if (reply.ok) counts.value = reply.value
      })
    }
    const soon = () => {
      timer ??= setTimeout(count, GATHER_MS)
    }
    count()
    const deaf = hear({ document: soon, again: soon })
    return () => {
      deaf()
      clearTimeout(timer)
    }
  }, [])
  return (
    <fieldset class="states marks" aria-label={t('mark.filter')}>
      {MARKS.map((mark) => (
        <button
          type="button"
          key={mark}
          class={`state-count ${mark}`}
          aria-pressed={filter.value.mark === mark}
          onClick={() => showMark(filter.value.mark === mark ? undefined : mark)}
        >
          {(mark === 'problematic' || mark === 'skipped') && counts.value && <b>{figure(counts.value[mark])} </b>}
          {t(`list.${mark}`)}
        </button>
      ))}
    </fieldset>
  )
}

/** Narrows the list to what has a mark, and to nothing else; without one, to nothing. */
export function showMark(mark: Mark | undefined): void {
  filter.value = mark ? { mark } : {}
}

/** How many items of a document wait aside, for the list. */
export function AsideMarks({ line }: { readonly line: DocumentLine }) {
  return (
    <>
      {line.problematic > 0 && <span class="tag fail">{t('list.problematicOf', { count: line.problematic })}</span>}{' '}
      {line.skipped > 0 && <span class="tag">{t('list.skippedOf', { count: line.skipped })}</span>}
    </>
  )
}
