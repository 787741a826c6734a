import type { Box } from '../../schemas/geometry.ts'
import type { PlacedPicture } from './interpret.ts'
import { pdfjs } from './library.ts'
import { type Matrix, mapBox } from './matrix.ts'
import type { Decoded } from './picture-pixels.ts'
import type { Drawn } from './render.ts'

const { OPS } = pdfjs

/** A decoded picture and where it lies on the page, in painting order. */
export type Part = PlacedPicture & { readonly decoded: Decoded }

/** Pixels per point along the page's x and y axes. */
export type Scale = { readonly x: number; readonly y: number }

/** Share of the page that a picture must cover to have a say in the page's resolution: a letterhead's logo has none. */
const WEIGHTY = 0.05

/** Resolutions that differ by less are one: strips are cut to whole points, sizes rounded. */
const SAME = 0.01

/**
 * The pictures of a page: those that could be decoded, how many could not, and how many are of kinds that only rendering
 * draws (one picture repeated, many small ones in one).
 */
export type Parts = { readonly parts: readonly Part[]; readonly lost: number; readonly others: number }

export async function partsOf(
  { operations, drawing }: Drawn,
  objectOf: (name: string) => Promise<unknown>,
): Promise<Parts> {
  const parts: Part[] = []
  let [lost, others] = [0, 0]
  let [order, nth] = [-1, 0]
  for (const picture of drawing.images) {
    nth = picture.order === order ? nth + 1 : 0
    order = picture.order
    const operation = operations.fnArray[order]!
    const decoded = SINGLE.has(operation) && (await decodedOf(operation, operations.argsArray[order], nth, objectOf))
    if (decoded) parts.push({ ...picture, decoded })
    else if (decoded === false) others++
    else if (areaOf(picture.box) > 0) lost++
  }
  return { parts, lost, others }
}

const SINGLE: ReadonlySet<number> = new Set([
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
  OPS.paintImageMaskXObjectGroup,
])

/**
 * The resolution at which the parts make up the page without being resampled; null where something else is painted, or
 * they lie askew, are clipped, see-through or of several resolutions.
 */
export function ownScale({ drawing }: Drawn, parts: readonly Part[]): Scale | null {
  const painted = drawing.strokes.length + drawing.fills.length + drawing.glyphs.filter((g) => g.painted).length
  if (painted > 0 || drawing.cut || parts.length === 0) return null
  const weighty = parts.filter((p) => areaOf(p.box) >= WEIGHTY * drawing.width * drawing.height)
  const largest = parts.reduce((a, b) => (areaOf(b.box) > areaOf(a.box) ? b : a))
  if (weighty.length === 0 && areaOf(cover(parts)) < WEIGHTY * drawing.width * drawing.height) return null
  const scale = scaleOf(largest)
  const whole: Box = [0, 0, drawing.width, drawing.height]
  const fits = (part: Part) => {
    const { x, y } = scaleOf(part)
    const same = Math.abs(x / scale.x - 1) <= SAME && Math.abs(y / scale.y - 1) <= SAME
    return same && part.plain && isAxial(part.matrix, scale) && isWhole(part, whole, scale)
  }
  return parts.every(fits) ? scale : null
}

/** The finest resolution among pictures large enough to hold text, in pixels per point; null where there is none. */
export function finestScale({ drawing }: Drawn, parts: readonly Part[]): number | null {
  const weighty = parts.filter((p) => areaOf(p.box) >= WEIGHTY * drawing.width * drawing.height)
  const scales = weighty.map((p) => Math.max(...Object.values(scaleOf(p))))
  return scales.length === 0 ? null : Math.max(...scales)
}

/** Whether a picture stands on its side: its rows run down the page. */
export function isSideways(m: Matrix): boolean {
  return Math.abs(m[1]) + Math.abs(m[2]) > Math.abs(m[0]) + Math.abs(m[3])
}

function scaleOf({ matrix: m, decoded: { width, height } }: Part): Scale {
  const across = width / Math.hypot(m[0], m[1])
  const along = height / Math.hypot(m[2], m[3])
  return isSideways(m) ? { x: along, y: across } : { x: across, y: along }
}

/** Upright or turned by quarters: no edge strays by more than half a pixel. */
function isAxial(m: Matrix, scale: Scale): boolean {
  const stray = isSideways(m)
    ? Math.max(Math.abs(m[0]) * scale.x, Math.abs(m[3]) * scale.y)
    : Math.max(Math.abs(m[1]) * scale.y, Math.abs(m[2]) * scale.x)
  return stray <= 0.5
}

/** Not clipped, but for what the page's own edge cuts off. */
function isWhole({ matrix, box }: Part, page: Box, scale: Scale): boolean {
  const full = mapBox(matrix, 0, 0, 1, 1)
  const most = [1 / scale.x, 1 / scale.y, 1 / scale.x, 1 / scale.y]
  const shown = [
    Math.max(full[0], page[0]),
    Math.max(full[1], page[1]),
    Math.min(full[2], page[2]),
    Math.min(full[3], page[3]),
  ]
  return shown.every((side, i) => Math.abs(side - box[i]!) <= most[i]!)
}

function cover(parts: readonly Part[]): Box {
  const boxes = parts.map((p) => p.box)
  return [0, 1, 2, 3].map((i) =>
    boxes.reduce((v, b) => (i < 2 ? Math.min(v, b[i]!) : Math.max(v, b[i]!)), boxes[0]![i]!),
  ) as unknown as Box
}

function areaOf([x0, y0, x1, y1]: Box): number {
  return (x1 - x0) * (y1 - y0)
}

async function decodedOf(
  operation: number,
  args: unknown,
  nth: number,
  objectOf: (name: string) => Promise<unknown>,
): Promise<Decoded | null> {
  const [first] = (args ?? []) as readonly unknown[]
  if (operation === OPS.paintInlineImageXObject) return asDecoded(first)
  if (operation === OPS.paintImageXObject) return asDecoded(await objectOf(first as string))
  const stencil = operation === OPS.paintImageMaskXObject ? first : stencilsOf(operation, first)[nth]
  const { data } = (stencil ?? {}) as { readonly data?: unknown }
  return asDecoded(typeof data === 'string' ? await objectOf(data) : stencil)
}

// pdf.js makes one operation of many stencils that follow each other.
function stencilsOf(operation: number, first: unknown): readonly unknown[] {
  return operation === OPS.paintImageMaskXObjectGroup ? (first as readonly unknown[]) : []
}

function asDecoded(object: unknown): Decoded | null {
  const { width, height, kind, data } = (object ?? {}) as Partial<Decoded>
  if (!data || !width || !height || data.length === 0) return null
  return { width, height, data, ...(kind === undefined ? {} : { kind }) }
}
