import type { Gray } from '../image/raster.ts'
import { shrink } from '../image/shrink.ts'
import { RESOLUTION } from '../thresholds.ts'

/** Pixels per inch that the upright page is to have, given those of the picture. */
export function workingDpi(dpi: number): number {
  if (dpi > RESOLUTION.most) return RESOLUTION.most
  if (dpi >= RESOLUTION.least) return dpi
  return Math.min(RESOLUTION.most, dpi * Math.ceil(RESOLUTION.least / dpi))
}

/** Shrinks a picture far finer than wanted by a whole factor, so that later sampling leaves no pixel unseen. */
export function shrinkTo(gray: Gray, dpi: number, wanted: number): Gray {
  return shrink(gray, Math.floor(dpi / wanted + 0.01))
}
