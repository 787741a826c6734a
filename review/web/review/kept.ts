import { signal } from '@preact/signals'
import { keepInTab } from '../kept-in-tab.ts'
import { type Draft, NOTHING } from './draft.ts'

/** What was typed or chosen in cells and not accepted when the cursor left them, by document and field. */
export const kept = signal<Readonly<Record<string, Draft>>>({})

keepInTab('nianbao.drafts', kept, restored)

/** Keeps a cell's draft until the cursor comes back; a draft that says nothing is none. */
export function keepDraft(document: string, field: string, draft: Draft): void {
  if (draft !== NOTHING) kept.value = { ...kept.value, [keyOf(document, field)]: draft }
}

/** The draft that was kept of a cell, which is kept no longer. */
export function takeDraft(document: string, field: string): Draft {
  const draft = kept.value[keyOf(document, field)]
  if (!draft) return NOTHING
  dropDrafts(document, [field])
  return draft
}

/** Forgets the drafts of cells that are answered. */
export function dropDrafts(document: string, fields: readonly string[]): void {
  const gone = new Set(fields.map((field) => keyOf(document, field)))
  const left = Object.entries(kept.value).filter(([key]) => !gone.has(key))
  if (left.length < Object.keys(kept.value).length) kept.value = Object.fromEntries(left)
}

/** A document's cells with a draft, and what it is. */
export function draftsOf(document: string): readonly (readonly [field: string, draft: Draft])[] {
  const start = keyOf(document, '')
  return Object.entries(kept.value).flatMap(([key, draft]) =>
    key.startsWith(start) ? [[key.slice(start.length), draft] as const] : [],
  )
}

function keyOf(document: string, field: string): string {
  return `${document} ${field}`
}

function restored(text: string | null): Readonly<Record<string, Draft>> {
  try {
    const found: unknown = JSON.parse(text ?? '{}')
    return typeof found === 'object' && found !== null ? (found as Record<string, Draft>) : {}
  } catch {
    return {}
  }
}
