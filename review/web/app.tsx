import './style/review-small.css'
import { useEffect, useMemo } from 'preact/hooks'
import { PATHS } from '../api/paths.ts'
import type { Role } from '../api/session.ts'
import { OwnScreen } from './accounts/own.tsx'
import { AccountsScreen } from './accounts/screen.tsx'
import { call } from './api/client.ts'
import { DashboardScreen } from './dashboard/screen.tsx'
import { DocumentScreen } from './documents/one.tsx'
import { DocumentsScreen } from './documents/screen.tsx'
import { heard } from './events.ts'
import { othersUnsent } from './kept-in-tab.ts'
import { outbox, tries } from './review/outbox.ts'
import { ReviewScreen } from './review/screen.tsx'
import { hrefOf, type Route, route } from './route.ts'
import { ended, may, session } from './session.ts'
import { listed, switchLanguage, type TextKey, t } from './text/index.ts'

const LINKS: readonly { readonly screen: Route['screen']; readonly text: TextKey; readonly role?: Role }[] = [
  { screen: 'review', text: 'nav.review', role: 'reviewer' },
  { screen: 'documents', text: 'nav.documents' },
  { screen: 'dashboard', text: 'nav.dashboard' },
  { screen: 'accounts', text: 'nav.accounts', role: 'admin' },
]

/** The page: a header that leads everywhere, and one screen. */
export function App() {
  const { screen } = route.value
  const others = useMemo(othersUnsent, [])
  return (
    <div class="frame">
      <header class="header">
        <strong class="brand">{t('app.name')}</strong>
        <nav aria-label={t('nav.label')}>
          {LINKS.filter(({ role }) => !role || may(role)).map((link) => (
            <a
              key={link.screen}
              href={hrefOf(link.screen)}
              aria-current={
                screen === link.screen || (screen === 'document' && link.screen === 'documents') ? 'page' : undefined
              }
            >
              {t(link.text)}
            </a>
          ))}
        </nav>
        <span class="grow" />
        <Unsent />
        <a class="who" href={hrefOf('own')} title={t('own.title')} aria-current={screen === 'own' ? 'page' : undefined}>
          {session.value?.account.name}
        </a>
        <button type="button" class="link" onClick={switchLanguage}>
          {t('app.otherLanguage')}
        </button>
        <button type="button" class="link" onClick={() => void leave()}>
          {t('app.leave')}
        </button>
      </header>
      {ended.value && (
        <p class="banner wrong" role="alert">
          {t('app.ended')} <a href="/login">{t('login.enter')}</a>
        </p>
      )}
      {others.length > 0 && (
        <p class="banner" role="status">
          {t('app.othersUnsent', { names: listed(others) })}
        </p>
      )}
      <Screen />
    </div>
  )
}

function Screen() {
  const now = route.value
  switch (now.screen) {
    case 'review':
      return may('reviewer') ? (
        <ReviewScreen {...(now.document ? { document: now.document } : {})} />
      ) : (
        <Looking {...now} />
      )
    case 'documents':
      return <DocumentsScreen />
    case 'document':
      return <DocumentScreen key={now.document} id={now.document} />
    case 'dashboard':
      return <DashboardScreen />
    case 'accounts':
      return <AccountsScreen />
    case 'own':
      return <OwnScreen />
  }
}

/** Whoever may only look has nothing to review, and gets the document itself, or all of them. */
function Looking({ document }: { readonly document?: string }) {
  useEffect(() => location.replace(hrefOf('documents', document)), [document])
  return null
}

/** That the server cannot be reached, and how many answers are still on their way; nothing while all goes well. */
function Unsent() {
  const count = outbox.value.length
  const gone = tries.value > 1 || !heard.value
  return (
    <span class={`unsent ${gone ? 'gone' : ''}`} role="status">
      {gone && t('app.gone')}
      {(count > 2 || (gone && count > 0)) && ` ${t('app.unsent', { count })}`}
    </span>
  )
}

async function leave(): Promise<void> {
  await call('DELETE', PATHS.session)
  location.replace('/login')
}
