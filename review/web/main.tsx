import './style/tokens.css'
import './style/base.css'
import './style/frame.css'
import './style/review.css'
import './style/table.css'
import './style/screens.css'
import './documents/documents.css'
import { effect } from '@preact/signals'
import { render } from 'preact'
import { PATHS } from '../api/paths.ts'
import type { Session } from '../api/session.ts'
import { call, comeBack } from './api/client.ts'
import { App } from './app.tsx'
import { loadForms } from './forms.ts'
import { ended, session } from './session.ts'
import { language, t } from './text/index.ts'

effect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en'
  document.title = t('app.name')
})

// Who logged in again in another tab goes on in this one.
addEventListener('focus', () => void (ended.value && comeBack()))

const AGAIN_MS = 2000

/** Asks who is using the page; a server that cannot be reached is asked again, since unsent answers wait in this tab. */
async function enter(): Promise<void> {
  const root = document.getElementById('app')!
  const [reply, forms] = await Promise.all([call<Session>('GET', PATHS.session), loadForms()])
  if (reply.ok && forms.ok) {
    session.value = reply.value
    render(<App />, root)
  } else if (reply.ok || reply.status === 0 || reply.status >= 500) {
    render(<p class="unreached">{t('review.failed')}</p>, root)
    setTimeout(() => void enter(), AGAIN_MS)
  } else location.replace('/login')
}

await enter()
