import { onBoxKey } from '../picture/box-keys.ts'
import {
  boxing,
  follow,
  nextContrast,
  panBy,
  rotate,
  toggleBoxing,
  toggleWhole,
  turnPage,
  zoomBy,
} from '../picture/state.ts'
import { switchLanguage, type TextKey } from '../text/index.ts'
import {
  accept,
  chooseState,
  clear,
  erase,
  nextCandidate,
  nextOfEquation,
  putAside,
  takeReading,
  takeSuggestion,
  type,
  undo,
  wantsText,
} from './actions.ts'
import { dialog, openWords, toggleForm, toWork } from './dialogs.ts'
import { goToLeftover } from './leftover.ts'
import { moveBy } from './move.ts'
import { shiftBy } from './shift.ts'
import { phase } from './state.ts'
import { passOver, step } from './turns.ts'

/** One key of the review screen. `keys` are as KeyboardEvent.key or .code names them, with `Shift+` and so on before. */
export type KeyLine = {
  readonly group: 'settle' | 'move' | 'picture' | 'structure' | 'other'
  readonly keys: readonly string[]
  /** As it is printed on the help, where the key's own name would not do. */
  readonly cap?: string
  readonly text: TextKey
  readonly act: () => void
}

const PAN = 80

/** Every key there is: the help shows this list, and the keyboard is looked up in it. */
export const KEYS: readonly KeyLine[] = [
  { group: 'settle', keys: ['Enter', 'NumpadEnter'], cap: 'Enter', text: 'key.accept', act: accept },
  { group: 'settle', keys: ['KeyS'], cap: 'S', text: 'key.suggestion', act: takeSuggestion },
  { group: 'settle', keys: ['KeyQ'], cap: 'Q', text: 'key.reading1', act: () => takeReading(0) },
  { group: 'settle', keys: ['KeyW'], cap: 'W', text: 'key.reading2', act: () => takeReading(1) },
  { group: 'settle', keys: ['KeyC'], cap: 'C', text: 'key.candidate', act: nextCandidate },
  { group: 'settle', keys: ['KeyB'], cap: 'B', text: 'key.blank', act: () => chooseState('blank') },
  {
    group: 'settle',
    keys: ['KeyD', '/', 'NumpadDivide'],
    cap: 'D /',
    text: 'key.dash',
    act: () => chooseState('dash'),
  },
  { group: 'settle', keys: ['KeyX'], cap: 'X', text: 'key.unreadable', act: () => chooseState('unreadable') },
  { group: 'settle', keys: ['KeyM'], cap: 'M', text: 'key.missing', act: () => chooseState('missing') },
  { group: 'settle', keys: ['KeyE', 'F2'], cap: 'E', text: 'key.text', act: () => openWords() },
  { group: 'settle', keys: ['Backspace'], cap: '⌫', text: 'key.erase', act: erase },
  { group: 'settle', keys: ['Escape'], cap: 'Esc', text: 'key.clear', act: cancel },
  { group: 'settle', keys: ['KeyU', 'Ctrl+KeyZ', 'Meta+KeyZ'], cap: 'U', text: 'key.undo', act: () => void undo() },
  { group: 'settle', keys: ['KeyK'], cap: 'K', text: 'key.skip', act: () => putAside('skipped') },
  { group: 'settle', keys: ['KeyP'], cap: 'P', text: 'key.problematic', act: () => open('note') },
  { group: 'move', keys: ['Tab'], text: 'key.nextFlagged', act: () => step(1) },
  { group: 'move', keys: ['Shift+Tab'], cap: '⇧ Tab', text: 'key.previousFlagged', act: () => step(-1) },
  { group: 'move', keys: ['KeyN'], cap: 'N', text: 'key.nextOfEquation', act: () => nextOfEquation(1) },
  { group: 'move', keys: ['Shift+KeyN'], cap: '⇧ N', text: 'key.previousOfEquation', act: () => nextOfEquation(-1) },
  { group: 'move', keys: ['ArrowUp'], cap: '↑', text: 'key.up', act: () => moveBy(-1, 0) },
  { group: 'move', keys: ['ArrowDown'], cap: '↓', text: 'key.down', act: () => moveBy(1, 0) },
  { group: 'move', keys: ['ArrowLeft'], cap: '←', text: 'key.left', act: () => moveBy(0, -1) },
  { group: 'move', keys: ['ArrowRight'], cap: '→', text: 'key.right', act: () => moveBy(0, 1) },
  { group: 'move', keys: ['KeyJ'], cap: 'J', text: 'key.nextDocument', act: () => void passOver() },
  { group: 'move', keys: ['KeyY'], cap: 'Y', text: 'key.leftover', act: goToLeftover },
  { group: 'picture', keys: ['+', '=', 'NumpadAdd', 'KeyI'], cap: '+ I', text: 'key.nearer', act: () => zoomBy(1.3) },
  { group: 'picture', keys: ['_', 'Alt+-', 'KeyO'], cap: '_ O', text: 'key.farther', act: () => zoomBy(1 / 1.3) },
  { group: 'picture', keys: ['KeyF'], cap: 'F', text: 'key.fit', act: toggleWhole },
  { group: 'picture', keys: ['KeyR'], cap: 'R', text: 'key.rotate', act: rotate },
  { group: 'picture', keys: ['KeyL'], cap: 'L', text: 'key.contrast', act: nextContrast },
  { group: 'picture', keys: ['PageDown'], cap: 'PgDn', text: 'key.nextPage', act: () => turnPage(1) },
  { group: 'picture', keys: ['PageUp'], cap: 'PgUp', text: 'key.previousPage', act: () => turnPage(-1) },
  { group: 'picture', keys: ['Home'], text: 'key.follow', act: follow },
  { group: 'picture', keys: ['Alt+ArrowLeft'], cap: 'Alt ←', text: 'key.panLeft', act: () => panBy(PAN, 0) },
  { group: 'picture', keys: ['Alt+ArrowRight'], cap: 'Alt →', text: 'key.panRight', act: () => panBy(-PAN, 0) },
  { group: 'picture', keys: ['Alt+ArrowUp'], cap: 'Alt ↑', text: 'key.panUp', act: () => panBy(0, PAN) },
  { group: 'picture', keys: ['Alt+ArrowDown'], cap: 'Alt ↓', text: 'key.panDown', act: () => panBy(0, -PAN) },
  { group: 'structure', keys: ['Shift+ArrowLeft'], cap: '⇧ ←', text: 'key.shiftLeft', act: () => shiftBy(-1) },
  { group: 'structure', keys: ['Shift+ArrowRight'], cap: '⇧ →', text: 'key.shiftRight', act: () => shiftBy(1) },
  {
    group: 'structure',
    keys: ['Alt+Shift+ArrowLeft'],
    cap: 'Alt ⇧ ←',
    text: 'key.partLeft',
    act: () => shiftBy(-1, true),
  },
  {
    group: 'structure',
    keys: ['Alt+Shift+ArrowRight'],
    cap: 'Alt ⇧ →',
    text: 'key.partRight',
    act: () => shiftBy(1, true),
  },
  { group: 'structure', keys: ['KeyT'], cap: 'T', text: 'key.mark', act: () => open('mark') },
  { group: 'structure', keys: ['KeyA'], cap: 'A', text: 'key.box', act: toggleBoxing },
  { group: 'structure', keys: ['KeyV'], cap: 'V', text: 'key.view', act: toggleForm },
  { group: 'other', keys: ['Shift+KeyF'], cap: '⇧ F', text: 'key.filter', act: toFilters },
  { group: 'other', keys: ['KeyH'], cap: 'H', text: 'key.history', act: () => open('history') },
  { group: 'other', keys: ['KeyG'], cap: 'G', text: 'key.language', act: switchLanguage },
  { group: 'other', keys: ['F6'], text: 'key.leave', act: leaveWork },
  { group: 'other', keys: ['?', 'F1'], cap: '?', text: 'key.help', act: () => open('help') },
]

