import type { Random } from '../../samples/make/random.ts'
import { drawSurface } from './noise.ts'
import { mix, type Sheet } from './sheet.ts'

/** A fold across the sheet. `at` is a share of the height (or width), `depth` how strongly it shows, 0 to 1. */
export interface Crease {
  readonly kind: 'horizontal' | 'vertical'
  readonly at: number
  readonly depth: number
}

/** Folds a sheet: one side of each crease is a little darker, the crease itself shows as a thin line with ink rubbed off. */
export function fold(sheet: Sheet, creases: readonly Crease[], random: Random): Sheet {
  const { width, height, channels, dpi } = sheet
  const data = new Uint8Array(sheet.data)
  for (const { kind, at, depth } of creases) {
    const [length, extent] = kind === 'horizontal' ? [width, height] : [height, width]
    const wobble = drawSurface(5, random)
    const worn = drawSurface(80, random)
    const tilt = mix(-0.004, 0.004, random.unit())
    const [line, side] = [random.pick([0.25, -0.18]) * depth, random.pick([1, -1]) * 0.08 * depth]
    const reach = dpi * mix(0.3, 1.2, random.unit())
    const thin = dpi * mix(0.006, 0.014, random.unit())
    for (let along = 0; along < length; along++) {
      const share = along / length
      const middle = (at + tilt * (share - 0.5)) * extent + wobble.at(share, 0) * dpi * 0.01
      for (let off = Math.floor(-reach); off <= reach; off++) {
        const across = Math.floor(middle) + off
        if (across < 0 || across >= extent) continue
        const distance = across - middle
        const edge = Math.exp(-((distance / thin) ** 2))
        const slope = (1 - Math.abs(distance) / reach) * (distance > 0 ? side : -side / 2)
        const rubbed = edge * depth * 0.6 * Math.max(0, worn.at(share, 0.5) + 0.4)
        const start = (kind === 'horizontal' ? across * width + along : along * width + across) * channels
        for (let i = start; i < start + channels; i++) {
          const ink = data[i]! + (245 - data[i]!) * rubbed
          data[i] = Math.min(255, Math.max(0, ink * (1 - line * edge) * (1 + slope)))
        }
      }
    }
  }
  return { ...sheet, data }
}

/** Lets the print on the back of the sheet show through: `back` is as it is read from its own side. */
export function showThrough(sheet: Sheet, back: Sheet, share: number): Sheet {
  const { width, height, channels } = sheet
  const data = new Uint8Array(sheet.data)
  for (let y = 0; y < Math.min(height, back.height); y++)
    for (let x = 0; x < Math.min(width, back.width); x++) {
      const behind = back.data[(y * back.width + back.width - 1 - x) * back.channels]!
      if (behind === 255) continue
      const left = 1 - share * (1 - behind / 255)
      const at = (y * width + x) * channels
      for (let c = 0; c < channels; c++) data[at + c] = data[at + c]! * left
    }
  return { ...sheet, data }
}
