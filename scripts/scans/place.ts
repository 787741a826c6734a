import type { Random } from '../../samples/make/random.ts'
import { drawSurface } from './noise.ts'
import { mix, type Sheet } from './sheet.ts'
import { type Ground, projection, warp } from './warp.ts'

/** How the sheet lies before the lens. Lengths are shares of the sheet's width or height. */
export interface Place {
  /** Degrees, clockwise. */
  readonly skew: number
  /** How far each corner is off at most, by perspective. */
  readonly perspective: number
  /** Height of the waves that the paper throws. */
  readonly curl: number
  /** What is seen around the sheet on every side; negative where the picture cuts the sheet's margins off. */
  readonly margin: number
  readonly ground: 'white' | 'grey' | 'black' | 'desk'
}

/** Takes the picture of a sheet as it lies; the size of the picture is the sheet's. */
export function place(sheet: Sheet, how: Place, random: Random): Sheet {
  const { width, height } = sheet
  const angle = (how.skew * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const off = (): number => (random.unit() * 2 - 1) * how.perspective
  const size = 1 + 2 * how.margin
  // Corners of the picture, seen from the middle of the sheet.
  const corners = [
    [-0.5, -0.5],
    [0.5, -0.5],
    [0.5, 0.5],
    [-0.5, 0.5],
  ].map(([u = 0, v = 0]) => {
    const x = (u + off()) * size * width
    const y = (v + off()) * size * height
    return [x * cos + y * sin + width / 2, y * cos - x * sin + height / 2] as const
  })
  const map = projection(corners)
  const waves = drawSurface(random.int(2, 4), random)
  const lift = how.curl * height
  return warp(
    sheet,
    width,
    height,
    (x, y) => {
      const [u, v] = [x / width, y / height]
      const [sx, sy] = map(u, v)
      if (lift === 0) return [sx, sy]
      return [sx + waves.at(v, u) * lift * 0.3, sy + waves.at(u, v) * lift]
    },
    groundOf(how.ground, width, random),
  )
}

function groundOf(kind: Place['ground'], width: number, random: Random): Ground {
  if (kind === 'white') return () => [255, 255, 255]
  if (kind === 'black') return () => [12, 12, 14]
  const tone = kind === 'grey' ? random.int(150, 225) : random.int(50, 150)
  if (kind === 'grey') return () => [tone, tone, tone]
  const warmth = random.int(0, 40)
  const grain = drawSurface(60, random)
  const across = random.chance(0.5)
  const coarse = mix(0.05, 0.3, random.unit())
  return (x, y) => {
    const [u, v] = across ? [x / width, (y / width) * coarse] : [(x / width) * coarse, y / width]
    const shade = grain.at(u % 1, v % 1) * 14
    return [tone + warmth + shade, tone + warmth / 2 + shade, tone + shade]
  }
}
