import { signal } from '@preact/signals'

export type Message = { readonly text: string; readonly tone: 'calm' | 'warning' | 'wrong' }

/** What a screen reader is told, and the line at the foot shows: what was accepted, or why a key did nothing. */
export const said = signal<Message>({ text: '', tone: 'calm' })

/** Says something on the line at the foot. */
export function say(text: string, tone: Message['tone'] = 'calm'): void {
  said.value = { text, tone }
}
