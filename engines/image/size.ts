import { DENSITY, PAPER, PICTURES } from './limits.ts'

/** Both resolutions of a page differ by up to this share because its size was rounded to whole points or pixels; 2 pixels may always. */
const SQUARE = 0.0015

/** Pixels per inch along both axes. */
export type Density = { readonly x: number; readonly y: number }

/** A picture's size in points: by the resolution that its file claims where that is plausible for a page, else as A4. */
export function sizeInPoints(
  width: number,
  height: number,
  density: Density | null,
): { readonly width: number; readonly height: number } {
  if (density && isPlausible(width, height, density))
    return { width: (width * 72) / density.x, height: (height * 72) / density.y }
  const [long, short] = [Math.max(width, height), Math.min(width, height)]
  const scale = long > PAPER.strip * short ? PAPER.short / short : PAPER.long / long
  return { width: width * scale, height: height * scale }
}

/**
 * The pixels in which a picture of `width` × `height` pixels is worked on: square ones, of the finer of its two
 * resolutions, within the limits. The same numbers where nothing has to change.
 */
export function workingSize(
  width: number,
  height: number,
  points: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number } {
  const x = width / points.width
  const y = height / points.height
  const finest = Math.max(x, y)
  const square = Math.abs(x - y) * Math.max(points.width, points.height) <= 2 || Math.abs(x / y - 1) <= SQUARE
  const area = square ? width * height : finest * finest * points.width * points.height
  const shrink = Math.min(1, PICTURES.densest / 72 / finest, Math.sqrt(PICTURES.mostWorked / area))
  if (square && shrink > 0.995) return { width, height }
  if (square) return { width: Math.round(width * shrink), height: Math.round(height * shrink) }
  return {
    width: Math.max(1, Math.round(points.width * finest * shrink)),
    height: Math.max(1, Math.round(points.height * finest * shrink)),
  }
}

function isPlausible(width: number, height: number, { x, y }: Density): boolean {
  const inches = Math.max(width / x, height / y)
  if (![x, y].every((d) => d >= DENSITY.least && d <= DENSITY.most)) return false
  if (inches < DENSITY.shortest || inches > DENSITY.longest) return false
  return !DENSITY.defaults.some((d) => Math.abs(d - x) < 0.5) || inches <= DENSITY.sheet
}
