import { effect, type Signal } from '@preact/signals'
import { session } from './session.ts'

const OWNER = 'nianbao.owner'
/** What was said or typed and is not with the server yet. */
const OWN = ['nianbao.unsent', 'nianbao.drafts', 'nianbao.draft'] as const
type Own = (typeof OWN)[number]

/**
 * Keeps a value in this tab, over reloads, for the account that is logged in: whoever logs in next in the same tab neither
 * sends nor sees it, and its owner finds it again.
 */
export function keepInTab<T>(key: Own, box: Signal<T>, restored: (text: string | null) => T): void {
  let known = false
  effect(() => {
    const text = JSON.stringify(box.value)
    if (!session.value) return
    if (known) return sessionStorage.setItem(key, text)
    known = true
    box.value = restored(ownItem(key))
  })
}

/** What this tab holds of the account that is logged in. */
export function ownItem(key: Own): string | null {
  if (session.value) handOver(session.value.account.name)
  return sessionStorage.getItem(key)
}

/** Other accounts of which this tab holds answers that were never sent. */
export function othersUnsent(): readonly string[] {
  return Object.keys(sessionStorage).flatMap((key) =>
    key.startsWith(`${OWN[0]} `) && sessionStorage.getItem(key) !== '[]' ? [key.slice(OWN[0].length + 1)] : [],
  )
}

function handOver(who: string): void {
  const before = sessionStorage.getItem(OWNER)
  if (before === who) return
  sessionStorage.setItem(OWNER, who)
  if (before === null) return
  for (const key of OWN) {
    move(key, `${key} ${before}`)
    move(`${key} ${who}`, key)
  }
}

function move(from: string, to: string): void {
  const text = sessionStorage.getItem(from)
  sessionStorage.removeItem(from)
  if (text === null) sessionStorage.removeItem(to)
  else sessionStorage.setItem(to, text)
}
