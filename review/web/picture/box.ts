import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Box } from '../../../schemas/geometry.ts'
import { draft } from '../review/state.ts'
import { boxing, page, pane, view } from './state.ts'
import { toPage } from './view.ts'

/** In points: smaller is a slip of the hand, not a cell. */
const LEAST = 3

/** Lets somebody drag the box of a cell that the reading lacks; returns the box while it is being drawn. */
export function useBox(frame: RefObject<HTMLElement | null>): Box | null {
  const [drawn, setDrawn] = useState<Box | null>(null)
  useEffect(() => {
    const element = frame.current
    if (!element) return
    let from: { x: number; y: number } | null = null
    const at = (event: PointerEvent) => {
      const { left, top } = element.getBoundingClientRect()
      return view.value ? toPage(view.value, pane.value, event.clientX - left, event.clientY - top) : null
    }
    const down = (event: PointerEvent) => {
      if (!boxing.value) return
      from = at(event)
      element.setPointerCapture(event.pointerId)
    }
    const move = (event: PointerEvent) => {
      const to = from && at(event)
      if (from && to) setDrawn(boxOf(from, to))
    }
    const up = (event: PointerEvent) => {
      const to = from && at(event)
      const box = from && to && boxOf(from, to)
      from = null
      setDrawn(null)
      if (!box || box[2] - box[0] < LEAST || box[3] - box[1] < LEAST) return
      draft.value = { ...draft.value, place: { page: page.value, box } }
      boxing.value = false
    }
    element.addEventListener('pointerdown', down)
    element.addEventListener('pointermove', move)
    element.addEventListener('pointerup', up)
    return () => {
      element.removeEventListener('pointerdown', down)
      element.removeEventListener('pointermove', move)
      element.removeEventListener('pointerup', up)
    }
  }, [frame])
  return drawn
}

function boxOf(a: { x: number; y: number }, b: { x: number; y: number }): Box {
  const round = (value: number) => Math.round(value * 100) / 100
  return [
    round(Math.max(0, Math.min(a.x, b.x))),
    round(Math.max(0, Math.min(a.y, b.y))),
    round(Math.max(a.x, b.x)),
    round(Math.max(a.y, b.y)),
  ]
}
