import { useState } from 'preact/hooks'
import { PATHS } from '../../api/paths.ts'
import type { Account, Role } from '../../api/session.ts'
import { call, pathOf, type Reply } from '../api/client.ts'
import { Dialog } from '../parts/dialog.tsx'
import { NewPassword } from '../parts/new-password.tsx'
import { Whose } from '../parts/whose.tsx'
import { session } from '../session.ts'
import { t } from '../text/index.ts'
import { RoleChoice } from './role.tsx'

/** Called with what came of a change, and what to say where it was done. */
export type After = (reply: Reply<unknown>, done: string) => Promise<boolean>

type Props = { readonly account: Account; readonly after: After }

/** One account, and what an admin may do with it. One's own role and password are not changed here. */
export function AccountLine({ account, after }: Props) {
  const [role, setRole] = useState<Role>(account.role)
  const [open, setOpen] = useState<'password' | 'remove' | null>(null)
  const { name } = account
  const path = pathOf(PATHS.user, { name })
  const own = name === session.value?.account.name
  const close = () => setOpen(null)
  return (
    <tr class={account.role === 'none' ? 'off' : ''}>
      <td>
        {name} {own && <span class="tag">{t('accounts.own')}</span>}
      </td>
      <td>
        <form
          class="inline"
          onSubmit={async (event) => {
            event.preventDefault()
            if (!(await after(await call('PATCH', path, { role }), t('accounts.roleChanged', { name }))))
              setRole(account.role)
          }}
        >
          <RoleChoice label={t('accounts.roleOf', { name })} value={role} disabled={own} onChange={setRole} />
          {/* Not at once: arrow keys pass over roles that nobody means. */}
          {role !== account.role && (
            <button type="submit" class="primary">
              {t('accounts.save')}
            </button>
          )}
        </form>
      </td>
      <td>{t(account.password ? 'accounts.hasPassword' : 'accounts.noPassword')}</td>
      <td class="actions">
        {own ? (
          <a href="#/own">{t('own.title')}</a>
        ) : (
          <>
            <button
              type="button"
              class="link"
              aria-label={t('accounts.passwordOf', { name })}
              onClick={() => setOpen('password')}
            >
              {t('password.next')}
            </button>
            <button
              type="button"
              class="link"
              aria-label={t('accounts.removeOf', { name })}
              onClick={() => setOpen('remove')}
            >
              {t('accounts.remove')}
            </button>
          </>
        )}
        {open === 'password' && <Password name={name} path={path} after={after} close={close} />}
        {open === 'remove' && (
          <Dialog title={t('accounts.removeOf', { name })} onClose={close}>
            <p>{t('accounts.removeWhat')}</p>
            <p class="buttons">
              <button type="button" data-first onClick={close}>
                {t('dialog.leave')}
              </button>
              <button
                type="button"
                class="danger"
                onClick={async () => {
                  close()
                  await after(await call('DELETE', path), t('accounts.removed', { name }))
                }}
              >
                {t('accounts.remove')}
              </button>
            </p>
          </Dialog>
        )}
      </td>
    </tr>
  )
}

type PasswordProps = { readonly name: string; readonly path: string; readonly after: After; readonly close: () => void }

/** Another password for somebody who forgot theirs. */
function Password({ name, path, after, close }: PasswordProps) {
  const [word, setWord] = useState<string | null>(null)
  return (
    <Dialog title={t('accounts.passwordOf', { name })} onClose={close}>
      <form
        method="dialog"
        onSubmit={async (event) => {
          event.preventDefault()
          if (word === null) return
          close()
          await after(await call('PATCH', path, { password: word }), t('accounts.passwordChanged', { name }))
        }}
      >
        <p>{t('accounts.passwordWhat')}</p>
        <Whose name={name} />
        <NewPassword first onWord={setWord} />
        <button type="submit" class="primary" disabled={word === null}>
          {t('accounts.save')}
        </button>
      </form>
    </Dialog>
  )
}
