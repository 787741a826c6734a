import { signal } from '@preact/signals'
import type { Form } from '../../schemas/form.ts'
import { PATHS } from '../api/paths.ts'
import { call, type Reply } from './api/client.ts'

/** The forms that the server matches documents with: the official ones, oldest first, and those of its `--form`. */
export const forms = signal<readonly Form[]>([])

/** Asks the server for its forms; nothing is labelled or computed before they are there. */
export async function loadForms(): Promise<Reply<readonly Form[]>> {
  const reply = await call<readonly Form[]>('GET', PATHS.forms)
  if (reply.ok) forms.value = reply.value
  return reply
}

/** The forms, the one with this id first. */
export function formsFrom(id: string | null): readonly Form[] {
  return [...forms.value].sort((a, b) => Number(b.id === id) - Number(a.id === id))
}
