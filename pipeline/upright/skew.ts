import type { Mask } from '../image/raster.ts'
import { SKEW } from '../thresholds.ts'

/**
 * Degrees clockwise by which level lines of the page lean, 0 where too little shows it. The lower edges of all ink are
 * projected along each angle; rulings and feet of characters pile up where the angle is right (after Postl, "Detection of
 * linear oblique structures and skew scan in digitized documents", ICPR 1986), coarse to fine.
 */
export function skewOf(ink: Mask): number {
  const edges = lowerEdges(ink)
  if (edges.length < SKEW.fewest * 2) return 0
  const { rough, peak } = search(edges, ink)
  if (peak < SKEW.peak) return 0
  const finer = best(scan(edges, ink, rough - SKEW.coarse, rough + SKEW.coarse, SKEW.fine))
  const angle = top(scan(edges, ink, finer.angle - 2 * SKEW.fine, finer.angle + 2 * SKEW.fine, SKEW.finest))
  return Math.abs(angle) < SKEW.none ? 0 : angle
}

/** How clearly the ink lies in level lines, whatever their skew: 1 where no angle stands out. */
export function levelness(ink: Mask): number {
  const edges = lowerEdges(ink)
  return edges.length < SKEW.fewest * 2 ? 1 : search(edges, ink).peak
}

/** The angle at which most piles up, to the coarse step, and by how much more than at most angles. */
function search(edges: Int16Array, ink: Mask): { rough: number; peak: number } {
  const energies = scan(edges, ink, -SKEW.most, SKEW.most, SKEW.coarse)
  const sorted = energies.map(({ energy }) => energy).sort((a, b) => a - b)
  const rough = best(energies)
  return { rough: rough.angle, peak: rough.energy / Math.max(1, sorted[sorted.length >> 1]!) }
}

type Energy = { readonly angle: number; readonly energy: number }

/** Points of ink with paper below, x and y alternating; thinned out evenly where there are many. */
function lowerEdges({ width, height, data }: Mask): Int16Array {
  let count = 0
  const each = (found: (x: number, y: number) => void) => {
    for (let y = 0; y < height - 1; y++)
      for (let x = 0, i = y * width; x < width; x++, i++) if (data[i] === 1 && data[i + width] === 0) found(x, y)
  }
  each(() => count++)
  const stride = Math.max(1, Math.ceil(count / SKEW.mostPoints))
  const points = new Int16Array(Math.ceil(count / stride) * 2)
  let seen = 0
  each((x, y) => {
    if (seen % stride === 0) {
      points[(seen / stride) * 2] = x
      points[(seen / stride) * 2 + 1] = y
    }
    seen++
  })
  return points
}

function scan(edges: Int16Array, { width, height }: Mask, from: number, to: number, step: number): Energy[] {
  const counts = new Float64Array(height + 2 * width + 4)
  const steps = Math.round((to - from) / step)
  return Array.from({ length: steps + 1 }, (_, s) => {
    const angle = from + s * step
    const slope = Math.tan((angle * Math.PI) / 180)
    counts.fill(0)
    for (let i = 0; i < edges.length; i += 2) {
      const at = edges[i + 1]! - (edges[i]! - width / 2) * slope + width
      const bin = Math.floor(at)
      counts[bin]! += bin + 1 - at
      counts[bin + 1]! += at - bin
    }
    let energy = 0
    for (const count of counts) energy += count * count
    return { angle, energy }
  })
}

function best(energies: readonly Energy[]): Energy {
  return energies.reduce((a, b) => (b.energy > a.energy ? b : a))
}

/** Where the energy peaks, by a parabola through the three highest neighbours. */
function top(energies: readonly Energy[]): number {
  const peak = energies.indexOf(best(energies))
  const [before, at, after] = [energies[peak - 1], energies[peak]!, energies[peak + 1]]
  if (!before || !after) return at.angle
  const bend = before.energy - 2 * at.energy + after.energy
  const shift = bend < 0 ? (before.energy - after.energy) / (2 * bend) : 0
  return at.angle + shift * (after.angle - at.angle)
}
