import { effect } from '@preact/signals'
import { task } from '../review/state.ts'
import { show } from '../review/turns.ts'

let forget = () => {}

/** Puts the cursor on a field as soon as the review screen, which a link leads to, has opened its document. */
export function goToCell(document: string, field: string): void {
  forget()
  let found = false
  const ends = effect(() => {
    const open = task.value
    if (!open || found) return
    found = true
    // Another document is there where this one is in other hands.
    queueMicrotask(() => {
      forget()
      if (open.document === document) show(field)
    })
  })
  forget = () => {
    forget = () => {}
    ends()
  }
}
