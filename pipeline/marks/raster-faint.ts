import type { Ruling } from '../../schemas/geometry.ts'
import { RASTER_RULINGS } from '../thresholds.ts'
import type { Upright } from '../upright/types.ts'

type Strip = { readonly mean: number; readonly deviation: number; readonly count: number }

/**
 * Whether the grey page shows a line too faint for ink at a ruling's place: evenly darker than both sides by more than
 * the page's noise explains, in nearly every part of its length, with hardly any ink on it or beside it (a character).
 */
export function faintLine({ gray, ink, dpi }: Pick<Upright, 'gray' | 'ink' | 'dpi'>, ruling: Ruling): boolean {
  const scale = dpi / 72
  const length = (ruling.to - ruling.from) * scale
  const margin = Math.min(RASTER_RULINGS.faintMargin * scale, length / 4)
  const [from, to] = [Math.round(ruling.from * scale + margin), Math.round(ruling.to * scale - margin)]
  const width = Math.max(1, Math.round(ruling.thickness * scale))
  const reach = Math.max(1, Math.round(RASTER_RULINGS.faintReach * scale))
  const parts = Math.max(RASTER_RULINGS.faintParts, Math.floor((to - from) / (RASTER_RULINGS.step * scale)))
  if (to - from < 2 * parts) return false
  const strip = (data: Uint8Array, low: number, high: number, a = from, b = to) =>
    measure({ ...gray, data }, ruling.kind, low, high, a, b)
  const middle = Math.round(ruling.at * scale - width / 2)
  if (strip(ink.data, middle - reach - width, middle + reach + 2 * width).mean > RASTER_RULINGS.faintInk) return false
  for (let low = middle - reach; low <= middle + reach; low++) {
    const high = low + width
    const [before, after] = [strip(gray.data, low - width - 3, low - 1), strip(gray.data, high + 1, high + width + 3)]
    const noise = Math.max(before.deviation, after.deviation) / Math.sqrt(width * (to - from))
    const contrast = Math.min(before.mean, after.mean) - strip(gray.data, low, high).mean
    if (contrast < Math.max(RASTER_RULINGS.faintest, RASTER_RULINGS.faintNoise * noise)) continue
    let seen = 0
    for (let p = 0; p < parts; p++) {
      const [a, b] = [from + Math.floor(((to - from) * p) / parts), from + Math.floor(((to - from) * (p + 1)) / parts)]
      const sides = Math.min(
        strip(gray.data, low - width - 3, low - 1, a, b).mean,
        strip(gray.data, high + 1, high + width + 3, a, b).mean,
      )
      if (sides - strip(gray.data, low, high, a, b).mean >= contrast / 3) seen++
    }
    if (seen >= RASTER_RULINGS.faintShare * parts) return true
  }
  return false
}

/** A strip's values: `low` … `high` across the line (exclusive), `from` … `to` along it. */
function measure(
  { width, height, data }: Upright['gray'],
  kind: Ruling['kind'],
  low: number,
  high: number,
  from: number,
  to: number,
): Strip {
  const level = kind === 'horizontal'
  const [x0, x1] = level ? [from, to] : [low, high]
  const [y0, y1] = level ? [low, high] : [from, to]
  let [sum, squares, count] = [0, 0, 0]
  for (let y = Math.max(0, y0); y < Math.min(height, y1); y++)
    for (let x = Math.max(0, x0); x < Math.min(width, x1); x++) {
      const value = data[y * width + x]!
      sum += value
      squares += value * value
      count++
    }
  if (count === 0) return { mean: 0, deviation: 0, count }
  const mean = sum / count
  return { mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)), count }
}
