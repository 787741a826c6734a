import type { Random } from '../../samples/make/random.ts'
import { drawBits } from './noise.ts'
import type { Sheet } from './sheet.ts'

/** How a fax or a 1-bit scan decides between black and white. */
export interface Bilevel {
  readonly kind: 'global' | 'adaptive'
  /** The limit as a share: of white for `global`, of the brightness around the pixel for `adaptive`. */
  readonly level: number
  /** Share of pixels that flip. */
  readonly salt: number
  /** Lines lost in transmission (white), doubled or black, per page. */
  readonly dropouts: number
}

/** Makes a grey sheet black (0) and white (255). */
export function toBilevel(sheet: Sheet, how: Bilevel, random: Random): Sheet {
  const { width, height } = sheet
  const data = how.kind === 'global' ? byLevel(sheet, how.level * 255) : bySurroundings(sheet, how.level)
  const bits = drawBits(random)
  const limit = how.salt * 0x1000000
  if (limit > 0) for (let i = 0; i < data.length; i++) if ((bits() & 0xffffff) < limit) data[i] = 255 - data[i]!
  for (let i = 0; i < how.dropouts; i++) {
    const y = random.int(2, height - 3)
    const from = random.chance(0.6) ? 0 : random.int(0, width - 1)
    const to = random.chance(0.6) ? width : Math.min(width, from + random.int(20, width))
    const kind = random.weighted({ white: 3, above: 3, black: 1 })
    if (kind === 'above') data.copyWithin(y * width + from, (y - 1) * width + from, (y - 1) * width + to)
    else data.fill(kind === 'white' ? 255 : 0, y * width + from, y * width + to)
  }
  return { ...sheet, data }
}

function byLevel(sheet: Sheet, level: number): Uint8Array {
  return sheet.data.map((value) => (value < level ? 0 : 255))
}

// Against the mean of a square of half an inch (D. Bradley and G. Roth, Adaptive thresholding using the integral image, 2007).
function bySurroundings(sheet: Sheet, level: number): Uint8Array {
  const { width, height, data, dpi } = sheet
  const reach = Math.round(dpi / 4)
  const sums = new Float64Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      row += data[y * width + x]!
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row
    }
  }
  const result = new Uint8Array(data.length)
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - reach) * (width + 1)
    const bottom = Math.min(height, y + reach + 1) * (width + 1)
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - reach)
      const right = Math.min(width, x + reach + 1)
      const area = ((bottom - top) / (width + 1)) * (right - left)
      const mean = (sums[bottom + right]! - sums[bottom + left]! - sums[top + right]! + sums[top + left]!) / area
      result[y * width + x] = data[y * width + x]! < mean * level ? 0 : 255
    }
  }
  return result
}
