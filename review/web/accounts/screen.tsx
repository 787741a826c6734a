import { useEffect, useState } from 'preact/hooks'
import { PATHS } from '../../api/paths.ts'
import type { Account } from '../../api/session.ts'
import { call } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { may } from '../session.ts'
import { t } from '../text/index.ts'
import { AccountLine, type After } from './line.tsx'
import { NewAccount } from './new.tsx'

/** Who may come in, and what they may do. */
export function AccountsScreen() {
  const [accounts, setAccounts] = useState<readonly Account[] | null>(null)
  const [outcome, setOutcome] = useState({ text: '', wrong: false })
  const load = async () => {
    const reply = await call<Account[]>('GET', PATHS.users)
    if (reply.ok) setAccounts(reply.value)
    else setOutcome({ text: failureText(reply), wrong: true })
  }
  useEffect(() => void load(), [])
  const after: After = async (reply, done) => {
    setOutcome(reply.ok ? { text: done, wrong: false } : { text: failureText(reply), wrong: true })
    if (reply.ok) await load()
    return reply.ok
  }
  if (!may('admin')) return <main class="screen empty">{t('failure.forbidden')}</main>
  return (
    <main class="screen">
      <h1>{t('nav.accounts')}</h1>
      <p class={outcome.wrong ? 'wrong' : 'good'} role="status">
        {outcome.text}
      </p>
      <table class="list accounts">
        <thead>
          <tr>
            <th>{t('login.name')}</th>
            <th>{t('accounts.role')}</th>
            <th>{t('login.password')}</th>
            <th>{t('accounts.actions')}</th>
          </tr>
        </thead>
        <tbody>
          {accounts?.map((account) => (
            <AccountLine key={`${account.name} ${account.role}`} account={account} after={after} />
          ))}
        </tbody>
      </table>
      <NewAccount after={after} />
    </main>
  )
}
