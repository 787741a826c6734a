import { signal } from '@preact/signals'

export type DialogName = 'help' | 'note' | 'mark' | 'text' | 'history' | null

/** The dialog that is open over the review screen. */
export const dialog = signal<DialogName>(null)

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
