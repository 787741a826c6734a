import type { Mask } from '../../../pipeline/image/raster.ts'

/** A mask drawn as text: "#" is ink. */
export function mask(...rows: readonly string[]): Mask {
  const width = Math.max(...rows.map((row) => row.length))
  const data = new Uint8Array(width * rows.length)
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) if (row[x] === '#') data[y * width + x] = 1
  })
  return { width, height: rows.length, data }
}

/** A mask whose ink a function decides. */
export function paint(width: number, height: number, isInk: (x: number, y: number) => boolean): Mask {
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (isInk(x, y)) data[y * width + x] = 1
  return { width, height, data }
}
