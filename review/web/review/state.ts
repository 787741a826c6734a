import { computed, effect, signal } from '@preact/signals'
import type { CorrectedValue } from '../../../schemas/correction.ts'
import type { Item, QueueFilter, Task } from '../../api/review.ts'
import { ownItem } from '../kept-in-tab.ts'
import { session } from '../session.ts'
import { type Draft, NOTHING } from './draft.ts'
import { keepDraft, takeDraft } from './kept.ts'

export type Phase = 'loading' | 'working' | 'empty' | 'failed' | 'taken'

/** The document being looked at, its report as the server last told it. */
export const task = signal<Task | null>(null)
export const phase = signal<Phase>('loading')
/** The field that the cursor is on. */
export const current = signal('')
export const draft = signal<Draft>(NOTHING)
/** Answers given for this document that the server has not confirmed yet, by field. */
export const given = signal<ReadonlyMap<string, CorrectedValue>>(new Map())
/** Fields put aside that the server has not confirmed yet. */
export const asides = signal<ReadonlySet<string>>(new Set())
/** Field ids settled in this sitting, to show what was done. */
export const settled = signal<ReadonlySet<string>>(new Set())
const FILTER = 'nianbao.filter'
/** Which items are wanted; it outlives a reload. */
export const filter = signal<QueueFilter>(JSON.parse(sessionStorage.getItem(FILTER) ?? '{}') as QueueFilter)
effect(() => sessionStorage.setItem(FILTER, JSON.stringify(filter.value)))
/** When the cursor came to the field, for the time that an item takes. */
export const since = signal(performance.now())

/** The items still open, in the server's order: the one that settles most first. */
export const openItems = computed<readonly Item[]>(
  () => task.value?.items.filter(({ field }) => !given.value.has(field) && !asides.value.has(field)) ?? [],
)

export const currentItem = computed(() => task.value?.items.find(({ field }) => field === current.value))
export const currentField = computed(() => task.value?.report.fields[current.value])

const DRAFT = 'nianbao.draft'
/** What was being typed before the page was loaded again; undefined until somebody is known to be here. */
let kept: string | null | undefined
effect(() => {
  if (session.value && kept === undefined) kept = ownItem(DRAFT)
})

// What is typed and not accepted yet outlives a reload, as answers do.
effect(() => {
  const typing = task.value && draft.value !== NOTHING
  if (typing) sessionStorage.setItem(DRAFT, JSON.stringify([task.value?.document, current.value, draft.value]))
  else if (task.value) sessionStorage.removeItem(DRAFT)
})

/** Goes on with what was being typed in this document before the page was loaded again. */
export function resumeDraft(): void {
  const [document, field, typed] = (kept ? JSON.parse(kept) : []) as [string?, string?, Draft?]
  if (resumed || document !== task.value?.document || !field || !typed) return
  resumed = true
  moveTo(field)
  draft.value = typed
}
let resumed = false

/** Takes up a document: the cursor goes to its first open item. */
export function takeUp(next: Task, at?: string): void {
  putDown()
  task.value = next
  given.value = new Map()
  asides.value = new Set()
  settled.value = new Set()
  phase.value = 'working'
  moveTo(at ?? next.items[0]?.field ?? Object.keys(next.report.fields)[0] ?? '')
}

/** Moves the cursor; what was typed for another field and not accepted is kept there. */
export function moveTo(field: string): void {
  putDown()
  current.value = field
  draft.value = takeDraft(task.value?.document ?? '', field)
  since.value = performance.now()
}

/** Keeps what is typed in the cursor's cell and not accepted, before the cursor leaves it. */
export function putDown(): void {
  if (task.value && current.value) keepDraft(task.value.document, current.value, draft.value)
  draft.value = NOTHING
}
