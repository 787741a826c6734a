import type { Drawing, Fill, Glyph, Picture, Stroke } from '../../pipeline/open/drawing.ts'
import { DRAWING } from '../../pipeline/thresholds.ts'
import type { Box } from '../../schemas/geometry.ts'
import { placeGlyphs, type ShownGlyph } from './glyphs.ts'
import { pdfjs } from './library.ts'
import { compose, type Matrix, mapBox } from './matrix.ts'
import { extentOf, fillsOf, strokesOf, subpaths } from './paths.ts'
import { applyGState, colourOf, type Font, initialState, intersect, newPen, type State } from './state.ts'

const { OPS } = pdfjs

/** A page's operations as pdf.js lists them: codes and arguments side by side. */
export type Operations = { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] }

/** A picture with the map from its unit square (origin bottom left) to upright page points, and how it is painted. */
export type PlacedPicture = Picture & {
  readonly matrix: Matrix
  /** Opaque, in no transparency group: nothing but itself decides what it shows. */
  readonly plain: boolean
  /** Fill colour 0xRRGGBB of stencils; null for patterns. */
  readonly colour: number | null
}

type Surroundings = {
  /** Page space to upright page points, top left origin. */
  readonly toPage: Matrix
  readonly width: number
  readonly height: number
  font(name: string): Font | null
  /** Names of fonts whose text means nothing. */
  readonly unmapped: ReadonlySet<string>
  layerVisible(properties: unknown): boolean
}

/**
 * Follows a page's operations and notes what they paint and where: glyphs one by one, straight strokes, filled
 * outlines, images. The graphics model is PDF 32000-1, chapters 8 and 9, as far as positions need it; soft mask groups
 * and hidden layers paint nothing.
 */
