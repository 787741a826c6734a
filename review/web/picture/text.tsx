import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { canonical } from '../../../pipeline/read/canonical.ts'
import type { PageText as Lines } from '../../api/documents.ts'
import { PATHS } from '../../api/paths.ts'
import { call, pathOf } from '../api/client.ts'
import { placeOf } from '../review/labels.ts'
import { current, task } from '../review/state.ts'
import { t } from '../text/index.ts'

const text = signal<{ readonly document: string; readonly lines: readonly string[] } | null>(null)
const LEAST = 2

/** The lines of a text dump, which has no picture; those that hold the cursor's row are lit. */
export function PageText() {
  const list = useRef<HTMLOListElement>(null)
  const document = task.value?.document ?? ''
  useEffect(() => {
    void call<Lines>('GET', pathOf(PATHS.text, { id: document, page: 1 })).then((reply) => {
      if (task.peek()?.document === document) text.value = { document, lines: reply.ok ? reply.value.lines : [] }
    })
  }, [document])
  const lines = text.value?.document === document ? text.value.lines : []
  const lit = litLines(lines, current.value, task.value?.report.document.form ?? null)
  useEffect(() => {
    list.current?.querySelector('.lit')?.scrollIntoView({ block: 'center' })
  }, [current.value, lines])
  return (
    <ol class="page-text" ref={list} aria-label={t('picture.lines')}>
      {lines.map((line, i) => (
        <li key={i} class={lit.has(i) ? 'lit' : ''}>
          {line}
        </li>
      ))}
    </ol>
  )
}

/** The lines with the label of a field's row; labels that a dump broke are found by their beginning. */
export function litLines(lines: readonly string[], field: string, form: string | null): ReadonlySet<number> {
  const place = placeOf(field, form)
  const row = place?.table.rows.find(({ id }) => id === place.row)
  if (!row) return new Set()
  const labels = [row.label, ...row.aliases].map(canonical).filter((label) => label.length >= LEAST)
  const plain = lines.map(canonical)
  const whole = plain.flatMap((line, i) => (labels.some((label) => line.includes(label)) ? [i] : []))
  if (whole.length > 0) return new Set(whole)
  const starts = labels.map((label) => label.slice(0, Math.max(4, Math.floor(label.length / 2))))
  return new Set(plain.flatMap((line, i) => (starts.some((start) => line.includes(start)) ? [i] : [])))
}
