import { useEffect, useRef } from 'preact/hooks'
import { Picture } from '../picture/pane.tsx'
import { PageText } from '../picture/text.tsx'
import { TablePane } from '../table/pane.tsx'
import { t } from '../text/index.ts'
import { dropAhead } from './ahead.ts'
import { Bar } from './bar.tsx'
import { CellCard } from './cell.tsx'
import { Dialogs } from './dialogs.tsx'
import { Equations } from './equations.tsx'
import { onKey } from './keys.ts'
import { keepLeases, leaveToOwn } from './leases.ts'
import { LeftoverLine } from './leftover-line.tsx'
import { said } from './messages.ts'
import { Nothing } from './nothing.tsx'
import { pump } from './outbox.ts'
import { phase, task } from './state.ts'
import { begin, quit } from './turns.ts'

/** The review screen: the page on the left, on the right the cell, the rebuilt table, and the equations. */
export function ReviewScreen({ document: wanted }: { readonly document?: string }) {
  const work = useRef<HTMLElement>(null)
  useEffect(() => {
    void begin(wanted)
  }, [wanted])
  useEffect(() => {
    const ends = keepLeases()
    addEventListener('keydown', onKey)
    addEventListener('pagehide', goAway)
    void pump()
    return () => {
      removeEventListener('pagehide', goAway)
      ends()
      removeEventListener('keydown', onKey)
      quit()
    }
  }, [])
  const ready = phase.value === 'working' && task.value !== null
  const there = phase.value !== 'loading'
  // From the link that led here, at once; later on only where the focus was lost with what is gone: whoever went to the
  // header or to the filters meanwhile stays there, and does not press a key there that settles a cell here.
  useEffect(() => work.current?.focus({ preventScroll: true }), [])
  useEffect(() => {
    if (there && !document.activeElement?.closest('.filters, .header')) work.current?.focus({ preventScroll: true })
  }, [there])
  return (
    <main class="review" ref={work} tabIndex={-1} aria-label={t('nav.review')}>
      <Bar />
      <LeftoverLine />
      {ready ? (
        <div class="work">
          <section class="left" aria-label={t('picture.label')}>
            {task.value?.report.source.kind === 'text' ? <PageText /> : <Picture />}
          </section>
          <section class="right" aria-label={t('table.label')}>
            <CellCard />
            <TablePane />
            <Equations />
          </section>
        </div>
      ) : (
        <Nothing />
      )}
      <footer class={`said ${said.value.tone}`}>
        <span role="status" aria-live="polite">
          {said.value.text}
        </span>
        <span class="grow" />
        <span class="quiet">{t('review.hint')}</span>
      </footer>
      <Dialogs />
    </main>
  )
}

/** Who closes the page gives back what was only fetched ahead; the open document may be wanted again after a reload. */
function goAway(): void {
  dropAhead()
  if (task.value) leaveToOwn(task.value.document)
}
