import type { Ruling } from '../../schemas/geometry.ts'
import type { Pixels } from '../open/drawing.ts'
import { INK, RULINGS } from '../thresholds.ts'

/**
 * Keeps the stretches of each ruling that the page shows: where the line differs from what lies beside it, or its two
 * sides differ from each other (the edge of a coloured cell). `bare` is the page without its text. White lines on
 * white, clipped lines and lines under a picture drop out; white lines on a coloured header stay.
 */
export function visibleRulings(rulings: readonly Ruling[], bare: Pixels): Ruling[] {
  return rulings.flatMap((ruling) => visibleParts(ruling, bare))
}

function visibleParts(ruling: Ruling, bare: Pixels): Ruling[] {
  const { scale } = bare
  const length = (ruling.to - ruling.from) * scale
  const steps = Math.max(1, Math.ceil(length / 2))
  const reach = (ruling.thickness / 2) * scale + 1.6
  const at = ruling.at * scale
  const seen: boolean[] = []
  for (let i = 0; i < steps; i++) {
    const along = ruling.from * scale + ((i + 0.5) / steps) * length
    seen.push(contrast(bare, ruling.kind, at, along, reach) >= INK.ruling)
  }
  return stretches(seen).map(([a, b]) => ({
    ...ruling,
    from: ruling.from + ((ruling.to - ruling.from) * a) / steps,
    to: ruling.from + ((ruling.to - ruling.from) * b) / steps,
  }))
}

/** Runs of true, as [start, end); an unseen spot shorter than the joining gap (a crossing white line) is bridged. */
function stretches(seen: readonly boolean[]): (readonly [number, number])[] {
  const bridge = Math.ceil((RULINGS.gap * RULINGS.scale) / 2)
  const runs: [number, number][] = []
  seen.forEach((s, i) => {
    if (!s) return
    const last = runs[runs.length - 1]
    if (last && i - last[1] <= bridge) last[1] = i + 1
    else runs.push([i, i + 1])
  })
  return runs
}

/** The largest difference among the line itself and both its sides, over the colour channels. */
function contrast(
  { data, width, height }: Pixels,
  kind: Ruling['kind'],
  at: number,
  along: number,
  reach: number,
): number {
  const pixel = (offset: number): number => {
    const across = Math.floor(at + offset)
    const [x, y] = kind === 'horizontal' ? [Math.floor(along), across] : [across, Math.floor(along)]
    if (x < 0 || y < 0 || x >= width || y >= height) return -1
    return (y * width + x) * 4
  }
  const before = pixel(-reach)
  const after = pixel(reach)
  let most = difference(data, before, after)
  // A hairline's ink may fall on either pixel next to its middle.
  for (const offset of [-0.5, 0, 0.5]) {
    const middle = pixel(offset)
    if (middle < 0) continue
    most = Math.max(most, Math.min(difference(data, middle, before, true), difference(data, middle, after, true)))
  }
  return most
}

function difference(data: Pixels['data'], a: number, b: number, offPage = false): number {
  if (a < 0 || b < 0) return offPage ? 255 : 0
  return Math.max(
    Math.abs(data[a]! - data[b]!),
    Math.abs(data[a + 1]! - data[b + 1]!),
    Math.abs(data[a + 2]! - data[b + 2]!),
  )
}
