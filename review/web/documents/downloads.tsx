import { DOCUMENT_FORMATS, DOWNLOADS, type Download, wantsMark } from '../../api/exports.ts'
import { PATHS } from '../../api/paths.ts'
import { pathOf } from '../api/client.ts'
import { may } from '../session.ts'
import { t } from '../text/index.ts'

const PATH_OF: Readonly<Record<Download['what'], string>> = {
  reports: PATHS.reports,
  truths: PATHS.truths,
  audit: PATHS.audit,
}

/** What may be downloaded of all documents, or of the batch that the list is filtered by. */
export function Downloads({ batch }: { readonly batch: string | undefined }) {
  return (
    <details
      class="downloads"
      onKeyDown={({ key, currentTarget }) => {
        if (key !== 'Escape') return
        currentTarget.open = false
        currentTarget.querySelector('summary')?.focus()
      }}
    >
      <summary class="button">{t('downloads.title')}</summary>
      <ul class="plain">
        {DOWNLOADS.filter(({ role }) => may(role)).map(({ what, format, byBatch }) => (
          <li key={`${what} ${format}`}>
            <a download href={pathOf(PATH_OF[what], {}, { batch: byBatch ? batch : undefined, ...queryOf(format) })}>
              {t(`downloads.${what}`, { format: format === null ? '' : t(`format.${format}`) })}
            </a>{' '}
            <small class="quiet">{byBatch && batch ? t('downloads.ofBatch', { batch }) : t('downloads.ofAll')}</small>
          </li>
        ))}
      </ul>
    </details>
  )
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
