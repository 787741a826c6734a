import { t, told } from '../text/index.ts'
import type { Reply } from './client.ts'

type Failed = Extract<Reply<unknown>, { readonly ok: false }>

/** Why something was not done, in the reader's language; in the server's words where the page has none for it. */
export function failureText({ code, message }: Pick<Failed, 'code' | 'message'>): string {
  return told('failure', code, told('problem', code, message || t('failure.other', { code })))
}
