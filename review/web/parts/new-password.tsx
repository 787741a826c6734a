import { useState } from 'preact/hooks'
import { t } from '../text/index.ts'

/** As the server wants it. */
export const LEAST_PASSWORD = 10

/** Why a new password is not taken. */
export type Unfit = 'password.short' | 'password.differ'

/** A new password, typed twice; `onWord` hears it, or null and why not while the two differ or it is too short. */
export function NewPassword({
  onWord,
  first = false,
}: {
  readonly onWord: (word: string | null, why: Unfit | null) => void
  readonly first?: boolean
}) {
  const [words, setWords] = useState({ once: '', again: '' })
  const [left, setLeft] = useState(false)
  const change = (next: typeof words) => {
    setWords(next)
    const why = unfitness(next)
    onWord(why ? null : next.once, why)
  }
  const why = unfitness(words)
  const wrong = left && (why === 'password.short' || words.again !== '') ? why : null
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

function unfitness({ once, again }: { readonly once: string; readonly again: string }): Unfit | null {
  if (once.length < LEAST_PASSWORD) return 'password.short'
  return once === again ? null : 'password.differ'
}
