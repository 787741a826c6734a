import { signal } from '@preact/signals'

export type DialogName = 'help' | 'note' | 'mark' | 'text' | 'history' | null

/** The dialog that is open over the review screen. */
export const dialog = signal<DialogName>(null)

/** What the dialog for words begins with; null: what the cell holds. */
export const words = signal<string | null>(null)

/** Opens the dialog for words; with a character typed, which is its beginning. Those typed until it is there follow. */
export function openWords(character?: string): void {
  words.value = character === undefined ? null : (dialog.value === 'text' ? (words.value ?? '') : '') + character
  dialog.value = 'text'
}

/** Gives the keyboard back to the cells. */
export function toWork(): void {
  document.querySelector<HTMLElement>('main.review')?.focus({ preventScroll: true })
}

/** Whether the table is shown as the form has it, rather than as printed. */
export const asForm = signal(false)

/** As printed, or as the form has it. */
export function toggleForm(): void {
  asForm.value = !asForm.value
}
