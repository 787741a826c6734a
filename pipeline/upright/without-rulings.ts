import type { Mask } from '../image/raster.ts'
import { runsOf } from '../image/runs.ts'
import { TRACE } from '../thresholds.ts'

/** Ink without its long level and upright runs; `turned` is the ink with rows and columns swapped. */
export function withoutRulings(ink: Mask, turned: Mask, dpi: number): Mask {
  const data = ink.data.slice()
  const long = Math.round((TRACE.longRun * dpi) / 72)
  const level = runsOf(ink, long, 0)
  for (let i = 0; i < level.count; i++)
    data.fill(0, level.row[i]! * ink.width + level.from[i]!, level.row[i]! * ink.width + level.to[i]!)
  const upright = runsOf(turned, long, 0)
  for (let i = 0; i < upright.count; i++)
    for (let y = upright.from[i]!; y < upright.to[i]!; y++) data[y * ink.width + upright.row[i]!] = 0
  return { width: ink.width, height: ink.height, data }
}
