import { computed, signal } from '@preact/signals'
import { lineMarks } from '../../../pipeline/correct/line-marks.ts'
import { readText } from '../../../pipeline/read/text.ts'
import type { PageText } from '../../api/documents.ts'
import { PATHS } from '../../api/paths.ts'
import { call, pathOf } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { task } from '../review/state.ts'

type Shown = { readonly document: string; readonly lines: readonly string[]; readonly failed: string }

const text = signal<Shown | null>(null)

/** The lines of the open text dump, or why they cannot be had; null until either is known. */
export const sourceLines = computed(() => (text.value?.document === task.value?.document ? text.value : null))

/** The same as it is read, by the server's own code. */
export const sourceReading = computed(() => sourceLines.value && readText(sourceLines.value.lines.join('\n')))

/** The stretches of lines that people marked, as assembling takes them. */
export const markedLines = computed(() => {
  const marks = new Map(Object.entries(task.value?.marks ?? {}))
  return sourceReading.value ? lineMarks(marks, [sourceReading.value]).stretches : []
})

/** Fetches a text dump's lines, unless they are there. */
export async function fetchLines(document: string): Promise<void> {
  if (text.peek()?.document === document && text.peek()?.failed === '') return
  const reply = await call<PageText>('GET', pathOf(PATHS.text, { id: document, page: 1 }))
  if (task.peek()?.document !== document) return
  text.value = reply.ok
    ? { document, lines: reply.value.lines, failed: '' }
    : { document, lines: [], failed: failureText(reply) }
}

/**
 * The lines in which a form's table is to be looked for, the others empty: those marked as it, where there are any; else
 * those that are not marked as something else.
 */
export function linesFor(table: string, lines: readonly string[]): readonly string[] {
  const stretches = markedLines.value
  if (stretches.length === 0) return lines
  const numbers = (own: typeof stretches) => new Set(own.flatMap((stretch) => stretch.lines.map(({ line }) => line)))
  const its = numbers(stretches.filter(({ mark }) => mark.table === table))
  const others = numbers(stretches)
  return lines.map((line, i) => ((its.size > 0 ? its.has(i + 1) : !others.has(i + 1)) ? line : ''))
}
