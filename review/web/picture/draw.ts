import type { Box } from '../../../schemas/geometry.ts'
import type { PagePicture } from './source.ts'
import type { Size, View } from './view.ts'

/** What is marked on a page: the cell, its row and column, and a box that is being drawn. */
export type Marks = {
  readonly cell: Box | null
  readonly band: readonly Box[]
  readonly drawn: Box | null
  readonly tone: 'flagged' | 'failing' | 'corrected'
}

const INK = { flagged: '#b45f06', failing: '#b3261e', corrected: '#1a56a8' } as const
const BAND = 'rgba(255, 196, 61, 0.16)'

/** Paints a page's picture into a canvas. */
export function drawPicture(canvas: HTMLCanvasElement, picture: PagePicture, view: View, pane: Size): void {
  const context = prepared(canvas, view, pane)
  context.fillStyle = '#fff'
  context.fillRect(0, 0, picture.width, picture.height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture.bitmap, 0, 0, picture.width, picture.height)
}

/** Paints the marks over it, in a canvas of their own so that contrast leaves them alone. */
export function drawMarks(canvas: HTMLCanvasElement, marks: Marks, view: View, pane: Size): void {
  const context = prepared(canvas, view, pane)
  context.fillStyle = BAND
  for (const [x0, y0, x1, y1] of marks.band) context.fillRect(x0, y0, x1 - x0, y1 - y0)
  if (marks.cell) outline(context, marks.cell, INK[marks.tone], 2.5 / view.scale, [])
  if (marks.drawn) outline(context, marks.drawn, INK.corrected, 2 / view.scale, [6 / view.scale, 4 / view.scale])
}

function outline(
  context: CanvasRenderingContext2D,
  [x0, y0, x1, y1]: Box,
  colour: string,
  width: number,
  dash: readonly number[],
): void {
  const gap = width
  context.strokeStyle = colour
  context.lineWidth = width
  context.setLineDash([...dash])
  context.beginPath()
  context.roundRect(x0 - gap, y0 - gap, x1 - x0 + 2 * gap, y1 - y0 + 2 * gap, gap * 1.5)
  context.stroke()
}

function prepared(canvas: HTMLCanvasElement, view: View, pane: Size): CanvasRenderingContext2D {
  const ratio = devicePixelRatio || 1
  const width = Math.round(pane.width * ratio)
  const height = Math.round(pane.height * ratio)
  // Setting a canvas's size clears it and costs an allocation: only where it changed.
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  const context = canvas.getContext('2d')!
  context.resetTransform()
  context.clearRect(0, 0, width, height)
  context.translate(width / 2, height / 2)
  context.scale(ratio * view.scale, ratio * view.scale)
  context.rotate((view.turns * Math.PI) / 2)
  context.translate(-view.x, -view.y)
  return context
}
