import type { Colour } from '../image/raster.ts'
import { SEALS } from '../thresholds.ts'

/**
 * Whether coloured ink is that of rulings: most of its pixels stand on straight lines, dark against both their sides and
 * longer than any seal's. How coloured the lines are does not matter, so that rulings whose colour shows in patches are
 * known by what joins the patches. `places` are the ink's pixels (y × width + x).
 */
export function isRuledInk(picture: Colour, places: readonly number[], dpi: number): boolean {
  const every = Math.max(1, Math.floor(places.length / SEALS.asked))
  const asked = places.filter((_, i) => i % every === 0)
  const ruled = asked.filter((i) => standsOnLine(picture, i % picture.width, Math.floor(i / picture.width), dpi))
  return ruled.length >= asked.length * SEALS.ruled
}

/** Whether a line of the least length runs level or upright through a pixel, whatever side of it most of the line lies. */
function standsOnLine(picture: Colour, x: number, y: number, dpi: number): boolean {
  const perPoint = dpi / 72
  const length = Math.round(SEALS.line)
  const side = Math.max(2, Math.round(SEALS.beside * perPoint))
  for (const level of [true, false])
    for (let lean = -SEALS.lean; lean <= SEALS.lean; lean += SEALS.leanStep) {
      const dark: number[] = []
      let sum = 0
      for (let at = -length; at < length; at++) {
        const [along, across] = [Math.round(at * perPoint), Math.round(at * perPoint * lean)]
        dark.push(isCrest(picture, level ? x + along : x + across, level ? y + across : y + along, level, side) ? 1 : 0)
        sum += dark.at(-1)! - (dark[dark.length - 1 - length] ?? 0)
        if (sum >= length * SEALS.covered) return true
      }
    }
  return false
}

/** Whether the darkest of three pixels across a line is darker than what lies at both its sides. */
function isCrest(picture: Colour, x: number, y: number, level: boolean, side: number): boolean {
  const { width, height } = picture
  const across = level ? y : x
  if (x < 0 || y < 0 || x >= width || y >= height) return false
  if (across < side + 1 || across >= (level ? height : width) - side - 1) return false
  const at = y * width + x
  const step = level ? width : 1
  const here = Math.min(brightness(picture, at - step), brightness(picture, at), brightness(picture, at + step))
  const beside = Math.min(brightness(picture, at - side * step), brightness(picture, at + side * step))
  return here < beside * SEALS.crest
}

function brightness({ data }: Colour, i: number): number {
  return data[3 * i]! * 77 + data[3 * i + 1]! * 150 + data[3 * i + 2]! * 29
}
