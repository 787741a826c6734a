import type { Gray } from './raster.ts'

/** Turns a picture counterclockwise by quarter turns, so that content turned clockwise by `degrees` comes out upright. */
export function turnBack(gray: Gray, degrees: 0 | 90 | 180 | 270): Gray {
  const { width: w, height: h, data: from } = gray
  if (degrees === 0) return gray
  const data = new Uint8Array(w * h)
  if (degrees === 180) {
    for (let i = 0, j = w * h - 1; j >= 0; i++, j--) data[i] = from[j]!
    return { width: w, height: h, data }
  }
  for (let y = 0; y < w; y++) {
    const column = degrees === 90 ? w - 1 - y : y
    for (let x = 0; x < h; x++) data[y * h + x] = from[(degrees === 90 ? x : h - 1 - x) * w + column]!
  }
  return { width: h, height: w, data }
}
