import type { Box } from '../../../schemas/geometry.ts'
import { draft } from '../review/state.ts'
import { boxing, framed, page } from './state.ts'

/** In points: how far a key moves an edge. */
const STEP = 3
const LEAST = 6

const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
}

/** Answers a key while a missing cell is framed: arrows move the box, with Shift they size it, Enter takes it. */
export function onBoxKey({ key, shiftKey, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  const box = framed.value
  if (!boxing.value || !box || altKey || ctrlKey || metaKey) return false
  if (key === 'Enter') {
    draft.value = { ...draft.value, place: { page: page.value, box } }
    boxing.value = false
    return true
  }
  const way = WAYS[key]
  if (!way) return false
  framed.value = shiftKey ? sized(box, way) : moved(box, way)
  return true
}

function moved([x0, y0, x1, y1]: Box, [dx, dy]: readonly [number, number]): Box {
  const [x, y] = [Math.max(dx, -x0), Math.max(dy, -y0)]
  return [x0 + x, y0 + y, x1 + x, y1 + y]
}

function sized([x0, y0, x1, y1]: Box, [dx, dy]: readonly [number, number]): Box {
  return [x0, y0, Math.max(x0 + LEAST, x1 + dx), Math.max(y0 + LEAST, y1 + dy)]
}