export function interpret(
  { fnArray, argsArray }: Operations,
  page: Surroundings,
): Drawing & { readonly images: readonly PlacedPicture[] } {
  const whole: Box = [0, 0, page.width, page.height]
  const glyphs: Glyph[] = []
  const strokes: Stroke[] = []
  const fills: Fill[] = []
  const images: PlacedPicture[] = []
  let state = initialState(page.toPage, whole)
  let stack: State[] = []
  let pen = newPen()
  let pendingClip = false
  let maskDepth = 0
  const groups: boolean[] = []
  const layers: boolean[] = []
  let hidden = 0
  let cut = false
  let order = 0

  const save = () => stack.push({ ...state })
  const restore = () => {
    state = stack.pop() ?? state
  }
  const image = (matrix: Matrix) => {
    const { clip, fillColour: colour, fillAlpha, blended } = state
    const plain = fillAlpha === 1 && !blended && groups.length === 0
    images.push({ box: intersect(mapBox(matrix, 0, 0, 1, 1), clip), order, matrix, plain, colour })
  }
  const path = (paint: number, buffer: ArrayLike<number> | null) => {
    const paths = buffer ? subpaths(buffer, state.ctm) : []
    if (maskDepth === 0 && hidden === 0) {
      if (STROKING.has(paint) && state.strokeAlpha > 0)
        strokes.push(...strokesOf(paths, state.ctm, state.lineWidth, state.clip))
      if (FILLING.has(paint) && state.fillAlpha > 0) fills.push(...fillsOf(paths, state.clip, order))
    }
    if (pendingClip) {
      const extent = extentOf(paths)
      if (extent) state.clip = intersect(state.clip, extent)
      pendingClip = false
    }
  }

  for (let i = 0; i < fnArray.length; i++) {
    order = i
    if (glyphs.length > DRAWING.mostGlyphs || strokes.length + fills.length > DRAWING.mostMarks) {
      cut = true
      break
    }
    // biome-ignore lint/suspicious/noExplicitAny: pdf.js types no operation's arguments
    const args = (argsArray[i] ?? []) as any
    const showing = maskDepth === 0 && hidden === 0
    switch (fnArray[i]) {
      case OPS.save:
        save()
        break
      case OPS.restore:
        restore()
        break
      case OPS.transform:
        state.ctm = compose(state.ctm, args)
        break
      case OPS.setLineWidth:
        state.lineWidth = args[0]
        break
      case OPS.setGState:
        applyGState(state, args[0])
        for (const [key, value] of args[0]) {
          if (key !== 'Font') continue
          state.font = page.font(value[0])
          state.fontSize = value[1]
        }
        break
      case OPS.setFillRGBColor:
        state.fillColour = colourOf(args[0])
        break
      case OPS.setFillColorN:
      case OPS.setFillTransparent:
        state.fillColour = null
        break
      case OPS.constructPath:
        path(args[0], args[1]?.[0] ?? null)
        break
      case OPS.clip:
      case OPS.eoClip:
        pendingClip = true
        break
      case OPS.beginText:
        pen = newPen()
        break
      case OPS.setCharSpacing:
        state.charSpacing = args[0]
        break
      case OPS.setWordSpacing:
        state.wordSpacing = args[0]
        break
      case OPS.setHScale:
        state.hScale = args[0] / 100
        break
      case OPS.setLeading:
        state.leading = -args[0]
        break
      case OPS.setFont:
        state.font = page.font(args[0])
        state.fontSize = args[1]
        break
      case OPS.setTextRenderingMode:
        state.mode = args[0]
        break
      case OPS.setTextRise:
        state.rise = args[0]
        break
      case OPS.moveText:
      case OPS.setLeadingMoveText:
        if (fnArray[i] === OPS.setLeadingMoveText) state.leading = args[1]
        pen.x = pen.lineX += args[0]
        pen.y = pen.lineY += args[1]
        break
      case OPS.nextLine:
        pen.x = pen.lineX
        pen.y = pen.lineY += state.leading
        break
      case OPS.setTextMatrix:
        pen = { ...newPen(), matrix: compose([1, 0, 0, 1, 0, 0], args[0]) }
        break
      case OPS.showText:
        placeGlyphs(args[0] as (ShownGlyph | number)[], state, pen, i, page.unmapped, showing ? glyphs : [])
        break
      case OPS.paintFormXObjectBegin:
        save()
        if (args[0]) state.ctm = compose(state.ctm, args[0])
        if (args[1])
          state.clip = intersect(state.clip, mapBox(state.ctm, args[1][0], args[1][1], args[1][2], args[1][3]))
        break
      case OPS.paintFormXObjectEnd:
        restore()
        break
      case OPS.beginGroup: {
        save()
        const { bbox, matrix, smask } = args[0] ?? {}
        if (bbox) {
          const m = matrix ? compose(state.ctm, matrix) : state.ctm
          state.clip = intersect(state.clip, mapBox(m, bbox[0], bbox[1], bbox[2], bbox[3]))
        }
        groups.push(Boolean(smask))
        if (smask) maskDepth++
        break
      }
      case OPS.endGroup:
        restore()
        if (groups.pop()) maskDepth--
        break
      case OPS.beginAnnotation: {
        stack = []
        save()
        const [, rect, transform, matrix] = args
        state = initialState(page.toPage, whole)
        if (rect) state.clip = intersect(whole, mapBox(page.toPage, rect[0], rect[1], rect[2], rect[3]))
        if (transform) state.ctm = compose(state.ctm, transform)
        if (matrix) state.ctm = compose(state.ctm, matrix)
        break
      }
      case OPS.endAnnotation:
        restore()
        break
      case OPS.beginMarkedContent:
        layers.push(true)
        break
      case OPS.beginMarkedContentProps: {
        const visible = args[0] !== 'OC' || page.layerVisible(args[1])
        layers.push(visible)
        if (!visible) hidden++
        break
      }
      case OPS.endMarkedContent:
        if (layers.pop() === false) hidden--
        break
      case OPS.paintImageXObject:
      case OPS.paintInlineImageXObject:
      case OPS.paintImageMaskXObject:
        if (showing) image(state.ctm)
        break
      case OPS.paintSolidColorImageMask:
        if (showing)
          fills.push({
            box: intersect(mapBox(state.ctm, 0, 0, 1, 1), state.clip),
            rectangle: true,
            curved: false,
            order,
          })
        break
      case OPS.paintImageXObjectRepeat:
        if (showing) repeat(args[3], (x, y) => image(compose(state.ctm, [args[1], 0, 0, args[2], x, y])))
        break
      case OPS.paintImageMaskXObjectRepeat:
        if (showing) repeat(args[5], (x, y) => image(compose(state.ctm, [args[1], args[2], args[3], args[4], x, y])))
        break
      case OPS.paintImageMaskXObjectGroup:
        if (showing) for (const one of args[0]) image(compose(state.ctm, one.transform))
        break
      case OPS.paintInlineImageXObjectGroup:
        if (showing) for (const one of args[1]) image(compose(state.ctm, one.transform))
        break
    }
  }
  return { width: page.width, height: page.height, glyphs, strokes, fills, images, cut }
}

const STROKING = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
])
const FILLING = new Set([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
])

function repeat(positions: ArrayLike<number>, place: (x: number, y: number) => void): void {
  for (let i = 0; i + 1 < positions.length; i += 2) place(positions[i]!, positions[i + 1]!)
}
