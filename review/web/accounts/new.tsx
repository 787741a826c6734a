import { useState } from 'preact/hooks'
import { PATHS } from '../../api/paths.ts'
import type { Role } from '../../api/session.ts'
import { call } from '../api/client.ts'
import { NewPassword } from '../parts/new-password.tsx'
import { t } from '../text/index.ts'
import type { After } from './line.tsx'
import { RoleChoice } from './role.tsx'

/** The form for a new account. */
export function NewAccount({ after }: { readonly after: After }) {
  const [name, setName] = useState('')
  const [password, setPassword] = useState<string | null>(null)
  const [role, setRole] = useState<Role>('reviewer')
  const [round, setRound] = useState(0)
  return (
    <form
      class="panel narrow"
      onSubmit={async (event) => {
        event.preventDefault()
        if (password === null) return
        const reply = await call('POST', PATHS.users, { name, role, password })
        if (!(await after(reply, t('accounts.added', { name })))) return
        setName('')
        setPassword(null)
        setRound(round + 1)
      }}
    >
      <h2>{t('accounts.new')}</h2>
      <label>
        {t('login.name')}
        <input
          required
          maxLength={100}
          autocomplete="off"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <div class="field">
        <label for="new-role">{t('accounts.role')}</label>
        <RoleChoice id="new-role" value={role} onChange={setRole} />
      </div>
      <NewPassword key={round} onWord={setPassword} />
      <button type="submit" class="primary">
        {t('accounts.add')}
      </button>
    </form>
  )
}
