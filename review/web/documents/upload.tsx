import { signal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import type { Uploaded } from '../../api/documents.ts'
import { PATHS } from '../../api/paths.ts'
import { call } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { hrefOf } from '../route.ts'
import { figure, t } from '../text/index.ts'
import { load } from './list.ts'

type Outcome = {
  readonly name: string
  readonly outcome: Uploaded | { readonly problem: { readonly code?: string; readonly message: string } }
}

const outcomes = signal<readonly Outcome[]>([])
const left = signal(0)
const batchName = signal('')
export const dragging = signal(false)
/** Files of one request: few enough that the first are read while the others still travel. */
const AT_ONCE = 8

/** Sends files to the server, some at a time; what became of each is listed. */
export async function upload(files: readonly File[]): Promise<void> {
  if (files.length === 0) return
  outcomes.value = []
  left.value = files.length
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const some = files.slice(at, at + AT_ONCE)
    const form = new FormData()
    if (batchName.value.trim()) form.append('batch', batchName.value.trim())
    for (const file of some) form.append('files', file, file.name)
    const reply = await call<Uploaded[]>('POST', PATHS.documents, form)
    const told = reply.ok
      ? reply.value.map((outcome) => ({ name: outcome.name, outcome }))
      : some.map(({ name }) => ({ name, outcome: { problem: { message: failureText(reply) } } }))
    outcomes.value = [...outcomes.value, ...told]
    left.value -= some.length
    void load()
  }
}

/** The upload: a name for the batch, a button, and what became of the files. */
export function Upload() {
  const input = useRef<HTMLInputElement>(null)
  return (
    <section class={`upload ${dragging.value ? 'dragging' : ''}`} aria-label={t('upload.label')}>
      <div class="upload-row">
        <input
          ref={input}
          class="hidden"
          type="file"
          multiple
          tabIndex={-1}
          aria-hidden="true"
          aria-label={t('upload.choose')}
          accept=".pdf,.png,.jpg,.jpeg,.tif,.tiff,.webp,.txt,.md,.html,.htm"
          onChange={(event) => {
            void upload([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ''
          }}
        />
        <button type="button" class="primary" onClick={() => input.current?.click()}>
          {t('upload.choose')}
        </button>
        <label class="inline">
          {t('upload.batch')}
          <input
            maxLength={100}
            size={28}
            value={batchName.value}
            placeholder={t('upload.batchHint')}
            onInput={(event) => {
              batchName.value = event.currentTarget.value
            }}
          />
        </label>
        <span class="quiet">{t('upload.drop')}</span>
        <span class="grow" />
        <span role="status">{left.value > 0 ? t('upload.left', { count: figure(left.value) }) : ''}</span>
      </div>
      <Outcomes />
    </section>
  )
}

function Outcomes() {
  const list = outcomes.value
  const wrong = list.filter(({ outcome }) => outcome.problem)
  const known = list.filter(({ outcome }) => 'known' in outcome && outcome.known)
  if (list.length === 0) return null
  return (
    <div class="outcomes" role="status">
      {t(known.length > 0 ? 'upload.doneKnown' : 'upload.done', {
        count: figure(list.length - wrong.length),
        known: figure(known.length),
      })}
      <ul>
        {wrong.map(({ name, outcome }) => (
          <li key={name} class="wrong">
            {t('upload.wrong', { name, why: outcome.problem ? problemText(outcome.problem) : '' })}
          </li>
        ))}
        {known.map(({ name, outcome }) => (
          <li key={name}>
            {'document' in outcome && outcome.document ? (
              <a href={hrefOf('documents', outcome.document)}>{t('upload.wasHere', { name })}</a>
            ) : null}
          </li>
        ))}
        {list.length === 1 &&
          known.length === 0 &&
          list[0] &&
          'document' in list[0].outcome &&
          list[0].outcome.document && (
            <li>
              <a href={hrefOf('documents', list[0].outcome.document)}>{list[0].name}</a>
            </li>
          )}
      </ul>
    </div>
  )
}

/** Why a file was not taken in; what its code means where that is known, else the server's words. */
function problemText({ code, message }: { readonly code?: string; readonly message: string }): string {
  return code === undefined ? message : failureText({ code, message })
}
