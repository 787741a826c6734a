import type { Mask } from './raster.ts'
import { linkRuns, type Runs, runsOf } from './runs.ts'

/** A small piece of ink: its pixels, run by run, as positions in the mask's data. */
export type Specks = {
  /** How many pieces have how many pixels, up to the largest asked for; the first entry is unused. */
  readonly sizes: readonly number[]
  /**
   * Takes all pieces of at most `most` pixels out of the mask, which is changed, and calls back with each run. `clear`
   * spares those with other ink within so many pixels; 0 spares none.
   */
  readonly remove: (most: number, clear: number, run?: (from: number, to: number) => void) => void
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
    remove: (most, clear, run) => {
      const spared = clear > 0 ? inCompany(mask, runs, piece, areas, most, clear) : null
      for (let i = 0; i < runs.count; i++) {
        if (areas[piece[i]!]! > most || spared?.[piece[i]!] === 1) continue
        const base = runs.row[i]! * mask.width
        mask.data.fill(0, base + runs.from[i]!, base + runs.to[i]!)
        run?.(base + runs.from[i]!, base + runs.to[i]!)
      }
    },
  }
}

/** Which pieces of at most `most` pixels have more ink than their own within `reach` pixels of one of their runs. */
function inCompany(mask: Mask, runs: Runs, piece: Int32Array, areas: Uint32Array, most: number, reach: number) {
  const found = new Uint8Array(areas.length)
  for (let i = 0; i < runs.count; i++) {
    const own = piece[i]!
    if (areas[own]! > most || found[own] === 1) continue
    const left = Math.max(0, runs.from[i]! - reach)
    const right = Math.min(mask.width, runs.to[i]! + reach)
    let count = 0
    for (let y = Math.max(0, runs.row[i]! - reach); y <= Math.min(mask.height - 1, runs.row[i]! + reach); y++)
      for (let at = y * mask.width + left; at < y * mask.width + right; at++) count += mask.data[at]!
    if (count > areas[own]!) found[own] = 1
  }
  return found
}
