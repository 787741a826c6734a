import { useState } from 'preact/hooks'
import { PATHS } from '../../api/paths.ts'
import type { Account } from '../../api/session.ts'
import { call, pathOf } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { NewPassword, type Unfit } from '../parts/new-password.tsx'
import { Whose } from '../parts/whose.tsx'
import { may, session } from '../session.ts'
import { t } from '../text/index.ts'

/** One's own account: what it may do, and its password, which whoever knows the present one may change. */
export function OwnScreen() {
  const account = session.value?.account
  if (!account) return null
  return (
    <main class="screen">
      <h1>{t('own.title')}</h1>
      <dl class="inline-list">
        <div>
          <dt>{t('login.name')}</dt>
          <dd>{account.name}</dd>
        </div>
        <div>
          <dt>{t('accounts.role')}</dt>
          <dd>{t(`role.${account.role}`)}</dd>
        </div>
      </dl>
      {account.password || may('admin') ? <Password account={account} /> : <p>{t('own.noPassword')}</p>}
    </main>
  )
}

function Password({ account }: { readonly account: Account }) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState<string | null>(null)
  const [unfit, setUnfit] = useState<Unfit>('password.short')
  const [outcome, setOutcome] = useState<{ readonly text: string; readonly wrong: boolean } | null>(null)
  const [round, setRound] = useState(0)
  const save = async () => {
    if (next === null) return setOutcome({ text: t(unfit), wrong: true })
    // An account without a password, as that of the one-time link: an admin gives it its first.
    const reply = account.password
      ? await call('POST', PATHS.password, { current, password: next })
      : await call('PATCH', pathOf(PATHS.user, { name: account.name }), { password: next })
    if (!reply.ok) return setOutcome({ text: failureText(reply), wrong: true })
    if (session.value) session.value = { ...session.value, account: { ...account, password: true } }
    setCurrent('')
    setNext(null)
    setRound(round + 1)
    setOutcome({ text: t('own.changed'), wrong: false })
  }
  return (
    <form
      class="panel narrow"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <h2>{t(account.password ? 'own.password' : 'own.firstPassword')}</h2>
      <Whose name={account.name} />
      {account.password && (
        <label>
          {t('own.current')}
          <input
            required
            type="password"
            autocomplete="current-password"
            maxLength={1000}
            value={current}
            onInput={(event) => setCurrent(event.currentTarget.value)}
          />
        </label>
      )}
      <NewPassword
        key={round}
        onWord={(word, why) => {
          setNext(word)
          if (why) setUnfit(why)
        }}
      />
      <button type="submit" class="primary">
        {t('own.change')}
      </button>
      <p role="status" class={outcome?.wrong ? 'wrong' : 'good'}>
        {outcome?.text}
      </p>
    </form>
  )
}
