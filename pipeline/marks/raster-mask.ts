import type { Gray, Mask } from '../image/raster.ts'

/** A raster with rows and columns changed over, in blocks so that neither side misses the cache. */
export function transpose<T extends Mask | Gray>({ width, height, data }: T): T {
  const turned = new Uint8Array(width * height)
  const block = 32
  for (let y0 = 0; y0 < height; y0 += block)
    for (let x0 = 0; x0 < width; x0 += block) {
      const [y1, x1] = [Math.min(height, y0 + block), Math.min(width, x0 + block)]
      for (let x = x0; x < x1; x++) for (let y = y0; y < y1; y++) turned[x * height + y] = data[y * width + x]!
    }
  return { width: height, height: width, data: turned } as T
}

/** Half the size; a pixel is ink where two of its four are: a hairline keeps, a lone speck goes. */
export function halveMask(mask: Mask): Mask {
  return halve(mask, (sum) => (sum >= 2 ? 1 : 0))
}

/** Half the size, by the mean of each four. */
export function halveGray(gray: Gray): Gray {
  return halve(gray, (sum) => (sum + 2) >> 2)
}

function halve({ width, height, data }: Mask | Gray, value: (sum: number) => number): Mask {
  const [w, h] = [width >> 1, height >> 1]
  const half = new Uint8Array(w * h)
  for (let y = 0; y < h; y++)
    for (let x = 0, i = 2 * y * width; x < w; x++, i += 2)
      half[y * w + x] = value(data[i]! + data[i + 1]! + data[i + width]! + data[i + width + 1]!)
  return { width: w, height: h, data: half }
}
