import './style/tokens.css'
import './style/base.css'
import './style/login.css'
import { effect } from '@preact/signals'
import { PATHS } from '../api/paths.ts'
import { call } from './api/client.ts'
import { language, switchLanguage, type TextKey, t } from './text/index.ts'

const form = document.querySelector<HTMLFormElement>('#login')!
const wrong = document.querySelector<HTMLElement>('#wrong')!

effect(() => {
  document.documentElement.lang = language.value
  document.title = t('app.name')
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]'))
    element.textContent = t(element.dataset.text as TextKey)
})

document.querySelector('#language')!.addEventListener('click', switchLanguage)

form.querySelector<HTMLInputElement>('input[name=name]')!.focus()

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const button = form.querySelector('button')!
  const data = new FormData(form)
  button.disabled = true
  wrong.textContent = ''
  const reply = await call('POST', PATHS.session, { name: data.get('name'), password: data.get('password') })
  button.disabled = false
  if (reply.ok) return location.replace('/')
  wrong.textContent =
    reply.status === 401 ? t('login.wrong') : reply.status === 429 ? t('login.tooMany') : t('login.failed')
  form.querySelector<HTMLInputElement>('input[name=password]')!.select()
})