/** Keys that mean something where no document is open. */
const ANYWHERE: ReadonlySet<TextKey> = new Set<TextKey>([
  ...(['key.help', 'key.language', 'key.leave', 'key.filter', 'key.undo', 'key.nextDocument', 'key.leftover'] as const),
])

const byKey = new Map(KEYS.flatMap((line) => line.keys.map((key) => [key, line] as const)))

/** Answers a key pressed in the review screen; what is typed elsewhere, and the browser's own keys, are left alone. */
export function onKey(event: KeyboardEvent): void {
  const target = event.target as HTMLElement
  // From the filters back to the cells.
  if (target.closest('.filters') && (event.key === 'Enter' || event.key === 'Escape')) {
    toWork()
    event.preventDefault()
    return
  }
  if (event.isComposing || target.closest('input, textarea, select, dialog, header')) return
  // Nothing happens behind a dialog, wherever the focus has gone.
  if (document.querySelector('dialog[open]')) return
  // A button that somebody tabbed to from outside is pressed by Enter and space, as anywhere.
  if (target.closest('button, a') && (event.key === 'Enter' || event.key === ' ')) return
  const line = lineOf(event)
  // Without a document Tab goes to the buttons, as anywhere; there is nothing to settle or to move in.
  // A key that is held down goes on moving, and settles once: nobody sees what it would settle next.
  if (event.repeat && line && !goesOn(line)) {
    // Nothing more happens.
  } else if (phase.value !== 'working') {
    if (!line || !ANYWHERE.has(line.text)) return
    line.act()
  } else if (onBoxKey(event)) {
    // The box of a missing cell has the arrows, and Enter, for itself.
  } else if (line) line.act()
  else if (!event.ctrlKey && !event.metaKey && !event.altKey && /^[0-9.,%-]$/.test(event.key)) typeOrOpen(event.key)
  else return
  event.preventDefault()
}

/** The line of the list that a key means: named characters first, then places on the keyboard, whatever the layout. */
function lineOf(event: KeyboardEvent): KeyLine | undefined {
  const modifiers = `${event.ctrlKey ? 'Ctrl+' : ''}${event.metaKey ? 'Meta+' : ''}${event.altKey ? 'Alt+' : ''}`
  const shift = event.shiftKey ? 'Shift+' : ''
  return (
    byKey.get(`${modifiers}${shift}${event.key}`) ??
    byKey.get(`${modifiers}${shift}${event.code}`) ??
    // Shift makes a character such as ? or +, which then stands for itself; Shift and a letter mean nothing else.
    (event.key.length === 1 && !/^\p{L}$/u.test(event.key) ? byKey.get(`${modifiers}${event.key}`) : undefined)
  )
}

function goesOn({ group, text }: KeyLine): boolean {
  if (text === 'key.nextDocument' || text === 'key.leftover') return false
  return group === 'move' || group === 'picture' || text === 'key.erase'
}

function typeOrOpen(character: string): void {
  if (wantsText()) openWords(character)
  else type(character)
}

function open(name: Exclude<typeof dialog.value, null>): void {
  dialog.value = name
}

function cancel(): void {
  boxing.value = false
  clear()
}

/** To the first filter, whose others are a Tab away. */
function toFilters(): void {
  document.querySelector<HTMLElement>('.bar .filters select')?.focus()
}

/** Out of the working area, where Tab is the next cell, to the header, where it is the next link. */
function leaveWork(): void {
  document.querySelector<HTMLElement>('header a')?.focus()
}
