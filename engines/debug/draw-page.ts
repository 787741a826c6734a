import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import type { Raster } from '../../pipeline/image/raster.ts'
import type { Box, Ruling } from '../../schemas/geometry.ts'
import type { Grid, GridCell, Line } from '../../schemas/page.ts'
import { COLOURS, colourOf, LEGEND } from './colours.ts'
import { pictureOf } from './picture.ts'
import { createPen, type Pen, type Written } from './write.ts'

/** A page to look at, upright: its size in points, its picture (null: none), and what was found, in points too. */
export type DebugPage = {
  readonly title?: string
  readonly width: number
  readonly height: number
  readonly raster: Raster | null
  readonly rulings: readonly Ruling[]
  readonly grids: readonly Grid[]
  readonly lines: readonly Line[]
  /** Probability, 0 … 1, that a cell was read right, where somebody has one; else its readings' scores count. */
  readonly confidenceOf?: (cell: GridCell) => number | null
}

/** Pixels per point, and the most pixels along a panel's side: 11 px letters fit into the cells of a full page. */
const [SCALE, LONGEST] = [2.5, 3200]
/** Pixels. */
const [LEGEND_HEIGHT, GAP] = [30, 12]

/**
 * Draws what was found on a page as a PNG: on the left the picture with rulings, cell outlines and boxes of prose, on the
 * right the same cells with what the readers made of them, coloured by how sure they are. Chinese text needs a font that
 * has it; without one such text is left out and the boxes stay.
 */
export function drawDebugPage(page: DebugPage): Uint8Array {
  const scale = Math.min(SCALE, LONGEST / Math.max(page.width, page.height, 1))
  const [width, height] = [Math.max(1, Math.ceil(page.width * scale)), Math.max(1, Math.ceil(page.height * scale))]
  const canvas = createCanvas(2 * width + GAP, height + LEGEND_HEIGHT)
  const ctx = canvas.getContext('2d')
  ctx.fillStyle = COLOURS.gap
  ctx.fillRect(0, 0, canvas.width, canvas.height)
  panel(ctx, 0, width, height, () => drawPicture(ctx, page, scale))
  panel(ctx, width + GAP, width, height, () => drawReadings(ctx, page, scale))
  drawLegend(ctx, page, canvas)
  return new Uint8Array(canvas.toBuffer('image/png'))
}

function panel(ctx: SKRSContext2D, left: number, width: number, height: number, draw: () => void): void {
  ctx.save()
  ctx.translate(left, LEGEND_HEIGHT)
  ctx.beginPath()
  ctx.rect(0, 0, width, height)
  ctx.clip()
  ctx.fillStyle = COLOURS.paper
  ctx.fillRect(0, 0, width, height)
  draw()
  ctx.restore()
}

function drawPicture(ctx: SKRSContext2D, page: DebugPage, scale: number): void {
  if (page.raster) {
    const [width, height] = [page.width * scale, page.height * scale]
    ctx.drawImage(pictureOf(page.raster, width), 0, 0, width, height)
    ctx.fillStyle = COLOURS.veil
    ctx.fillRect(0, 0, width, height)
  }
  for (const cell of page.grids.flatMap((grid) => grid.cells)) {
    if (!cell.box) continue
    const spans = cell.rowSpan > 1 || cell.columnSpan > 1
    // A little inside, so that neighbours do not hide each other and a missing cell shows.
    outline(ctx, cell.box, scale, spans ? COLOURS.span : COLOURS.cell, 1.5)
  }
  for (const line of page.lines) if (line.box) outline(ctx, line.box, scale, COLOURS.line, 0)
  drawRulings(ctx, page.rulings, scale, 2)
}

function drawReadings(ctx: SKRSContext2D, page: DebugPage, scale: number): void {
  const pen = createPen(ctx)
  for (const grid of page.grids) {
    for (const cell of grid.cells) {
      if (!cell.box) continue
      const [x0, y0, x1, y1] = scaled(cell.box, scale)
      ctx.fillStyle = colourOf(cell, page.confidenceOf?.(cell) ?? null)
      ctx.fillRect(x0 + 1, y0 + 1, x1 - x0 - 2, y1 - y0 - 2)
      outline(ctx, cell.box, scale, COLOURS.edge, 0.2)
      pen.write(labelOf(cell), [x0, y0, x1, y1])
    }
  }
  drawRulings(ctx, page.rulings, scale, 0.5)
  for (const line of page.lines) writeLine(ctx, pen, line, scale)
}

