import { batch } from '@preact/signals'
import type { CorrectedValue, TableMark } from '../../../schemas/correction.ts'
import type { Answer } from '../../api/review.ts'
import { failureText } from '../api/failure.ts'
import { t } from '../text/index.ts'
import { type Draft, faultOf, fromCandidate, fromReading, isText, NOTHING } from './draft.ts'
import { dropDrafts } from './kept.ts'
import { nameOf } from './labels.ts'
import { lease } from './leases.ts'
import { equations, live, meant, shownOf } from './live.ts'
import { say } from './messages.ts'
import { type Parcel, post, seenOf, withdraw } from './outbox.ts'
import { lastSaid, remember, type Said } from './past.ts'
import { isPreviewTrue, preview } from './shift.ts'
import { asides, current, currentField, currentItem, draft, given, settled, since, task } from './state.ts'
import { goOn, markGiven, returnTo, show } from './turns.ts'
import { valueText } from './values.ts'

let parcels = 0

/** Takes what is typed, chosen or shown, and goes on. */
export function accept() {
  if (preview.value) return acceptShift()
  const field = current.value
  const shown = shownOf(field)
  if (!task.value || !shown) return
  const { text } = draft.value
  if (text && !meant.value) return say(t(`say.${faultOf(field, text) ?? 'noFigure'}`, { text }), 'warning')
  // What stands on a page that nobody has read is not known to be missing.
  const unread = shown.state === 'missing' && currentItem.value?.reasons.includes('page-not-read')
  if (!meant.value && unread) return say(t('say.pageNotRead'), 'warning')
  // Nor is a cell missing by one key that may hold one of several values: what could stand there is chosen, or ruled out.
  const open = currentField.value?.candidates?.map((one) => valueText(fromCandidate(one))) ?? []
  if (!meant.value && shown.state === 'missing' && shown.from === 'reading' && currentItem.value && open.length > 0)
    return say(t('say.mayHold', { values: open.join(', ') }), 'warning')
  const value: CorrectedValue = meant.value ?? { value: shown.value, state: shown.state }
  // Looking at a field that nobody asked about says nothing.
  if (!meant.value && !currentItem.value) return goOn()
  performance.mark('nianbao:accepted')
  const why = draft.value.chosen ? 'chosen' : text ? 'typed' : 'as-read'
  batch(() => {
    draft.value = NOTHING
    give([{ subject: field, after: value, seen: seenFor(field), why, seconds: secondsHere() }], field)
    say(t('say.accepted', { name: nameOf(field, formOf()), value: valueText(value) }))
    goOn()
  })
  requestAnimationFrame(() => setTimeout(() => performance.measure('nianbao:next', 'nianbao:accepted')))
}

/** Answers for several subjects at once: all or none of them are taken. */
export function give(answers: readonly Answer[], field: string) {
  const now = task.value
  if (!now) return
  const parcel: Parcel = { kind: 'answers', key: keyOf(now.document), document: now.document, name: now.name, answers }
  const subjects = answers.map(({ subject }) => subject)
  remember({ key: parcel.key, document: now.document, field, kind: 'answers', subjects })
  markGiven(parcel)
  dropDrafts(now.document, subjects)
  settled.value = new Set([...settled.value, ...subjects])
  post(parcel)
}

/** Says what a table is. */
export function markTable(subject: string, mark: TableMark | null) {
  give([{ subject, after: mark, seen: seenFor(subject), why: 'table', seconds: secondsHere() }], current.value)
  say(t('say.markedNext'))
}

function acceptShift() {
  if (!isPreviewTrue(preview.value!)) return
  const part = preview.value!.from !== undefined
  const answers = preview.value!.answers.map(({ subject, after }) => ({
    subject,
    after,
    seen: seenFor(subject),
    why: part ? 'shifted-part' : 'shifted',
    seconds: secondsHere(),
  }))
  batch(() => {
    preview.value = null
    give(answers, current.value)
    say(t(part ? 'say.shiftedPart' : 'say.shifted', { count: answers.length }))
    goOn()
  })
}

/** Puts the cursor's item aside: for later, or for somebody to decide on. */
export function putAside(as: 'skipped' | 'problematic', note = '') {
  const now = task.value
  const field = current.value
  if (!now || !currentItem.value) return say(t('say.noItem'), 'warning')
  const aside = { document: now.document, field, as, note }
  const parcel: Parcel = { kind: 'aside', key: keyOf(now.document), document: now.document, name: now.name, aside }
  remember({ key: parcel.key, document: now.document, field, kind: 'aside', subjects: [] })
  batch(() => {
    asides.value = new Set([...asides.value, field])
    post(parcel)
    say(t(as === 'skipped' ? 'say.skipped' : 'say.problematic', { name: nameOf(field, formOf()) }))
    goOn()
  })
}

