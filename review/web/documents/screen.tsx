import { useEffect } from 'preact/hooks'
import { hrefOf } from '../route.ts'
import { may } from '../session.ts'
import { figure, moment, type TextKey, t, told } from '../text/index.ts'
import { Downloads } from './downloads.tsx'
import {
  documents,
  failed,
  filter,
  followProgress,
  hasMore,
  type ListFilter,
  load,
  loadMore,
  progress,
  put,
} from './list.ts'
import { AsideMarks, MarkFilters } from './marks.tsx'
import { Orders } from './orders.tsx'
import { StateMark } from './state-mark.tsx'
import { DOCUMENT_STATES } from './states.ts'
import { dragging, Upload, upload } from './upload.tsx'

/** All documents: their states as they change, filters, and the way in for new ones. */
export function DocumentsScreen() {
  const wanted = filter.value
  useEffect(() => void load(), [wanted])
  useEffect(() => followProgress(), [])
  const mayUpload = may('admin')
  return (
    <main
      class="screen"
      onDragOver={(event) => {
        event.preventDefault()
        dragging.value = mayUpload
      }}
      onDragLeave={() => {
        dragging.value = false
      }}
      onDrop={(event) => {
        event.preventDefault()
        dragging.value = false
        if (mayUpload) void upload([...(event.dataTransfer?.files ?? [])])
      }}
    >
      <div class="title-line">
        <h1>{t('nav.documents')}</h1>
        <span class="grow" />
        <Downloads filter={filter.value} />
      </div>
      {mayUpload && <Upload />}
      <States />
      <MarkFilters />
      <Filters />
      {failed.value && (
        <p class="wrong" role="alert">
          {failed.value}
        </p>
      )}
      <List />
    </main>
  )
}

/** How many documents are in each state; a press shows those. */
function States() {
  const states = progress.value?.states
  return (
    <fieldset class="states" aria-label={t('filter.state')}>
      {DOCUMENT_STATES.map((state) => (
        <button
          type="button"
          key={state}
          class={`state-count ${state}`}
          aria-pressed={filter.value.state === state}
          onClick={() => set('state', filter.value.state === state ? '' : state)}
        >
          <b>{states ? figure(states[state] ?? 0) : '…'}</b> {t(`documentState.${state}`)}
        </button>
      ))}
    </fieldset>
  )
}

const FILTERS: readonly { readonly key: keyof ListFilter; readonly text: TextKey }[] = [
  { key: 'batch', text: 'filter.batch' },
  { key: 'agency', text: 'filter.agency' },
  { key: 'year', text: 'filter.year' },
  { key: 'form', text: 'filter.form' },
]

function Filters() {
  return (
    <div class="filters wide">
      {FILTERS.map(({ key, text }) => (
        <label class="inline" key={key}>
          {t(text)}
          <input
            value={filter.value[key] ?? ''}
            placeholder={key === 'agency' ? t('filter.part') : ''}
            inputMode={key === 'year' ? 'numeric' : 'text'}
            onChange={(event) => set(key, event.currentTarget.value.trim())}
          />
        </label>
      ))}
    </div>
  )
}

function set(key: keyof ListFilter, value: string): void {
  const { [key]: _, ...others } = filter.value
  filter.value = value === '' ? others : { ...others, [key]: value }
}

function List() {
  const list = documents.value
  if (list === null) return <p class="quiet">{t('list.loading')}</p>
  if (list.length === 0) return <p class="quiet">{t('documents.none')}</p>
  return (
    <>
      <table class="list documents">
        <thead>
          <tr>
            <th>{t('documents.name')}</th>
            <th>{t('documents.organization')}</th>
            <th>{t('filter.year')}</th>
            <th>{t('filter.form')}</th>
            <th>{t('documents.pages')}</th>
            <th>{t('documents.state')}</th>
            <th title={t('documents.openWhat')}>{t('documents.open')}</th>
            <th>{t('documents.at')}</th>
          </tr>
        </thead>
        <tbody>
          {list.map((line) => (
            <tr key={line.id}>
              <td class="name" title={line.name}>
                <a href={hrefOf('documents', line.id)}>{line.name}</a>
              </td>
              <td>{line.organization}</td>
              <td class="figure">{line.year}</td>
              <td class="figure">{line.form}</td>
              <td class="figure">{line.pages}</td>
              <td>
                <StateMark line={line} /> <AsideMarks line={line} />{' '}
                {line.state === 'failed' && line.code && <small class="wrong">{told('problem', line.code)}</small>}{' '}
                <Orders line={line} onDone={put} />
              </td>
              <td class="figure">
                {line.open > 0 ? (
                  may('reviewer') ? (
                    <a
                      href={hrefOf('review', line.id)}
                      aria-label={`${t('one.review', { count: line.open })} ${line.name}`}
                    >
                      {line.open}
                    </a>
                  ) : (
                    line.open
                  )
                ) : (
                  ''
                )}
              </td>
              <td class="quiet">{moment(line.at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasMore() && (
        <button type="button" onClick={() => void loadMore()}>
          {t('documents.more')}
        </button>
      )}
    </>
  )
}
