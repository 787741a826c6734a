import { computed } from '@preact/signals'
import { recheck } from '../../../pipeline/correct/recheck.ts'
import type { CorrectedValue } from '../../../schemas/correction.ts'
import type { Check, Field } from '../../../schemas/report.ts'
import { forms } from '../forms.ts'
import { type Draft, meantBy } from './draft.ts'
import { draftsOf } from './kept.ts'
import { preview } from './shift.ts'
import { current, draft, given, task } from './state.ts'

/** What the cursor's draft says, if it says something. */
export const meant = computed<CorrectedValue | null>(() => meantBy(current.value, draft.value))

/** Drafts of other cells of the document, which wait there for the cursor, by field. */
const waiting = computed<ReadonlyMap<string, Draft>>(() => new Map(draftsOf(task.value?.document ?? '')))

/** What the drafts of other cells say, where they say something. */
const waitingMeant = computed<ReadonlyMap<string, CorrectedValue>>(
  () =>
    new Map(
      [...waiting.value].flatMap(([field, draft]) => {
        const value = meantBy(field, draft)
        return value ? [[field, value] as const] : []
      }),
    ),
)

/** Whether something was typed or chosen in a cell that the cursor has left, and was not accepted. */
export function isWaiting(field: string): boolean {
  return field !== current.value && waiting.value.has(field)
}

/** Everything said that the report does not hold yet: unconfirmed answers, and the draft. */
const edits = computed<Readonly<Record<string, CorrectedValue>>>(() => ({
  ...Object.fromEntries(given.value),
  ...Object.fromEntries(waitingMeant.value),
  ...Object.fromEntries(preview.value?.answers.map(({ subject, after }) => [subject, after]) ?? []),
  ...(meant.value ? { [current.value]: meant.value } : {}),
}))

/** The checks and suggestions with what is being typed. */
export const live = computed(() => {
  const report = task.value?.report
  return report ? recheck(report, edits.value, forms.value) : { checks: [], suggestions: {} }
})

export type Shown = Pick<Field, 'value' | 'state'> & { readonly from: 'reading' | 'person' | 'draft' }

/** A field as it stands now: the draft before unconfirmed answers before the report. */
export function shownOf(id: string): Shown | undefined {
  const field = task.value?.report.fields[id]
  if (id === current.value && meant.value) return { ...meant.value, from: 'draft' }
  const shifted = preview.value?.answers.find(({ subject }) => subject === id)
  if (shifted) return { ...shifted.after, from: 'draft' }
  const kept = waitingMeant.value.get(id)
  if (kept) return { ...kept, from: 'draft' }
  const answer = given.value.get(id)
  if (answer) return { ...answer, from: 'person' }
  if (!field) return undefined
  return { value: field.value, state: field.state, from: isCorrected(field) ? 'person' : 'reading' }
}

/** Whether a person has said what stands in a field. */
export function isCorrected(field: Field): boolean {
  return field.corrected === true
}

/** Ids of fields in equations that fail now. */
export const failing = computed<ReadonlySet<string>>(
  () => new Set(live.value.checks.filter(({ outcome }) => outcome === 'fail').flatMap(({ fields }) => fields)),
)

/** The equations that the cursor's field stands in, those that failed as read first. */
export const equations = computed<readonly Check[]>(() => {
  const failed = new Set(task.value?.report.checks.filter(({ outcome }) => outcome === 'fail').map(({ id }) => id))
  const rank = (check: Check) => (check.outcome === 'fail' ? 0 : failed.has(check.id) ? 1 : 2)
  return live.value.checks.filter(({ fields }) => fields.includes(current.value)).sort((a, b) => rank(a) - rank(b))
})
