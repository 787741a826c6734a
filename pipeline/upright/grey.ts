import type { Gray, Raster } from '../image/raster.ts'

/** Grey by how bright a colour looks (ITU-R BT.601 weights). */
export function greyOf(raster: Raster): Gray {
  const { width, height, data: from } = raster
  if (raster.channels === 1) return { width, height, data: from }
  const data = new Uint8Array(width * height)
  for (let i = 0, j = 0; i < data.length; i++, j += 3)
    data[i] = (from[j]! * 77 + from[j + 1]! * 150 + from[j + 2]! * 29 + 128) >> 8
  return { width, height, data }
}
