import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Outlook } from '../../api/export-formats.ts'
import { DOCUMENT_FORMATS, DOWNLOADS, type Download, wantsMark } from '../../api/exports.ts'
import { PATHS } from '../../api/paths.ts'
import { call, pathOf } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { Dialog } from '../parts/dialog.tsx'
import { may } from '../session.ts'
import { figure, t, told } from '../text/index.ts'
import type { ListFilter } from './list.ts'

const PATH_OF: Readonly<Record<Download['what'], string>> = {
  reports: PATHS.reports,
  files: PATHS.files,
  truths: PATHS.truths,
  audit: PATHS.audit,
}

/** What may be downloaded of all documents, or of those that the list is filtered by. */
export function Downloads({ filter }: { readonly filter: ListFilter }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {t('downloads.title')}
      </button>
      {open && <DownloadDialog filter={filter} onClose={() => setOpen(false)} />}
    </>
  )
}

type DialogProps = { readonly filter: ListFilter; readonly onClose: () => void }

function DownloadDialog({ filter: { mark, ...chosen }, onClose }: DialogProps) {
  const [outlook, setOutlook] = useState<Outlook | null>(null)
  const [failed, setFailed] = useState('')
  const [started, setStarted] = useState('')
  useEffect(() => {
    void call<Outlook>('GET', pathOf(PATHS.outlook, {}, chosen)).then((reply) => {
      if (reply.ok) setOutlook(reply.value)
      else setFailed(failureText(reply))
    })
  }, [])
  const of = (what: Download['what'][]) =>
    DOWNLOADS.filter((one) => what.includes(one.what) && may(one.role)).map((one) => (
      <li key={`${one.what} ${one.format}`}>
        <Offer download={one} chosen={chosen} outlook={outlook} onStart={setStarted} />
      </li>
    ))
  return (
    <Dialog title={t('downloads.heading')} class="downloads" onClose={onClose}>
      <p role="status">
        {t('downloads.scope')}
        <b>{scopeText(chosen)}</b>
        {outlook &&
          ` · ${outlook.reports > 0 ? t('downloads.count', { count: figure(outlook.reports) }) : t('downloads.none')}`}
        {mark && <small class="quiet">{t('downloads.noMark')}</small>}
      </p>
      {failed && (
        <p class="wrong" role="alert">
          {failed}
        </p>
      )}
      {outlook?.reports !== 0 && (
        <>
          <div class="offers">
            <Group title={t('downloads.tables')}>{of(['reports'])}</Group>
            <Group title={t('downloads.archives')}>{of(['files'])}</Group>
          </div>
          <p class="quiet">
            {t('downloads.leftOut')}
            {outlook && outlook.dumps > 0 && <b> {t('downloads.dumps', { count: figure(outlook.dumps) })}</b>}
          </p>
        </>
      )}
      <Group title={t('downloads.other')}>{of(['truths', 'audit'])}</Group>
      <p role="status" class="good">
        {started && t('downloads.started', { what: started })}
      </p>
    </Dialog>
  )
}

function Group({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul class="plain">{children}</ul>
    </section>
  )
}

type OfferProps = {
  readonly download: Download
  readonly chosen: ListFilter
  readonly outlook: Outlook | null
  readonly onStart: (what: string) => void
}

function Offer({ download: { what, format }, chosen, outlook, onStart }: OfferProps) {
  const whole = what === 'truths' || what === 'audit'
  const name = whole ? t(`downloads.${what}`) : told(what === 'files' ? 'files' : 'format', format ?? '')
  const most = outlook?.workbook ?? Number.POSITIVE_INFINITY
  if (what === 'reports' && format === 'xlsx' && outlook && outlook.reports > most)
    return <span class="quiet">{t('downloads.tooMany', { most: figure(most) })}</span>
  return (
    <>
      <a
        download
        {...(what === 'reports' && format === 'xlsx' ? { 'data-first': true } : {})}
        href={pathOf(PATH_OF[what], {}, { ...(whole ? {} : chosen), ...queryOf(format) })}
        onClick={() => onStart(name)}
      >
        {name}
      </a>
      {what === 'files' && <small class="quiet">{told('files', `${format}What`)}</small>}
    </>
  )
}

/** What the list is filtered by, as people read it. */
function scopeText({ batch, agency, year, form, state }: ListFilter): string {
  const parts = [
    batch && t('downloads.ofBatch', { batch }),
    agency,
    year,
    form && t('table.asForm', { form }),
    state && told('documentState', state),
  ].filter((part) => part)
  return parts.length > 0 ? parts.join(' · ') : t('downloads.ofAll')
}

/** A document's report in the formats that people open themselves. */
export function DocumentDownloads({ id }: { readonly id: string }) {
  return (
    <>
      {DOCUMENT_FORMATS.map((format) => (
        <a key={format} class="button" download href={pathOf(PATHS.reports, {}, { document: id, ...queryOf(format) })}>
          {t(`format.short.${format as 'xlsx' | 'csv-fields'}`)}
        </a>
      ))}
    </>
  )
}

function queryOf(format: Download['format']) {
  return { format: format ?? undefined, bom: wantsMark(format) ? 1 : undefined }
}
