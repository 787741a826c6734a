import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { Stretch } from '../../../pipeline/correct/text-stretches.ts'
import { placeOf } from '../review/labels.ts'
import { current, currentField, task } from '../review/state.ts'
import { t } from '../text/index.ts'
import { findInLines, type InLines } from './lines.ts'
import { fetchLines, linesFor, markedLines, sourceLines } from './source-lines.ts'

const NOWHERE: InLines = { label: new Set(), row: new Set(), value: null }

/** Lines that a dialog is about, from 1 and both included. */
export const pointedAt = signal<Stretch | null>(null)

/** The lines of a text dump, which has no picture; the cursor's row is lit in them, and its value marked. */
export function PageText() {
  const list = useRef<HTMLOListElement>(null)
  const document = task.value?.document ?? ''
  useEffect(() => {
    void fetchLines(document)
  }, [document])
  const shown = sourceLines.value
  const lines = shown?.lines ?? []
  const at = whereIs(lines)
  const pointed = pointedAt.value
  const dropped = new Set(
    markedLines.value.filter(({ mark }) => mark.form === null).flatMap((own) => own.lines.map(({ line }) => line)),
  )
  useEffect(() => {
    if (pointed) list.current?.children[pointed.from - 1]?.scrollIntoView({ block: 'center' })
  }, [pointed?.from])
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
        <li key={i} class={classOf(i, at, pointed, dropped.has(i + 1))}>
          {at.value?.line === i ? marked(line, at.value) : line}
        </li>
      ))}
    </ol>
  )
}

function classOf(index: number, at: InLines, pointed: Stretch | null, dropped: boolean): string {
  if (pointed) return index + 1 >= pointed.from && index + 1 <= pointed.to ? 'pointed' : ''
  return at.label.has(index) ? 'lit' : at.row.has(index) ? 'near' : dropped ? 'dropped' : ''
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
export function whereIs(lines: readonly string[]): InLines {
  const place = placeOf(current.value, task.value?.report.document.form ?? null)
  const raw = currentField.value?.raw ?? ''
  if (place)
    return findInLines(linesFor(place.table.id, lines), place.table, { row: place.row, column: place.column, raw })
  const line = raw === '' ? -1 : lines.findIndex((one) => one.includes(raw))
  if (line === -1) return NOWHERE
  const from = lines[line]!.indexOf(raw)
  return { label: new Set([line]), row: new Set(), value: { line, from, to: from + raw.length } }
}
