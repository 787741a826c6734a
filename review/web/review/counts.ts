import { signal } from '@preact/signals'
import { PATHS } from '../../api/paths.ts'
import type { QueueCounts } from '../../api/progress.ts'
import type { QueueChoices } from '../../api/review.ts'
import { call, pathOf } from '../api/client.ts'
import { startOfDay } from '../day.ts'
import { filter } from './state.ts'

/** How much waits under the filter, and what oneself did today. */
export const counts = signal<QueueCounts | null>(null)
/** What the queue can be filtered by. */
export const choices = signal<QueueChoices | null>(null)

/** Milliseconds that news of others are gathered: a batch that is being read changes the queue many times a second. */
const GATHER_MS = 2_000
let running = false
let wanted = false
let gathering: ReturnType<typeof setTimeout> | undefined

/** Counts anew, at once; asked for while it counts, once more after that. */
export async function count(): Promise<void> {
  wanted = true
  if (running) return
  running = true
  while (wanted) {
    wanted = false
    const asked = filter.value
    const { except: _, ...scope } = asked
    const reply = await call<QueueCounts>('GET', pathOf(PATHS.counts, {}, { ...scope, today: startOfDay() }))
    if (reply.ok && asked === filter.value) counts.value = reply.value
  }
  running = false
}

/** Counts anew soon, with what the queue can be filtered by. */
export function countSoon(): void {
  if (gathering !== undefined) return
  gathering = setTimeout(() => {
    gathering = undefined
    void count()
    void loadChoices()
  }, GATHER_MS)
}

/** Asks what the queue can be filtered by; not under the eyes of somebody who is choosing. */
export async function loadChoices(): Promise<void> {
  const reply = await call<QueueChoices>('GET', PATHS.filters)
  const choosing = document.activeElement?.closest('.filters') && choices.value
  if (reply.ok && !choosing) choices.value = reply.value
}
