import { Fragment } from 'preact'
import { useEffect } from 'preact/hooks'
import type { QueueChoices, QueueFilter } from '../../api/review.ts'
import { hear } from '../events.ts'
import { hrefOf } from '../route.ts'
import { figure, type TextKey, t, told } from '../text/index.ts'
import { dropAhead } from './ahead.ts'
import { choices, count, countSoon, counts, loadChoices } from './counts.ts'
import { filter, openItems, phase, settled, task } from './state.ts'
import { takeNext } from './turns.ts'
import { reasonText } from './values.ts'

/** Above the work: which document, how far along, and which items are wanted. */
export function Bar() {
  const wanted = filter.value
  useEffect(() => {
    void count()
    void loadChoices()
  }, [wanted])
  // What becomes of documents changes the queue, whoever settles, reads or uploads.
  useEffect(() => hear({ document: countSoon, progress: countSoon, again: countSoon }), [])
  const items = counts.value?.items ?? 0
  // Whoever has nothing to do is given what comes; where it is in other hands, once.
  useEffect(() => {
    if (phase.value === 'empty' && items > 0) void takeNext()
  }, [items])
  const now = task.value
  const open = openItems.value.length
  return (
    <div class="bar">
      <h1 class="task-name" title={now?.report.document.title || now?.name}>
        {now ? now.report.document.title || now.name : ''}
      </h1>
      {now && now.name !== now.report.document.title && (
        <span class="task-file" title={`${t('bar.file')} ${now.name}`}>
          {now.name}
        </span>
      )}
      {now && <span class="open-count">{t('bar.open', { open })}</span>}
      {now && now.report.problems.length > 0 && (
        <a
          class="problem-count"
          href={hrefOf('documents', now.document)}
          title={now.report.problems.map(({ code }) => told('problem', code)).join(' · ')}
        >
          {t('bar.problems', { count: now.report.problems.length })}
        </a>
      )}
      {now && (
        <progress aria-label={t('bar.progress')} max={settled.value.size + open || 1} value={settled.value.size} />
      )}
      <span class="grow" />
      <Filters />
      <span class="queue-counts">
        {counts.value &&
          t('bar.queue', { items: figure(counts.value.items), documents: figure(counts.value.documents) })}
        {counts.value && <b title={t('bar.mineWhat')}>{t('bar.mine', { count: figure(counts.value.mine) })}</b>}
      </span>
    </div>
  )
}

const FILTERS: readonly {
  readonly key: keyof QueueFilter & ('batch' | 'agency' | 'year' | 'form' | 'reason')
  readonly from: keyof QueueChoices
  readonly text: TextKey
}[] = [
  { key: 'batch', from: 'batches', text: 'filter.batch' },
  { key: 'agency', from: 'agencies', text: 'filter.agency' },
  { key: 'year', from: 'years', text: 'filter.year' },
  { key: 'form', from: 'forms', text: 'filter.form' },
  { key: 'reason', from: 'reasons', text: 'filter.reason' },
]

/** From so many agencies on, part of a name is quicker than the list. */
const MANY = 12

function Filters() {
  return (
    <div class="filters">
      {FILTERS.map(({ key, from, text }) => {
        const options = choices.value?.[from] ?? []
        const set = filter.value[key]
        if (options.length === 0 && set === undefined) return null
        const isPart = set !== undefined && !options.some(({ value }) => value === String(set))
        const select = (
          <select
            key={key}
            aria-label={t(text)}
            class={set === undefined ? '' : 'set'}
            value={String(set ?? '')}
            onChange={(event) => choose(key, event.currentTarget.value)}
          >
            <option value="">{t(text)}</option>
            {isPart && <option value={String(set)}>{t('filter.holds', { text: set })}</option>}
            {options.map(({ value, items }) => (
              <option key={value} value={value}>
                {`${key === 'reason' ? reasonText(value) : value} (${figure(items)})`}
              </option>
            ))}
          </select>
        )
        if (key !== 'agency' || options.length <= MANY) return select
        return (
          <Fragment key={key}>
            {select}
            <input
              type="search"
              class="agency-part"
              aria-label={t('filter.agencyPart')}
              placeholder={t('filter.agencyPart')}
              value={isPart ? String(set) : ''}
              onChange={(event) => choose(key, event.currentTarget.value.trim())}
            />
          </Fragment>
        )
      })}
    </div>
  )
}

function choose(key: (typeof FILTERS)[number]['key'], value: string): void {
  const { [key]: _, ...others } = filter.value
  filter.value = value === '' ? others : { ...others, [key]: key === 'year' ? Number(value) : value }
  dropAhead()
  void takeNext()
}
