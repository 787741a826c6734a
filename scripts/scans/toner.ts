import type { Random } from '../../samples/make/random.ts'
import { drawBits, drawSurface, eachRow } from './noise.ts'
import { mix, type Sheet } from './sheet.ts'

/** How worn a print is: what is left of the ink on the whole and in the palest patches, and how much has flaked off. */
export interface Wear {
  /** Share of ink left everywhere. */
  readonly left: number
  /** Share of that left in the palest patches. */
  readonly patches: number
  /** Share of the ink's pixels that are gone. */
  readonly flakes: number
}

/** Fades the ink of a sheet: evenly, in patches and pale columns as an empty drum gives, and in flakes. */
export function fade(sheet: Sheet, wear: Wear, random: Random): Sheet {
  const { width, height, channels } = sheet
  const data = new Uint8Array(sheet.data)
  const patches = drawSurface(6, random)
  const bands = drawSurface(9, random)
  const flakes = drawSurface(180, random)
  const bits = drawBits(random)
  const limit = wear.flakes * 0x10000
  const strength = (x: number, y: number): number => {
    const u = x / width
    const v = y / height
    const pale = Math.max(0, patches.at(u, v) * 0.9, bands.at(u, 0.3) * 0.8)
    return wear.left * mix(1, wear.patches, Math.min(1, pale * 1.6))
  }
  eachRow(width, height, 12, strength, (y, row) => {
    for (let x = 0, at = y * width * channels; x < width; x++, at += channels) {
      if (data[at]! > 250 && data[at + channels - 1]! > 250) continue
      const loose = limit > 0 && flakes.at(x / width, y / height) > 0.1 && (bits() & 0xffff) < limit * 2
      const share = loose ? 0.15 : row[x]!
      for (let c = 0; c < channels; c++) data[at + c] = 255 - (255 - data[at + c]!) * share
    }
  })
  return { ...sheet, data }
}

/** One pass through a photocopier. */
export interface Pass {
  /** Level that comes out half black, and how steep the curve is around it. */
  readonly level: number
  readonly contrast: number
  /** Strokes grow (positive) or shrink by so many pixels, about. */
  readonly spread: number
}

/** Copies a grey sheet: strokes spread or thin, then the curve of the drum makes greys black or white. */
export function copy(sheet: Sheet, pass: Pass, random: Random): Sheet {
  const grown = spread(sheet, pass.spread)
  const bits = drawBits(random)
  const data = new Uint8Array(grown.length)
  const drum = (level: number): number => 1 / (1 + Math.exp((-(level - pass.level) / 255) * pass.contrast))
  // Clean paper comes out white, whatever the setting.
  const white = drum(240)
  const curve = Uint8Array.from({ length: 512 }, (_, i) => Math.min(255, (255 * drum(i - 128)) / white))
  for (let i = 0; i < data.length; i++) data[i] = curve[grown[i]! + 96 + (bits() & 63)]!
  return { ...sheet, data }
}

// Mixes each pixel with the darkest (or lightest) of its four neighbours.
function spread(sheet: Sheet, amount: number): Uint8Array {
  const { width, height, data } = sheet
  const share = Math.min(1, Math.abs(amount))
  const pick = amount > 0 ? Math.min : Math.max
  const result = new Uint8Array(data)
  for (let y = 1; y < height - 1; y++)
    for (let x = 1, i = y * width + 1; x < width - 1; x++, i++) {
      const own = data[i]!
      const extreme = pick(own, data[i - 1]!, data[i + 1]!, data[i - width]!, data[i + width]!)
      if (extreme !== own) result[i] = own + (extreme - own) * share
    }
  return result
}

/** Dark edges, where the copier's lid stood open or the original was smaller: up to `reach` of the width on some sides. */
export function darkenEdges(sheet: Sheet, reach: number, random: Random): Sheet {
  const { width, height, channels } = sheet
  const data = new Uint8Array(sheet.data)
  const sides = [0, 1, 2, 3].map(() => (random.chance(0.5) ? mix(0.3, 1, random.unit()) * reach * width : 0))
  const ragged = drawSurface(40, random)
  for (let y = 0; y < height; y++) {
    const wave = 1 + 0.3 * ragged.at(y / height, 0.5)
    const [top = 0, right = 0, bottom = 0, left = 0] = sides
    for (let x = 0; x < width; x++) {
      const along = 1 + 0.3 * ragged.at(0.5, x / width)
      const dark = x < left * wave || width - x < right * wave || y < top * along || height - y < bottom * along
      if (dark) data.fill(20, (y * width + x) * channels, (y * width + x + 1) * channels)
    }
  }
  return { ...sheet, data }
}
