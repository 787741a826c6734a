import { useEffect, useRef } from 'preact/hooks'
import { asForm } from '../review/dialogs.ts'
import { placeOf } from '../review/labels.ts'
import { current, task } from '../review/state.ts'
import { t } from '../text/index.ts'
import { gridOf } from './cells.ts'
import { FactsTable } from './facts.tsx'
import { FormTableView } from './form.tsx'
import { PrintedTable } from './printed.tsx'

/** The table that the cursor's field stands in: as printed where it has a place there, else as the form has it. */
export function TablePane() {
  const pane = useRef<HTMLDivElement>(null)
  const report = task.value?.report
  const at = report && gridOf(report, current.value)
  const place = report && placeOf(current.value, report.document.form)
  useEffect(() => {
    const element = pane.current
    if (!element) return
    // At once, and whenever the window leaves it another height.
    const observer = new ResizeObserver(() => showCell(element))
    observer.observe(element)
    showCell(element)
    return () => observer.disconnect()
  }, [current.value, asForm.value, report])
  if (!report) return <div class="table-pane" />
  return (
    <div class="table-pane" ref={pane}>
      {at && !asForm.value ? (
        <PrintedTable report={report} table={at.table} />
      ) : place ? (
        <FormTableView report={report} place={place} />
      ) : (
        <FactsTable report={report} />
      )}
      {!at && place && report.source.kind !== 'text' && <p class="quiet table-note">{t('table.noPlace')}</p>}
    </div>
  )
}

function showCell(pane: HTMLElement): void {
  const cell = pane.querySelector<HTMLElement>('[aria-selected=true]')
  if (cell) intoView(cell, pane)
}

/** Brings a cell away from the edges of its pane, without moving anything where it is in sight already. */
function intoView(cell: HTMLElement, pane: HTMLElement): void {
  const inner = cell.getBoundingClientRect()
  const outer = pane.getBoundingClientRect()
  const margin = 24
  const top = pane.querySelector('thead')
  // On low screens the head scrolls away with the rest.
  const head = top && getComputedStyle(top).position === 'sticky' ? top.offsetHeight : 0
  if (inner.top < outer.top + head + margin || inner.bottom > outer.bottom - margin)
    pane.scrollTop += inner.top - outer.top - (outer.height + head - inner.height) / 2
  if (inner.left < outer.left || inner.right > outer.right)
    pane.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2
}
