import { useEffect, useRef, useState } from 'preact/hooks'
import { failing, shownOf } from '../review/live.ts'
import { current, draft, task } from '../review/state.ts'
import { t } from '../text/index.ts'
import { useBox } from './box.ts'
import { drawMarks, drawPicture } from './draw.ts'
import { picture, WIDTHS } from './source.ts'
import {
  band,
  boxing,
  brightness,
  cellBox,
  contrast,
  framed,
  page,
  panBy,
  pane,
  shownPicture,
  view,
  zoomBy,
} from './state.ts'
import { Tools } from './tools.tsx'

/** The page's picture, zoomed to the cell, its row and column lit. */
export function Picture() {
  const frame = useRef<HTMLDivElement>(null)
  const below = useRef<HTMLCanvasElement>(null)
  const above = useRef<HTMLCanvasElement>(null)
  const document = task.value?.document ?? ''
  useEffect(() => watchSize(frame.current!), [])
  const [failed, setFailed] = useState(false)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let wanted = true
    const number = page.value
    setFailed(false)
    void picture(document, number).then((found) => {
      if (!wanted) return
      shownPicture.value = found && { key: `${document} ${number}`, picture: found }
      setFailed(!found)
    })
    return () => {
      wanted = false
    }
  }, [document, page.value, tries])
  useFiner(document)
  const drawn = useBox(frame)
  const byKeys = boxing.value ? framed.value : null
  const shown = shownPicture.value
  const at = shown?.key === `${document} ${page.value}` ? shown.picture : null
  const [now, size] = [view.value, pane.value]
  useEffect(() => {
    if (at && now && below.current) drawPicture(below.current, at, now, size)
  }, [at, now, size])
  useEffect(() => {
    if (!at || !now || !above.current) return
    const cell = cellBox.value?.page === page.value ? cellBox.value.box : null
    drawMarks(above.current, { cell, band: band.value, drawn: drawn ?? byKeys, tone: toneOf(current.value) }, now, size)
  })
  useEffect(() => {
    // The canvas element's own style is set through the object model, which the content security policy leaves free.
    below.current?.style.setProperty('filter', `contrast(${contrast.value}%) brightness(${brightness.value}%)`)
  }, [contrast.value, brightness.value])
  return (
    <>
      <div
        class={`picture ${boxing.value ? 'boxing' : ''} ${at ? '' : 'fetching'}`}
        ref={frame}
        role="img"
        aria-label={t('picture.page', { page: page.value, pages: task.value?.pages ?? 1 })}
      >
        <canvas ref={below} />
        <canvas ref={above} />
        {!at && (
          <p class="picture-wait" role="status">
            {t(failed ? 'picture.failed' : 'picture.fetching')}
            {failed && (
              <button type="button" onClick={() => setTries(tries + 1)}>
                {t('picture.again')}
              </button>
            )}
          </p>
        )}
        {boxing.value && <p class="picture-note">{t('picture.boxKeys')}</p>}
        {!boxing.value && draft.value.place && !draft.value.text && !draft.value.chosen && (
          <p class="picture-note">{t('picture.boxed')}</p>
        )}
      </div>
      <Tools />
    </>
  )
}

function toneOf(field: string): 'flagged' | 'failing' | 'corrected' {
  if (shownOf(field)?.from !== 'reading') return 'corrected'
  return failing.value.has(field) ? 'failing' : 'flagged'
}

/** A finer picture once the page is looked at closer than the first one shows. */
function useFiner(document: string): void {
  const number = page.value
  const shown = shownPicture.value
  const scale = view.value?.scale ?? 0
  const coarse =
    shown &&
    shown.picture.bitmap.width < WIDTHS[1] * 0.8 &&
    scale * shown.picture.width * devicePixelRatio > WIDTHS[0] * 1.4
  useEffect(() => {
    if (!coarse) return
    void picture(document, number, WIDTHS[1]).then((found) => {
      const key = `${document} ${number}`
      if (found && shownPicture.peek()?.key === key) shownPicture.value = { key, picture: found }
    })
  }, [coarse, document, number])
}

/** Keeps the pane's size, and lets the mouse drag and the wheel zoom. */
function watchSize(frame: HTMLElement): () => void {
  const observer = new ResizeObserver(() => {
    pane.value = { width: frame.clientWidth, height: frame.clientHeight }
  })
  observer.observe(frame)
  const wheel = (event: WheelEvent) => {
    event.preventDefault()
    const { left, top } = frame.getBoundingClientRect()
    zoomBy(Math.exp(-event.deltaY * 0.0015), event.clientX - left, event.clientY - top)
  }
  const move = (event: PointerEvent) => {
    if (event.buttons === 1 && !boxing.value) panBy(event.movementX, event.movementY)
  }
  frame.addEventListener('wheel', wheel, { passive: false })
  frame.addEventListener('pointermove', move)
  return () => {
    observer.disconnect()
    frame.removeEventListener('wheel', wheel)
    frame.removeEventListener('pointermove', move)
  }
}
