import { useEffect, useState } from 'preact/hooks'
import { PATHS } from '../../api/paths.ts'
import type { Account, Role } from '../../api/session.ts'
import { call, pathOf, type Reply } from '../api/client.ts'
import { session } from '../session.ts'
import { t } from '../text/index.ts'

const ROLES: readonly Role[] = ['viewer', 'reviewer', 'admin']

/** Who may come in, and what they may do. */
export function AccountsScreen() {
  const [accounts, setAccounts] = useState<readonly Account[] | null>(null)
  const [wrong, setWrong] = useState('')
  const load = async () => {
    const reply = await call<Account[]>('GET', PATHS.users)
    if (reply.ok) setAccounts(reply.value)
    else setWrong(reply.message || reply.code)
  }
  useEffect(() => void load(), [])
  const after = async (reply: Reply<unknown>) => {
    setWrong(reply.ok ? '' : reply.message || reply.code)
    await load()
    return reply.ok
  }
  return (
    <main class="screen">
      <h1>{t('nav.accounts')}</h1>
      <p class="wrong" role="alert">
        {wrong}
      </p>
      <table class="list">
        <thead>
          <tr>
            <th>{t('login.name')}</th>
            <th>{t('accounts.role')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {accounts?.map((account) => (
            <AccountLine key={account.name} account={account} after={after} />
          ))}
        </tbody>
      </table>
      <NewAccount after={after} />
    </main>
  )
}

type After = (reply: Reply<unknown>) => Promise<boolean>

function AccountLine({ account, after }: { readonly account: Account; readonly after: After }) {
  const [sure, setSure] = useState(false)
  const path = pathOf(PATHS.user, { name: account.name })
  const own = account.name === session.value?.account.name
  return (
    <tr>
      <td>{account.name}</td>
      <td>
        <select
          aria-label={t('accounts.role')}
          value={account.role}
          disabled={own}
          onChange={async (event) => void after(await call('PATCH', path, { role: event.currentTarget.value }))}
        >
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {t(`role.${role}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        {!own && (
          <button
            type="button"
            class={sure ? 'danger' : 'link'}
            onBlur={() => setSure(false)}
            onClick={async () => (sure ? void after(await call('DELETE', path)) : setSure(true))}
          >
            {t(sure ? 'accounts.removeSure' : 'accounts.remove')}
          </button>
        )}
      </td>
    </tr>
  )
}

function NewAccount({ after }: { readonly after: After }) {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [role, setRole] = useState<Role>('reviewer')
  return (
    <form
      class="panel new-account"
      onSubmit={async (event) => {
        event.preventDefault()
        if (!(await after(await call('POST', PATHS.users, { name, role, password })))) return
        setName('')
        setPassword('')
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
      <label>
        {t('login.password')}
        <input
          required
          type="password"
          minLength={10}
          autocomplete="new-password"
          value={password}
          onInput={(event) => setPassword(event.currentTarget.value)}
        />
      </label>
      <label>
        {t('accounts.role')}
        <select value={role} onChange={(event) => setRole(event.currentTarget.value as Role)}>
          {ROLES.map((each) => (
            <option key={each} value={each}>
              {t(`role.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="primary">
        {t('accounts.add')}
      </button>
    </form>
  )
}
