import type { Random } from '../../samples/make/random.ts'
import { drawBits, drawSurface, eachRow, GAUSS } from './noise.ts'
import { mix, type Sheet } from './sheet.ts'

/** Light, paper and sensor. Levels are 0 (black) to 255. */
export interface Light {
  /** What white paper and black ink come out as. */
  readonly paper: readonly [number, number, number]
  readonly ink: number
  /** How much darker the darkest corner is, as a share. */
  readonly shading: number
  /** How much darker a cast shadow is, as a share; 0 for none. */
  readonly shadow: number
  /** Deviation of the sensor's noise, in levels, and how far it runs from one pixel to the next (0 to 0.7). */
  readonly noise: number
  readonly grain: number
  /** Specks of dirt per square inch. */
  readonly specks: number
}

/** Exposes a sheet: paper and ink get their tones, light falls off, dirt lies on the glass, the sensor adds noise. */
export function expose(sheet: Sheet, light: Light, random: Random): Sheet {
  const { width, height, channels } = sheet
  const data = new Uint8Array(sheet.data)
  const dirty = { ...sheet, data }
  if (light.specks > 0) scatter(dirty, light.specks, random)
  const curves = light.paper.map((paper) => mixTable(light.ink, paper))
  const bits = drawBits(random)
  const kept = light.grain
  const fresh = light.noise * Math.sqrt(Math.max(0.05, 1 - 2 * kept * kept * 0.9))
  const above = new Float32Array(width + 1)
  eachRow(width, height, 24, fallOff(sheet, light, random), (y, row) => {
    let left = 0
    for (let x = 0, at = y * width * channels; x < width; x++, at += channels) {
      const noise = GAUSS[bits() & 4095]! * fresh + (left + above[x]!) * kept * 0.7
      left = noise
      above[x] = noise
      const shade = row[x]!
      for (let c = 0; c < channels; c++) {
        const level = curves[c]![data[at + c]!]! * shade + noise + 0.5
        data[at + c] = Math.min(255, Math.max(0, level))
      }
    }
  })
  return dirty
}

function mixTable(ink: number, paper: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, level) => mix(ink, paper, level / 255))
}

function fallOff(sheet: Sheet, light: Light, random: Random): (x: number, y: number) => number {
  const { width, height } = sheet
  const uneven = drawSurface(3, random)
  const angle = random.unit() * 2 * Math.PI
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)]
  const edge = mix(-0.3, 0.3, random.unit())
  const soft = mix(0.02, 0.12, random.unit())
  const turned = angle + mix(0.5, 2.5, random.unit())
  const [ex, ey] = [Math.cos(turned), Math.sin(turned)]
  return (x, y) => {
    const u = x / width
    const v = y / height
    const slope = ((u - 0.5) * dx + (v - 0.5) * dy) / 1.42 + 0.5
    let level = 1 - light.shading * (0.75 * slope + 0.25 * (uneven.at(u, v) * 0.5 + 0.5))
    if (light.shadow > 0) {
      const beyond = ((u - 0.5) * ex + (v - 0.5) * ey - edge) / soft
      level *= 1 - light.shadow / (1 + Math.exp(-beyond * 4))
    }
    return level
  }
}

/** Dirt: mostly dots under half a millimetre, now and then a short hair. */
function scatter(sheet: Sheet, perInch: number, random: Random): void {
  const { width, height, dpi } = sheet
  const count = Math.round((perInch * width * height) / (dpi * dpi))
  for (let i = 0; i < count; i++) {
    const x = random.unit() * width
    const y = random.unit() * height
    const level = random.int(0, 120)
    const radius = (dpi / 72) * mix(0.1, 0.45, random.unit() ** 3)
    const hair = random.chance(0.03) ? dpi * mix(0.05, 0.25, random.unit()) : 0
    const angle = random.unit() * Math.PI
    for (let along = 0; along <= hair; along += Math.max(0.5, radius)) {
      const bend = angle + along / (dpi * 0.2)
      dot(sheet, x + Math.cos(bend) * along, y + Math.sin(bend) * along, hair > 0 ? radius * 0.6 : radius, level)
    }
  }
}

function dot(sheet: Sheet, x: number, y: number, radius: number, level: number): void {
  const { width, height, channels, data } = sheet
  for (let j = Math.max(0, Math.floor(y - radius)); j <= Math.min(height - 1, y + radius); j++)
    for (let i = Math.max(0, Math.floor(x - radius)); i <= Math.min(width - 1, x + radius); i++) {
      if ((i - x) ** 2 + (j - y) ** 2 > radius * radius + 0.3) continue
      const at = (j * width + i) * channels
      for (let c = 0; c < channels; c++) data[at + c] = Math.min(data[at + c]!, level)
    }
}
