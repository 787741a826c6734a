import { createCanvas } from '@napi-rs/canvas'
import type { Pixels } from '../../pipeline/open/drawing.ts'
import type { DrawnPage } from '../../pipeline/open/page.ts'
import { RULINGS } from '../../pipeline/thresholds.ts'
import { interpret, type Operations } from './interpret.ts'
import { pdfjs } from './library.ts'
import type { Matrix } from './matrix.ts'
import type { Font } from './state.ts'

type Page = pdfjs.PDFPageProxy

/** What a page's operations are and paint, upright as asked. */
export type Drawn = { readonly operations: Operations; readonly drawing: ReturnType<typeof interpret> }

/**
 * Draws a page up to three times: lines and fills alone, with pictures, with text. Text is what the last one adds,
 * whatever the content says about it. `turn` is added to the page's own rotation; `unmapped` names the fonts whose text
 * means nothing.
 */
export async function renderPage(
  page: Page,
  doc: pdfjs.PDFDocumentProxy,
  turn: number,
  unmapped: ReadonlySet<string>,
): Promise<DrawnPage & Drawn> {
  const rotation = (((page.rotate + turn) % 360) + 360) % 360
  const unit = page.getViewport({ scale: 1, rotation })
  const scale = Math.min(RULINGS.scale, Math.sqrt(RULINGS.mostPixels / (unit.width * unit.height)))
  const viewport = page.getViewport({ scale, rotation })
  let operations: Operations = { fnArray: [], argsArray: [] }
  const draw = async (skip: ReadonlySet<number>): Promise<Pixels> => {
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
    await page.render({
      canvas: canvas as never,
      viewport,
      operationsFilter: (index, list) => {
        operations = list as unknown as Operations
        return !skip.has(operations.fnArray[index]!)
      },
    }).promise
    const { width, height } = canvas
    const data = canvas.getContext('2d').getImageData(0, 0, width, height).data
    canvas.width = 1
    canvas.height = 1
    return { width, height, scale, data }
  }
  const lines = await draw(TEXT_AND_PICTURES)
  const drawing = await interpretAs(page, doc, rotation, operations, unmapped)
  const marks = drawing.strokes.length + drawing.fills.length + drawing.glyphs.length
  if (drawing.images.length > 0 && marks === 0) return { operations, drawing, full: null, bare: lines, lines }
  const bare = drawing.images.length > 0 ? await draw(TEXT) : lines
  const full = drawing.glyphs.length > 0 ? await draw(NOTHING) : bare
  return { operations, drawing, full, bare, lines }
}

/** What a page's operations are and paint as a viewer shows it, with its pictures decoded but nothing drawn. */
export async function interpretPage(
  page: Page,
  doc: pdfjs.PDFDocumentProxy,
  unmapped: ReadonlySet<string>,
): Promise<Drawn> {
  let operations: Operations = { fnArray: [], argsArray: [] }
  await page.render({
    canvas: createCanvas(1, 1) as never,
    viewport: page.getViewport({ scale: 1 }),
    operationsFilter: (index, list) => {
      operations = list as unknown as Operations
      // Waits for what the operations after it need, pictures and fonts.
      return operations.fnArray[index] === OPS.dependency
    },
  }).promise
  return { operations, drawing: await interpretAs(page, doc, page.rotate, operations, unmapped) }
}

async function interpretAs(
  page: Page,
  doc: pdfjs.PDFDocumentProxy,
  rotation: number,
  operations: Operations,
  unmapped: ReadonlySet<string>,
): Promise<Drawn['drawing']> {
  const unit = page.getViewport({ scale: 1, rotation })
  const layers = await doc.getOptionalContentConfig()
  return interpret(operations, {
    toPage: unit.transform as unknown as Matrix,
    width: unit.width,
    height: unit.height,
    font: (name) => (page.commonObjs.has(name) ? (page.commonObjs.get(name) as Font) : null),
    unmapped,
    layerVisible: (properties) => layers.isVisible(properties as never) !== false,
  })
}

const { OPS } = pdfjs
const NOTHING: ReadonlySet<number> = new Set()
const TEXT: ReadonlySet<number> = new Set([OPS.showText])
const TEXT_AND_PICTURES: ReadonlySet<number> = new Set([
  OPS.showText,
  OPS.paintImageXObject,
  OPS.paintImageMaskXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageXObjectRepeat,
  OPS.paintImageMaskXObjectRepeat,
  OPS.paintImageMaskXObjectGroup,
  OPS.paintInlineImageXObjectGroup,
])