function writeLine(ctx: SKRSContext2D, pen: Pen, line: Line, scale: number): void {
  if (!line.box) return
  outline(ctx, line.box, scale, COLOURS.line, 0)
  pen.fit(line.text, COLOURS.text, scaled(line.box, scale))
}

/** What a cell's label says, line by line: its text, each reader's score and reading (= where it is the text), its ink. */
function labelOf(cell: GridCell): readonly Written[] {
  const score = (of: number) => of.toFixed(3).replace(/^0|\.?0+$/g, '') || '0'
  const readings = cell.readings.map(({ reader, raw, score: of }) => {
    return `${reader.slice(0, 2)} ${score(of)}${raw === cell.text ? '' : ` ${raw || '(nothing)'}`}`
  })
  const agreed = cell.readings.every(({ raw }) => raw === cell.text)
  const ink = cell.ink === null ? '' : `ink ${(100 * cell.ink).toFixed(1)}%`
  const mark = cell.mark === 'characters' ? '' : (cell.mark ?? '')
  return [
    { text: cell.text, colour: COLOURS.text, size: 15 },
    ...(agreed ? [readings.join(' ')] : readings).map((text) => ({ text, colour: COLOURS.reading })),
    { text: [mark, ink].filter((part) => part !== '').join(' '), colour: COLOURS.note },
  ].filter(({ text }) => text !== '')
}

function drawRulings(ctx: SKRSContext2D, rulings: readonly Ruling[], scale: number, width: number): void {
  ctx.strokeStyle = COLOURS.ruling
  ctx.lineWidth = width
  for (const { kind, at, from, to } of rulings) {
    const across = kind === 'horizontal'
    ctx.beginPath()
    ctx.moveTo(scale * (across ? from : at), scale * (across ? at : from))
    ctx.lineTo(scale * (across ? to : at), scale * (across ? at : to))
    ctx.stroke()
  }
}

function outline(ctx: SKRSContext2D, box: Box, scale: number, colour: string, inset: number): void {
  const [x0, y0, x1, y1] = scaled(box, scale)
  ctx.strokeStyle = colour
  ctx.lineWidth = 1
  const by = inset * scale
  ctx.strokeRect(x0 + by, y0 + by, Math.max(1, x1 - x0 - 2 * by), Math.max(1, y1 - y0 - 2 * by))
}

function scaled([x0, y0, x1, y1]: Box, scale: number): Box {
  return [x0 * scale, y0 * scale, x1 * scale, y1 * scale]
}

function drawLegend(ctx: SKRSContext2D, page: DebugPage, canvas: Canvas): void {
  ctx.fillStyle = COLOURS.bar
  ctx.fillRect(0, 0, canvas.width, LEGEND_HEIGHT)
  const pen = createPen(ctx)
  const cells = page.grids.reduce((sum, grid) => sum + grid.cells.length, 0)
  const counts = `${page.grids.length} grids, ${cells} cells, ${page.rulings.length} rulings, ${page.lines.length} lines`
  let x = 8
  for (const text of [page.title ?? '', counts, page.raster ? '' : 'no picture']) {
    if (text !== '') x += pen.line(text, COLOURS.bright, x, LEGEND_HEIGHT / 2) + 16
  }
  for (const { colour, text, stroke } of LEGEND) {
    if (stroke) {
      ctx.strokeStyle = colour
      ctx.lineWidth = 2
      ctx.strokeRect(x, 9, 14, 12)
    } else {
      ctx.fillStyle = colour
      ctx.fillRect(x, 8, 16, 14)
    }
    x += 22 + pen.line(text, COLOURS.bright, x + 22, LEGEND_HEIGHT / 2) + 14
  }
}