/** Whether the document of what is taken back is being fetched. */
let goingBack = false

/** Takes back what is typed, else what was said last, and returns to it. */
export async function undo(): Promise<void> {
  if (preview.value) return clearPreview()
  if (draft.value !== NOTHING) {
    draft.value = NOTHING
    return
  }
  // Two at once would end in either document, the other one's answer taken back out of sight.
  if (goingBack) return say(t('say.goingBack'), 'warning')
  const last = lastSaid()
  if (!last) return say(t('say.nothingToUndo'), 'warning')
  const taken = withdraw(last.key)
  if (!taken) postUndo(last)
  if (task.value?.document !== last.document) {
    goingBack = true
    const reply = await lease(last.document)
    goingBack = false
    if (!reply.ok) return say(t('task.taken', { message: failureText(reply) }), 'warning')
    returnTo(reply.value, last.field)
  } else if (taken) unsay(taken)
  settled.value = new Set([...settled.value].filter((subject) => !last.subjects.includes(subject)))
  show(last.field)
  const ofTable = last.subjects.some((subject) => subject.startsWith('table:'))
  say(ofTable ? t('say.undoneTable') : t('say.undone', { name: nameOf(last.field, formOf()) }))
}

function postUndo({ key: of, document, field, kind }: Said) {
  const base = { key: keyOf(document), document, name: '' }
  post(
    kind === 'answers'
      ? { ...base, kind: 'undo', of }
      : { ...base, kind: 'aside', aside: { document, field, as: 'open', note: '' } },
  )
}

function unsay(parcel: Parcel) {
  const subjects = parcel.kind === 'answers' ? parcel.answers.map(({ subject }) => subject) : []
  given.value = new Map([...given.value].filter(([field]) => !subjects.includes(field)))
  if (parcel.kind === 'aside') asides.value = new Set([...asides.value].filter((field) => field !== parcel.aside.field))
}

/** Types a character into the cell. */
export function type(character: string) {
  draft.value = keepPlace({ text: draft.value.chosen ? character : draft.value.text + character, chosen: null })
}

/** Takes the last character back. */
export function erase() {
  draft.value = keepPlace({ text: draft.value.text.slice(0, -1), chosen: null })
}

/** Replaces what is typed, as a text field does. */
export function typeWhole(text: string) {
  draft.value = keepPlace({ text, chosen: null })
}

/** Puts a value into the cell by one key; Enter takes it. */
export function choose(chosen: CorrectedValue) {
  draft.value = keepPlace({ text: '', chosen })
}

function keepPlace(next: Draft): Draft {
  const { place } = draft.value
  return place ? { ...next, place } : next.text || next.chosen ? next : NOTHING
}

export function takeSuggestion() {
  const suggestion = live.value.suggestions[current.value] ?? currentField.value?.suggestion
  if (suggestion === undefined) return say(t('say.noSuggestion'), 'warning')
  choose({ value: suggestion, state: 'number' })
}

export function takeReading(index: number) {
  const reading = currentField.value?.readings[index]
  if (!reading) return say(t('say.noReading'), 'warning')
  choose(fromReading(current.value, reading.raw))
}

let candidate = -1
export function nextCandidate() {
  const candidates = currentField.value?.candidates ?? []
  if (candidates.length === 0) return say(t('say.noCandidates'), 'warning')
  candidate = draft.value.chosen ? (candidate + 1) % candidates.length : 0
  choose(fromCandidate(candidates[candidate]!))
}

export function chooseState(state: 'blank' | 'dash' | 'unreadable' | 'missing') {
  choose({ value: null, state })
}

/** The next field of the equation that fails, around and around. */
export function nextOfEquation(by: 1 | -1 = 1) {
  const [equation] = equations.value
  if (!equation) return say(t('say.noEquation'), 'warning')
  const at = equation.fields.indexOf(current.value)
  show(equation.fields[(at + by + equation.fields.length) % equation.fields.length]!)
}

/** Clears what is typed and every preview. */
export function clear() {
  draft.value = NOTHING
  if (preview.value) clearPreview()
}

function clearPreview(): void {
  preview.value = null
  say('')
}

/** Whether words are typed into the field, which takes a text field with an input method. */
export function wantsText(): boolean {
  return isText(current.value)
}

function seenFor(subject: string): string | null {
  return seenOf(task.value?.document ?? '', subject, task.value?.seen[subject] ?? null)
}

function secondsHere(): number {
  return Math.min(86_400, Math.round((performance.now() - since.value) / 100) / 10)
}

function formOf(): string | null {
  return task.value?.report.document.form ?? null
}

function keyOf(document: string): string {
  parcels += 1
  // Two tabs may say something at the same moment.
  return `${document.slice(0, 12)}-${Date.now()}-${parcels}-${Math.random().toString(36).slice(2)}`
}
