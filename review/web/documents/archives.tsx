import { useEffect, useRef, useState } from 'preact/hooks'
import { type FilesFormat, PAGE_FORMATS } from '../../api/export-names.ts'
import { ARCHIVE_FORMATS } from '../../api/exports.ts'
import { PATHS } from '../../api/paths.ts'
import { pathOf } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { Dialog } from '../parts/dialog.tsx'
import { t, told } from '../text/index.ts'
import { type FetchedFile, fetchFile } from './fetch-file.ts'
import { ProblemDetail } from './problem-detail.tsx'

type Props = {
  readonly id: string
  /** A text dump, which has no pages. */
  readonly isText: boolean
}

/** A document in the formats that archives keep. */
export function Archives(props: Props) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {t('archive.title')}
      </button>
      {open && <ArchiveDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

function ArchiveDialog({ id, isText, onClose }: Props & { readonly onClose: () => void }) {
  const [making, setMaking] = useState<FilesFormat | null>(null)
  const [fetched, setFetched] = useState<FetchedFile | null>(null)
  const fetching = useRef<AbortController | null>(null)
  useEffect(() => () => fetching.current?.abort(), [])
  const take = async (format: FilesFormat) => {
    if (making) return
    fetching.current = new AbortController()
    setMaking(format)
    setFetched(null)
    try {
      setFetched(await fetchFile(pathOf(PATHS.files, {}, { format, document: id }), fetching.current.signal))
      setMaking(null)
    } catch {
      // The window was closed, and nobody waits for it any more.
    }
  }
  const formats = ARCHIVE_FORMATS.filter((format) => !isText || !PAGE_FORMATS.includes(format))
  return (
    <Dialog title={t('archive.heading')} class="downloads" onClose={onClose}>
      <ul class="plain">
        {formats.map((format, index) => (
          <li key={format}>
            <button
              type="button"
              aria-disabled={making !== null}
              {...(index === 0 ? { 'data-first': true } : {})}
              onClick={() => void take(format)}
            >
              {told('files', format)}
            </button>
            <small class="quiet">{told('files', `${format}What`)}</small>
          </li>
        ))}
      </ul>
      {!isLocked(fetched) && <p class="quiet">{t(isText ? 'archive.dump' : 'archive.locked')}</p>}
      <div role="status">
        {making && <p>{t('archive.making', { what: told('files', making) })}</p>}
        {fetched && <Outcome fetched={fetched} />}
      </div>
    </Dialog>
  )
}

function isLocked(fetched: FetchedFile | null): boolean {
  return fetched !== null && !fetched.ok && fetched.code === 'pdf-encrypted'
}

function Outcome({ fetched }: { readonly fetched: FetchedFile }) {
  if (!fetched.ok)
    return (
      <p class="wrong" role="alert">
        {isLocked(fetched) ? t('archive.locked') : failureText(fetched)}{' '}
        <ProblemDetail message={fetched.message} form={null} />
      </p>
    )
  return (
    <>
      <p class="good">{t('archive.saved', { name: fetched.name })}</p>
      {fetched.problems.length > 0 && (
        <>
          <p class="wrong">{t('archive.lacks')}</p>
          <ul>
            {fetched.problems.map((problem, i) => (
              <li key={i}>
                {told('problem', problem.code)}
                {problem.page !== undefined && ` · ${t('one.page', { page: problem.page })}`}{' '}
                <ProblemDetail message={problem.message} form={null} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
