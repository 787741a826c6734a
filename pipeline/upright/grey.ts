import type { Gray, Raster } from '../image/raster.ts'
import { findSeals, liftSeals } from './seals.ts'

/** A page's picture in grey, seals in red or blue ink taken out where the picture has colour. */
export function greyWithoutSeals(raster: Raster, dpi: number): Gray {
  const grey = greyOf(raster)
  if (raster.channels === 3) liftSeals(raster, grey, findSeals(raster, dpi))
  return grey
}

/** Grey by how bright a colour looks (ITU-R BT.601 weights). */
export function greyOf(raster: Raster): Gray {
  const { width, height, data: from } = raster
  if (raster.channels === 1) return { width, height, data: from }
  const data = new Uint8Array(width * height)
  for (let i = 0, j = 0; i < data.length; i++, j += 3)
    data[i] = (from[j]! * 77 + from[j + 1]! * 150 + from[j + 2]! * 29 + 128) >> 8
  return { width, height, data }
}
