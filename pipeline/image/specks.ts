import type { Mask } from './raster.ts'
import { linkRuns, runsOf } from './runs.ts'

/** A small piece of ink: its pixels, run by run, as positions in the mask's data. */
export type Specks = {
  /** How many pieces have how many pixels, up to the largest asked for; the first entry is unused. */
  readonly sizes: readonly number[]
  /** Takes all pieces of at most `most` pixels out of the mask, which is changed, and calls back with each run. */
  readonly remove: (most: number, run?: (from: number, to: number) => void) => void
}

/** Finds the pieces of ink of up to `largest` pixels, diagonal neighbours hanging together. */
export function specksOf(mask: Mask, largest: number): Specks {
  const runs = runsOf(mask)
  const { pieces, piece } = linkRuns(runs)
  const areas = new Uint32Array(pieces)
  for (let i = 0; i < runs.count; i++) areas[piece[i]!]! += runs.to[i]! - runs.from[i]!
  const sizes = new Array<number>(largest + 1).fill(0)
  for (const area of areas) if (area <= largest) sizes[area]!++
  return {
    sizes,
    remove: (most, run) => {
      for (let i = 0; i < runs.count; i++) {
        if (areas[piece[i]!]! > most) continue
        const base = runs.row[i]! * mask.width
        mask.data.fill(0, base + runs.from[i]!, base + runs.to[i]!)
        run?.(base + runs.from[i]!, base + runs.to[i]!)
      }
    },
  }
}
