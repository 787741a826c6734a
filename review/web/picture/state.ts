import { computed, signal } from '@preact/signals'
import type { Box } from '../../../schemas/geometry.ts'
import { current, currentField, draft, task } from '../review/state.ts'
import { gridOf, neighboursOf } from '../table/cells.ts'
import type { PagePicture } from './source.ts'
import { fitBox, fitPage, pan, type Size, turn, type View, zoom } from './view.ts'

/** The page that is shown: the cursor's, unless somebody turned pages. */
export const turnedTo = signal<number | null>(null)
export const pane = signal<Size>({ width: 0, height: 0 })
export const shownPicture = signal<{ readonly key: string; readonly picture: PagePicture } | null>(null)
/** The view chosen by hand; null follows the cursor's cell. */
const chosen = signal<View | null>(null)
export const whole = signal(false)
/** Contrast and brightness, in per cent. */
export const contrast = signal(100)
export const brightness = signal(100)
/** Whether dragging draws the box of a cell that the reading lacks. */
export const boxing = signal(false)
/** The box that keys move and size meanwhile. */
export const framed = signal<Box | null>(null)

export const cellBox = computed<{ readonly page: number; readonly box: Box } | null>(() => {
  if (draft.value.place) return draft.value.place
  const field = currentField.value
  return field?.page && field.box ? { page: field.page, box: field.box } : null
})

/** A missing field has no place, but its row or column may. */
const near = computed<{ readonly page: number; readonly box: Box } | null>(() => {
  const report = task.value?.report
  return cellBox.value ?? (report ? neighboursOf(report, current.value) : null)
})

export const page = computed(() => turnedTo.value ?? near.value?.page ?? 1)

/** The boxes of the cursor's row and column on the page that is shown. */
export const band = computed<readonly Box[]>(() => {
  const report = task.value?.report
  const at = report && gridOf(report, current.value)
  if (!at) return []
  const { row, column, rowSpan, columnSpan } = at.cell
  return at.table.cells.flatMap((cell) => {
    const inRow = cell.row < row + rowSpan && row < cell.row + cell.rowSpan
    const inColumn = cell.column < column + columnSpan && column < cell.column + cell.columnSpan
    return inRow !== inColumn && cell.page === page.value && cell.box ? [cell.box] : []
  })
})

export const view = computed<View | null>(() => {
  const picture = shownPicture.value?.picture
  if (!picture || pane.value.width === 0) return null
  if (chosen.value) return chosen.value
  const at = near.value
  if (whole.value || !at || at.page !== page.value) return fitPage(picture, pane.value)
  return fitBox(at.box, picture, pane.value)
})

/** Follows the cursor again. */
export function follow(): void {
  chosen.value = null
  turnedTo.value = null
  boxing.value = false
}

export function zoomBy(factor: number, x?: number, y?: number): void {
  if (view.value) chosen.value = zoom(view.value, factor, pane.value, x, y)
}

export function panBy(dx: number, dy: number): void {
  if (view.value) chosen.value = pan(view.value, dx, dy)
}

export function rotate(): void {
  if (view.value) chosen.value = turn(view.value)
}

/** Lets the next drag, or keys, draw a cell's box, or no longer. */
export function toggleBoxing(): void {
  boxing.value = !boxing.value
  framed.value = boxing.value ? firstBox() : null
}

/** Where a box begins: where the cell must be, else in the middle of what is shown. */
function firstBox(): Box | null {
  if (near.value?.page === page.value) return rounded(near.value.box)
  const at = view.value
  return at && rounded([at.x - 24, at.y - 8, at.x + 24, at.y + 8])
}

function rounded(box: Box): Box {
  const [x0, y0, x1, y1] = box.map((value) => Math.max(0, Math.round(value * 100) / 100))
  return [x0!, y0!, x1!, y1!]
}

/** The whole page, and back to the cell. */
export function toggleWhole(): void {
  chosen.value = null
  whole.value = !whole.value
}

/** Turns pages, without leaving the document. */
export function turnPage(by: number): void {
  const last = task.value?.pages ?? 1
  chosen.value = null
  turnedTo.value = Math.min(last, Math.max(1, page.value + by))
}

const CONTRASTS = [100, 160, 240] as const

/** The next of a few contrasts; brightness is for the mouse. */
export function nextContrast(): void {
  contrast.value = CONTRASTS.find((level) => level > contrast.value) ?? CONTRASTS[0]
}
