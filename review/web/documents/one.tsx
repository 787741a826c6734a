import { useEffect, useState } from 'preact/hooks'
import type { Field, Report } from '../../../schemas/report.ts'
import type { DocumentLine } from '../../api/documents.ts'
import { PATHS } from '../../api/paths.ts'
import { call, pathOf } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { hear } from '../events.ts'
import { Dialog } from '../parts/dialog.tsx'
import { nameOf } from '../review/labels.ts'
import { isCorrected } from '../review/live.ts'
import { percent, reasonText, valueText } from '../review/values.ts'
import { hrefOf } from '../route.ts'
import { may } from '../session.ts'
import { figure, t, told } from '../text/index.ts'
import { Archives } from './archives.tsx'
import { Asides } from './asides.tsx'
import { Checks } from './checks.tsx'
import { DocumentDownloads } from './downloads.tsx'
import { History } from './history.tsx'
import { Orders } from './orders.tsx'
import { Pages } from './pages.tsx'
import { ProblemDetail } from './problem-detail.tsx'
import { Problems } from './problems.tsx'
import { Remove } from './remove.tsx'
import { StateMark } from './state-mark.tsx'
import { Unread } from './unread.tsx'

/** One document: what it says, its checks, and what people said of it. */
export function DocumentScreen({ id }: { readonly id: string }) {
  const [line, setLine] = useState<DocumentLine | null>(null)
  const [report, setReport] = useState<Report | null>(null)
  const [field, setField] = useState<string | null>(null)
  const [failed, setFailed] = useState('')
  const look = async () => {
    const reply = await call<DocumentLine>('GET', pathOf(PATHS.document, { id }))
    if (!reply.ok) return setFailed(failureText(reply))
    setLine(reply.value)
    const found = await call<Report>('GET', pathOf(PATHS.report, { id }))
    if (found.ok) setReport(found.value)
  }
  useEffect(() => {
    void look()
    return hear({ again: () => void look(), document: (told) => void (told.id === id && look()) })
  }, [id])
  if (failed) return <main class="screen wrong">{failed}</main>
  if (!line) return <main class="screen quiet">{t('list.loading')}</main>
  return (
    <main class="screen">
      <p>
        <a href={hrefOf('documents')}>{t('nav.documents')}</a>
      </p>
      <h1>{report?.document.title || line.name}</h1>
      <p class="facts-line">
        <StateMark line={line} /> {report?.document.title && <span class="quiet">{line.name}</span>}
        {line.code && <Failure code={line.code} message={line.message} />}
        <Orders line={line} onDone={setLine} />
        <span class="grow" />
        {report && may('reviewer') && (
          <a class="button primary" href={hrefOf('review', id)}>
            {line.open > 0 ? t('one.review', { count: line.open }) : t('one.open')}
          </a>
        )}
        {report && (
          <a class="button" href={pathOf(PATHS.report, { id }, { download: 1 })} download>
            {t('one.download')}
          </a>
        )}
        {report && <DocumentDownloads id={id} />}
        {report && <Archives id={id} isText={report.source.kind === 'text'} />}
        <Remove line={line} />
      </p>
      <Asides line={line} />
      <Unread line={line} onDone={setLine} />
      {line.unread && report && <Problems report={report} />}
      {(report || line.pages) && (
        <Pages id={id} name={line.name} pages={line.pages ?? 1} isText={report?.source.kind === 'text'} />
      )}
      {report && <Checks report={report} />}
      {report && <Fields report={report} onHistory={setField} />}
      {report && !line.unread && report.problems.length > 0 && <Problems report={report} />}
      <h2>{t('one.history')}</h2>
      <History document={id} />
      {field && (
        <Dialog title={nameOf(field, report?.document.form ?? null)} onClose={() => setField(null)}>
          <History document={id} field={field} />
        </Dialog>
      )}
    </main>
  )
}

function Fields({ report, onHistory }: { readonly report: Report; readonly onHistory: (field: string) => void }) {
  const [all, setAll] = useState(false)
  const entries = Object.entries(report.fields)
  const noted = entries.filter(([id, field]) => field.review || isCorrected(field) || id.startsWith('document.'))
  return (
    <section>
      <h2>{t('one.fields', { count: figure(entries.length) })}</h2>
      <label class="inline">
        <input type="checkbox" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} /> {t('one.all')}
      </label>
      <table class="list">
        <thead>
          <tr>
            <th>{t('history.subject')}</th>
            <th>{t('cell.value')}</th>
            <th>{t('one.confidence')}</th>
            <th>{t('cell.reasons')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {(all ? entries : noted).map(([id, field]) => (
            <FieldLine key={id} id={id} field={field} form={report.document.form} onHistory={onHistory} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

type LineProps = {
  readonly id: string
  readonly field: Field
  readonly form: string | null
  readonly onHistory: (field: string) => void
}

function FieldLine({ id, field, form, onHistory }: LineProps) {
  const corrected = isCorrected(field)
  return (
    <tr class={corrected ? 'corrected' : field.review ? 'flagged' : ''}>
      <td>{nameOf(id, form)}</td>
      <td class="figure">{valueText(field)}</td>
      <td class="figure">{corrected ? t('one.corrected') : percent(field.confidence, 1)}</td>
      <td>{field.reasons.map(reasonText).join(' · ')}</td>
      <td>
        <button type="button" class="link" onClick={() => onHistory(id)}>
          {t('one.history')}
        </button>
      </td>
    </tr>
  )
}

/** Why a document failed. */
function Failure({ code, message }: { readonly code: string; readonly message: string | null }) {
  return (
    <span class="wrong">
      {told('problem', code)} {message && <ProblemDetail message={message} form={null} />}
    </span>
  )
}
