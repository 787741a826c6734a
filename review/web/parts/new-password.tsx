import { useState } from 'preact/hooks'
import { t } from '../text/index.ts'

/** As the server wants it. */
export const LEAST_PASSWORD = 10

/** A new password, typed twice; `onWord` hears it, or null while the two differ or it is too short. */
export function NewPassword({
  onWord,
  first = false,
}: {
  readonly onWord: (word: string | null) => void
  readonly first?: boolean
}) {
  const [words, setWords] = useState({ once: '', again: '' })
  const [left, setLeft] = useState(false)
  const change = (next: typeof words) => {
    setWords(next)
    onWord(next.once === next.again && next.once.length >= LEAST_PASSWORD ? next.once : null)
  }
  const wrong =
    left && words.once.length < LEAST_PASSWORD
      ? 'password.short'
      : left && words.again !== '' && words.once !== words.again
        ? 'password.differ'
        : null
  return (
    <>
      <label>
        {t('password.next')}
        <input
          required
          type="password"
          autocomplete="new-password"
          minLength={LEAST_PASSWORD}
          maxLength={1000}
          data-first={first || undefined}
          value={words.once}
          onBlur={() => setLeft(words.once !== '')}
          onInput={(event) => change({ ...words, once: event.currentTarget.value })}
        />
      </label>
      <label>
        {t('password.again')}
        <input
          required
          type="password"
          autocomplete="new-password"
          maxLength={1000}
          value={words.again}
          onBlur={() => setLeft(words.once !== '')}
          onInput={(event) => change({ ...words, again: event.currentTarget.value })}
        />
      </label>
      <p class="quiet" role="status">
        {wrong ? <span class="wrong">{t(wrong)}</span> : t('password.what')}
      </p>
    </>
  )
}
