import { t } from '../text/index.ts'

/** Whose password is changed, for password managers alone. */
export function Whose({ name }: { readonly name: string }) {
  return (
    <input
      class="hidden"
      type="text"
      autocomplete="username"
      value={name}
      readOnly
      tabIndex={-1}
      aria-hidden="true"
      aria-label={t('login.name')}
    />
  )
}
