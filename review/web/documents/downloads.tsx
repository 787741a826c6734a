import { DOWNLOADS, type Download } from '../../api/exports.ts'
import { PATHS } from '../../api/paths.ts'
import { pathOf } from '../api/client.ts'
import { may } from '../session.ts'
import { t, told } from '../text/index.ts'

const PATH_OF: Readonly<Record<Download['what'], string>> = {
  reports: PATHS.reports,
  truths: PATHS.truths,
  audit: PATHS.audit,
}

/** What may be downloaded of all documents, or of the batch that the list is filtered by. */
export function Downloads({ batch }: { readonly batch: string | undefined }) {
  return (
    <details class="downloads">
      <summary class="button">{t('downloads.title')}</summary>
      <ul class="plain">
        {DOWNLOADS.filter(({ role }) => may(role)).map(({ what, format, byBatch }) => (
          <li key={`${what} ${format}`}>
            <a
              download
              href={pathOf(PATH_OF[what], {}, { batch: byBatch ? batch : undefined, format: format ?? undefined })}
            >
              {t(`downloads.${what}`)}
              {format !== null && `: ${told('format', format, format.toUpperCase())}`}
            </a>{' '}
            <small class="quiet">{byBatch && batch ? t('downloads.ofBatch', { batch }) : t('downloads.ofAll')}</small>
          </li>
        ))}
      </ul>
    </details>
  )
}
