import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { PageText as Lines } from '../../api/documents.ts'
import { PATHS } from '../../api/paths.ts'
import { call, pathOf } from '../api/client.ts'
import { failureText } from '../api/failure.ts'
import { placeOf } from '../review/labels.ts'
import { current, currentField, task } from '../review/state.ts'
import { t } from '../text/index.ts'
import { findInLines, type InLines } from './lines.ts'

type Shown = { readonly document: string; readonly lines: readonly string[]; readonly failed: string }

const text = signal<Shown | null>(null)
const NOWHERE: InLines = { label: new Set(), row: new Set(), value: null }

/** The lines of a text dump, which has no picture; the cursor's row is lit in them, and its value marked. */
export function PageText() {
  const list = useRef<HTMLOListElement>(null)
  const document = task.value?.document ?? ''
  useEffect(() => {
    void call<Lines>('GET', pathOf(PATHS.text, { id: document, page: 1 })).then((reply) => {
      if (task.peek()?.document !== document) return
      text.value = reply.ok
        ? { document, lines: reply.value.lines, failed: '' }
        : { document, lines: [], failed: failureText(reply) }
    })
  }, [document])
  const shown = text.value?.document === document ? text.value : null
  const lines = shown?.lines ?? []
  const at = whereIs(lines)
  useEffect(() => {
    // The value in the middle; where it is not known, the row's label.
    const mark = list.current?.querySelector('mark') ?? list.current?.querySelector('.lit')
    mark?.scrollIntoView({ block: 'center' })
  }, [current.value, lines])
  if (!shown) return <p class="page-note quiet">{t('list.loading')}</p>
  if (shown.failed) return <p class="page-note wrong">{shown.failed}</p>
  return (
    <ol class="page-text" ref={list} aria-label={t('picture.lines')}>
      {lines.map((line, i) => (
        <li key={i} class={at.label.has(i) ? 'lit' : at.row.has(i) ? 'near' : ''}>
          {at.value?.line === i ? marked(line, at.value) : line}
        </li>
      ))}
    </ol>
  )
}

function marked(line: string, { from, to }: { readonly from: number; readonly to: number }) {
  return (
    <>
      {line.slice(0, from)}
      <mark>{line.slice(from, to)}</mark>
      {line.slice(to)}
    </>
  )
}

/** The place of the cursor's field: of a cell its row and value, of a fact the lines that say it. */
function whereIs(lines: readonly string[]): InLines {
  const place = placeOf(current.value, task.value?.report.document.form ?? null)
  const raw = currentField.value?.raw ?? ''
  if (place) return findInLines(lines, place.table, { row: place.row, column: place.column, raw })
  const line = raw === '' ? -1 : lines.findIndex((one) => one.includes(raw))
  if (line === -1) return NOWHERE
  const from = lines[line]!.indexOf(raw)
  return { label: new Set([line]), row: new Set(), value: { line, from, to: from + raw.length } }
}
